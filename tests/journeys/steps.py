"""Steps that people take in a browser, and what the worker does meanwhile, for journeys to be made of."""

import re
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage, Message
from typing import Any

from django.core import mail
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, ViewportSize, expect

from alongside.notices.models import Mail
from alongside.notices.outbox import send_waiting
from alongside.notices.working import run_jobs
from alongside.partnerships.actions import hold_session
from alongside.partnerships.models import Partnership, Session
from alongside.people.models import Account, Body, Member
from alongside.schemes.models import Scheme
from tests.factories import Cast, make_application, make_cast, make_member
from tests.plugins.browser import DESKTOP, PHONE, Pages, follow

LIST = (
    "Member number,First name,Last name,Email,Status,Years of experience\n"
    "IMI-1,Nia,Rees,nia@people.example,Active,1\n"
    "IMI-2,Tomos,Hart,tomos@people.example,Active,14\n"
    "IMI-3,Zoë,Ng,zoe@people.example,Active,1\n"
    "IMI-4,Priya,Shah,priya@people.example,Active,9\n"
)
"""Two juniors and two seniors, as a membership system writes them."""


@dataclass(frozen=True)
class Two:
    """A pair and the phones of the two."""

    pair: Partnership
    mentee: Page
    mentor: Page

    @property
    def both(self) -> tuple[Page, Page]:
        """The mentee's phone first."""
        return self.mentee, self.mentor

    def open(self, page: Page, name: str) -> None:
        """Go to one of the pair's pages."""
        page.goto(reverse(name, args=[self.pair.pk]))

    def session(self, number: int) -> Session:
        """The session as it stands now."""
        found: Session = self.pair.sessions.get(number=number)
        return found

    def hold(self, number: int) -> None:
        """The two met for this session today, for an hour."""
        account, today = self.pair.mentee.account, timezone.localdate()
        hold_session(self.session(number), by=account, role="mentee", minutes=60, held_on=today)


def work() -> None:
    """What the worker does: jobs first, then all mail, also at night when people want to be left alone."""
    run_jobs()
    Account.objects.update(quiet_from=None, quiet_until=None)
    Mail.objects.filter(status=Mail.WAITING).update(not_before=timezone.now() - timedelta(seconds=1))
    send_waiting()


def last_mail_to(address: str) -> EmailMessage | Message:
    """The newest letter to this address, as its mail program reads it."""
    letters = [letter for letter in mail.outbox if address in letter.to]
    assert letters, f"nobody wrote to {address}"
    found: EmailMessage | Message = letters[-1].message()
    return found


def words_of(letter: Any) -> str:
    """The plain words of a letter."""
    parts = [part for part in letter.walk() if part.get_content_type() == "text/plain"]
    return "\n".join(part.get_payload(decode=True).decode() for part in parts)


def link_to(path: str, letter: Any) -> str:
    """The first link in a letter that leads to such a path."""
    found = re.search(rf"https?://\S*{path}\S*", words_of(letter))
    assert found, words_of(letter)
    return found.group()


def sign_in_by_mail(page: Page, address: str) -> None:
    """From the page that asks to sign in, by a link from one's mail, to where one wanted to go."""
    page.get_by_role("link", name="Mail me a link").click()
    page.get_by_label("Email").fill(address)
    page.get_by_role("button", name="Mail me a link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look in your mail")
    work()
    page.goto(link_to("/account/link/", last_mail_to(address)))
    follow(page.get_by_role("button", name="Sign in", exact=True))


def arrive(pages: Pages, address: str, size: ViewportSize = PHONE) -> Page:
    """A fresh browser in which somebody has just signed in by mail and is on their home page."""
    page = pages.open(size)
    page.goto(reverse("account_login"))
    sign_in_by_mail(page, address)
    return page


def import_list(page: Page, body: Body, name: str, data: bytes, *, as_part: str = "") -> None:
    """Upload a list, look at its columns and rows, and import it."""
    page.goto(reverse("office-imports", args=[body.slug]))
    page.get_by_label("List of members").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": data}
    )
    press(page, "Look at this list")
    if page.get_by_role("button", name="Look at every row").is_visible():
        if as_part:
            page.get_by_label(f"Yes, as {as_part}").check()
        page.get_by_role("button", name="Look at every row").click()
    page.get_by_role("button", name=re.compile(r"^Import \d+ rows$")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This list is imported")


def office_that_waits(pages: Pages) -> tuple[Cast, Page]:
    """The cast, with two juniors and two seniors who wait, and the coordinator's browser."""
    cast = make_cast()
    for name, years, role in (
        ("gwen", "1", "mentee"),
        ("huw", "1", "mentee"),
        ("ines", "11", "mentor"),
        ("jack", "8", "mentor"),
    ):
        wish = {"expertise_sought": ["management"]} if role == "mentee" else {}
        make_application(cast.scheme, make_member(cast.body, name, years=years), role, answers=wish)
    return cast, pages.open(DESKTOP, account=cast.carol)


def run_the_match(office: Page, scheme: Scheme) -> None:
    """Ask for a run, let the worker make it, and see it appear by itself."""
    office.goto(reverse("matching", args=[scheme.body.slug, scheme.pk]))
    office.get_by_role("button", name="Run the match").click()
    expect(office.get_by_role("heading", level=1)).to_have_text("Run 1 is at work")
    work()
    expect(office.get_by_role("heading", level=1)).to_have_text("Run 1, a draft")


def introduced_by_the_office(pages: Pages, office: Page, scheme: Scheme, pair: tuple[Member, Member]) -> Two:
    """A run proposes the two who wait, the office publishes it, and both say yes on their phones."""
    run_the_match(office, scheme)
    office.get_by_role("link", name="Introduce 1 pair").click()
    office.get_by_role("button", name="Introduce 1 pair").click()
    work()
    mentee, mentor = (pages.open(PHONE, account=member.account) for member in pair)
    for page, member in ((mentee, pair[0]), (mentor, pair[1])):
        page.goto(link_to("/proposals/", last_mail_to(member.email)))
        page.get_by_role("button", name="Yes, introduce us").click()
    expect(mentor.get_by_role("heading", name=f"You and {pair[0].name}")).to_be_visible()
    return Two(Partnership.objects.get(mentee=pair[0]), mentee, mentor)


def see(page: Page, words: str) -> None:
    """These words stand on the page."""
    expect(page.get_by_text(words).first).to_be_visible()


def press(page: Page, button: str | re.Pattern[str]) -> None:
    """Press a button that posts, and wait for the page it leads to."""
    follow(page.get_by_role("button", name=button).first)
