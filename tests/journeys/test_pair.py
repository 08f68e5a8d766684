"""A pair from its first date to its last session and into an audit profile, in two browsers side by side."""

import json
import re
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from alongside.cpd.models import Record
from alongside.partnerships.actions import hold_session
from alongside.partnerships.actions.goals import draft_goal, share_goal
from alongside.partnerships.models import Partnership
from alongside.partnerships.queries.goals import GoalText
from tests.factories import Cast, make_cast, make_partnership
from tests.journeys.steps import work
from tests.plugins.browser import DESKTOP, PHONE, Check, Pages

WORDS = "We meet each month, and say early if we cannot."


def introduced(days: int) -> tuple[Cast, Partnership]:
    """Alice in London and Bob in New York, introduced so many days ago."""
    cast = make_cast()
    bob = cast.bob.account
    bob.time_zone = "America/New_York"
    bob.save()
    begun = timezone.now() - timedelta(days=days)
    return cast, make_partnership(cast.scheme, cast.alice, cast.bob, now=begun)


def address_of(pair: Partnership, page: str) -> str:
    """One of the pair's pages."""
    return reverse(page, args=[pair.pk])


@pytest.mark.requirement("R45")
def test_a_pair_dates_its_first_session_and_settles_what_it_expects(pages: Pages, check_page: Check) -> None:
    cast, pair = introduced(days=1)
    alice, bob = (pages.open(PHONE, account=one.account) for one in (cast.alice, cast.bob))
    alice.goto("/")
    alice.get_by_role("link", name="Choose a time", exact=True).click()
    day = timezone.localdate() + timedelta(days=9)
    alice.get_by_label("Day", exact=True).fill(day.isoformat())
    alice.get_by_label("Time", exact=True).fill("16:30")
    alice.get_by_label("Link to join").fill("https://meet.example/alice-and-bob")
    check_page(alice)
    alice.get_by_role("button", name="Send the invitation").click()
    expect(alice.get_by_text("Bob's clock")).to_be_visible()
    check_page(alice)
    theirs = datetime.combine(day, datetime.min.time(), ZoneInfo("Europe/London")).replace(hour=16, minute=30)
    clock = theirs.astimezone(ZoneInfo("America/New_York")).strftime("%H:%M")
    bob.goto(address_of(pair, "partnership"))
    expect(bob.get_by_text(clock).first).to_be_visible()
    work()
    invited = [letter for letter in mail.outbox if "BEGIN:VCALENDAR" in letter.message().as_string()]
    assert {address for letter in invited for address in letter.to} >= {cast.alice.email, cast.bob.email}

    settle(alice, bob, pair)
    for page, words in ((alice, "Speak in the monthly meeting"), (bob, "Learn how to use 3D tools")):
        page.goto(address_of(pair, "goals"))
        page.get_by_role("link", name="Write a goal").click()
        page.get_by_label("What do you want to reach?").fill(words)
        page.get_by_role("button", name="Keep this goal for me").click()
        page.get_by_role("button", name="Share with").click()
        expect(page.get_by_text("Both of you can read this")).to_be_visible()
        check_page(page)
    alice.goto(address_of(pair, "goals"))
    expect(alice.get_by_text("Learn how to use 3D tools")).to_be_visible()


def settle(alice: Page, bob: Page, pair: Partnership) -> None:
    """Alice says what she expects, Bob asks, she answers, both accept the same words."""
    alice.goto(address_of(pair, "expectations"))
    alice.get_by_label("What do you expect?").fill(WORDS)
    alice.get_by_role("button", name="State this expectation").click()
    bob.goto(address_of(pair, "expectations"))
    bob.get_by_role("link", name=WORDS).click()
    bob.get_by_label("What would you like to know?").fill("How early is early?")
    bob.get_by_role("button", name="Ask what this means").click()
    alice.goto(address_of(pair, "expectations"))
    alice.get_by_role("link", name=WORDS).click()
    alice.get_by_label("Your answer").fill("The day before.")
    alice.get_by_role("button", name="Answer").click()
    expect(alice.get_by_text("The day before.")).to_be_visible()
    bob.goto(address_of(pair, "expectations"))
    bob.get_by_role("link", name=WORDS).click()
    bob.get_by_role("button", name="Accept these words").click()
    expect(bob.get_by_role("heading", name="The words you agreed")).to_be_visible()
    bob.goto(address_of(pair, "expectations"))
    expect(bob.get_by_role("heading", name="Agreed")).to_be_visible()


@pytest.mark.requirement("R48")
def test_a_session_is_prepared_held_at_one_tap_and_gives_hours_to_both(
    pages: Pages, check_page: Check
) -> None:
    cast, pair = introduced(days=20)
    for account, role in ((cast.alice.account, "mentee"), (cast.bob.account, "mentor")):
        text = GoalText(goal="Lead a small team")
        share_goal(draft_goal(pair, by=account, role=role, text=text), by=account, role=role)
    first = pair.sessions.get(number=1)
    page = reverse("session", args=[first.pk])
    alice, bob = (pages.open(PHONE, account=one.account) for one in (cast.alice, cast.bob))
    alice.goto(page)
    alice.get_by_label("What would you like to talk about?").fill("How you became head of department")
    alice.get_by_role("button", name="Add to the agenda").click()
    expect(alice.get_by_text("How you became head of department")).to_be_visible()
    bob.goto(page)
    expect(bob.get_by_text("How you became head of department")).to_be_visible()
    bob.get_by_role("checkbox").first.check()
    with bob.expect_navigation():
        bob.get_by_role("button", name="Keep these ticks").click()
    expect(bob.get_by_role("checkbox").first).to_be_checked()
    check_page(bob)
    alice.goto(page)
    alice.get_by_role("button", name="We met").dblclick()
    expect(alice.get_by_role("heading", name="You met on")).to_be_visible()
    check_page(alice)
    alice.get_by_label("What is to be done?").fill("Send the portfolio")
    alice.get_by_role("button", name="Add this action").click()
    expect(alice.get_by_text("Send the portfolio")).to_be_visible()
    bob.goto(page)
    bob.get_by_role("link", name="Write a record").click()
    bob.get_by_label("What you want to keep of this session").fill("Alice sends her portfolio.")
    bob.get_by_role("button", name="Save the record").click()
    expect(bob.get_by_text("Alice sends her portfolio.")).to_be_visible()
    bob.goto(reverse("session-reflection", args=[first.pk]))
    bob.get_by_role("textbox").first.fill("I saw my own first year again.")
    # The form says who can read it too, so only the address tells that it was kept.
    bob.get_by_role("button", name="Keep this reflection").click()
    expect(bob).to_have_url(re.compile(r"/reflections/[0-9a-f-]+/$"))
    expect(bob.get_by_text("Only you can read this")).to_be_visible()
    for one in (alice, bob):
        one.goto(reverse("cpd"))
        expect(one.get_by_role("link", name="Mentoring session 1")).to_be_visible()
    assert Record.objects.filter(reference=first.pk).count() == 2


@pytest.mark.requirement("R53")
def test_a_closed_partnership_goes_into_an_audit_profile_as_a_pdf_and_as_data(
    pages: Pages, check_page: Check, tmp_path: Path
) -> None:
    cast, pair = introduced(days=190)
    today = timezone.localdate()
    for session in pair.sessions.order_by("number")[:5]:
        held_on = today - timedelta(days=185 - 30 * session.number)
        hold_session(session, by=cast.alice.account, role="mentee", minutes=60, held_on=held_on)
    alice = pages.open(DESKTOP, account=cast.alice.account)
    alice.goto(reverse("session", args=[pair.sessions.get(number=6).pk]))
    alice.get_by_role("button", name="We met").click()
    expect(alice.get_by_role("heading", name="You met on")).to_be_visible()
    alice.goto(address_of(pair, "partnership-end"))
    alice.get_by_role("button", name="End this partnership").click()
    expect(alice.get_by_role("heading", level=1)).to_have_text(f"{cast.alice.name} and {cast.bob.name}")
    check_page(alice)
    assert Partnership.objects.get(pk=pair.pk).state == "ended"

    alice.goto(reverse("cpd-profile-begin"))
    alice.get_by_label("First day of the period").fill((today - timedelta(days=365)).isoformat())
    alice.get_by_label("Last day of the period").fill(today.isoformat())
    alice.get_by_role("button", name="Begin to write").click()
    alice.get_by_label("Your summary").fill("I draw what surgeons see.")
    alice.get_by_label("Your statement").fill("I have learned to lead a small team.")
    alice.get_by_role("checkbox", name="Tell in full").first.check()
    with alice.expect_navigation():
        alice.get_by_role("button", name="Save this profile").click()
    expect(alice.get_by_text("5 of 500 words")).to_be_visible()
    check_page(alice)
    pdf = download(alice, "Download the PDF", tmp_path / "profile.pdf")
    data = json.loads(download(alice, "Download for a program", tmp_path / "profile.json").read_text("utf-8"))
    text = " ".join("\n".join(page.extract_text() for page in PdfReader(pdf).pages).split())
    assert "I draw what surgeons see." in text
    assert text.count("Mentoring session") >= 6
    assert cast.bob.name not in text + json.dumps(data)
    assert [one["title"][:19] for one in data["activities"]] == [
        f"Mentoring session {number}" for number in range(1, 7)
    ]


def download(page: Page, link: str, path: Path) -> Path:
    """Follow a link to a file and keep it."""
    with page.expect_download() as found:
        page.get_by_role("link", name=link).click()
    found.value.save_as(path)
    return path
