"""The doctors' scheme on two phones and at the office’s desk: chosen from the bank, required, stopped early in peace."""

import re
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from alongside.directory.models import MentorEntry
from alongside.partnerships.jobs import report_attendance_due
from tests.factories import Cast, make_cast, make_entry, make_partnership, make_scheme
from tests.journeys.steps import Two, last_mail_to, link_to, press, see, words_of, work
from tests.plugins.browser import DESKTOP, PHONE, Check, Pages, follow

REASON = "I begin in a new hospital in March."
THIRD = "olu@college.example"


def test_a_doctor_chooses_from_the_bank_and_never_whoever_appraises_her(
    pages: Pages, check_page: Check
) -> None:
    cast = make_cast()
    scheme = make_scheme(cast.body, preset="nhs", slug="doctors")
    bob, erin = (make_entry(scheme, member, director=cast.dan) for member in (cast.bob, cast.erin))
    alice = pages.open(PHONE, account=cast.alice.account)
    declare_a_relation(alice, cast, erin, check_page)
    ask_a_mentor(alice, bob, check_page)
    introduce(pages, cast, check_page)
    alice.goto("/")
    see(alice, "You and Bob Example")
    check_page(alice)


def test_two_doctors_meet_under_a_requirement_and_stop_early(pages: Pages, check_page: Check) -> None:
    cast = make_cast()
    scheme = make_scheme(cast.body, preset="nhs", slug="doctors")
    pair = make_partnership(scheme, cast.alice, cast.bob)
    two = Two(pair, *(pages.open(PHONE, account=member.account) for member in (cast.alice, cast.bob)))
    office = pages.open(DESKTOP, account=cast.carol)
    begin(two, check_page)
    invite_a_third(pages, two, check_page)
    note_who_requires_it(two, office, cast, check_page)
    keep_little_on_paper(two, check_page)
    say_how_it_goes(two, check_page)
    stop_early(two, check_page)
    look_afterwards(office, two, cast, check_page)


def declare_a_relation(alice: Page, cast: Cast, erin: MentorEntry, check_page: Check) -> None:
    """Whoever appraises her is never her mentor."""
    alice.goto(reverse("conflicts", args=[cast.alice.pk]))
    alice.get_by_label("Their email").fill(cast.erin.email)
    alice.get_by_label("One appraises the other").check()
    check_page(alice)
    press(alice, "Keep us apart")
    alice.goto(reverse("mentor-entry", args=[erin.pk]))
    expect(alice.get_by_role("button", name="Put Erin on my request")).to_have_count(0)
    check_page(alice)


def ask_a_mentor(alice: Page, bob: MentorEntry, check_page: Check) -> None:
    """She chooses a trained mentor and says what she would like to work on."""
    alice.goto(reverse("mentor-entry", args=[bob.pk]))
    press(alice, "Put Bob on my request")
    alice.get_by_role("link", name="Write this").click()
    alice.get_by_label("Starting in a new post").check()
    alice.get_by_label("Who you are, in a few sentences").fill("I train in anaesthetics.")
    alice.get_by_label("Why do you seek a mentor now?").fill(REASON)
    press(alice, "Save and go to my request")
    press(alice, "Send my request")
    check_page(alice)


def introduce(pages: Pages, cast: Cast, check_page: Check) -> None:
    """The mentor says yes from his mail, and the office introduces the two."""
    work()
    bob = pages.open(PHONE, account=cast.bob.account)
    bob.goto(link_to("/offer/", last_mail_to(cast.bob.email)))
    check_page(bob)
    press(bob, "Yes, I will")
    office = pages.open(DESKTOP, account=cast.carol)
    office.goto(reverse("office-home", args=[cast.body.slug]))
    office.get_by_role("link", name="Introduce Alice").click()
    see(office, "One is kept for Alice")
    check_page(office)
    press(office, "Introduce Alice and Bob")


def begin(two: Two, check_page: Check) -> None:
    """The questions before, the stage, and the list of the first meeting, ticked by either for both."""
    for page, agreed in ((two.mentee, "2"), (two.mentor, "4")):
        two.open(page, "outcomes")
        for group in page.get_by_role("group").all():
            group.get_by_label(agreed, exact=True).check()
        press(page, "Send my answers")
    two.open(two.mentee, "partnership")
    two.mentee.get_by_role("link", name="Your stages").click()
    press(two.mentee, re.compile("^We are here now.*Finding the way"))
    check_page(two.mentee)
    for page in two.both:
        page.goto(reverse("session", args=[two.session(1).pk]))
    two.mentor.get_by_label("Ground rules:").check()
    press(two.mentor, "Keep what we have settled")
    two.mentee.reload()
    see(two.mentee, "1 of 13 settled")
    expect(two.mentee.get_by_label("Ground rules:")).to_be_checked()
    check_page(two.mentee)


def invite_a_third(pages: Pages, two: Two, check_page: Check) -> None:
    """Somebody whom both trust is there at the first meeting, by a link and without an account."""
    two.mentee.get_by_text("Other things you can do").click()
    two.mentee.get_by_role("link", name="Invite a third person").click()
    two.mentee.get_by_label("Their name").fill("Olu Bright")
    two.mentee.get_by_label("Their email").fill(THIRD)
    press(two.mentee, "Invite them to this meeting")
    work()
    olu = pages.open(PHONE)
    olu.goto(link_to("/meeting/", last_mail_to(THIRD)))
    see(olu, "You are invited to a mentoring meeting")
    check_page(olu)
    two.mentor.reload()
    see(two.mentor, "Olu Bright is invited to this meeting as well.")


def note_who_requires_it(two: Two, office: Page, cast: Cast, check_page: Check) -> None:
    """The office notes that it is a condition of practice; both read the report before they agree to it."""
    office.goto(reverse("office-required", args=[cast.body.slug, two.pair.pk]))
    office.get_by_label("Who requires it?").fill("The regulator")
    office.get_by_label("Until").fill((timezone.localdate() + timedelta(days=300)).isoformat())
    office.get_by_label("Who reads the reports?").fill("Ms Grey, case manager")
    office.get_by_label("Their email").fill("grey@regulator.example")
    check_page(office)
    press(office, "Note it and ask both")
    for page in two.both:
        two.open(page, "partnership")
        page.get_by_role("link", name="Read what is reported").click()
        see(page, "The next report, word for word")
        press(page, "I agree to what is below")
    check_page(two.mentor)


def keep_little_on_paper(two: Two, check_page: Check) -> None:
    """A letter to the line manager, as little on paper as they like, and a letter that asks for time."""
    page = two.mentee
    two.open(page, "papers")
    see(page, "It helps if your line manager knows")
    page.get_by_label("I told my line manager on").fill(timezone.localdate().isoformat())
    press(page, "Note it")
    see(page, "You told them on")
    page.get_by_label("Nothing").check()
    press(page, "Keep this")
    check_page(page)
    page.goto(reverse("employer-letter"))
    page.get_by_label("Hours a month").fill("1")
    with page.expect_download() as letter:
        page.get_by_role("button", name="Make the letter").click()
    assert letter.value.suggested_filename.endswith(".pdf")


def say_how_it_goes(two: Two, check_page: Check) -> None:
    """After the second meeting both are asked; where they differ, both see it, and nobody sees who said what."""
    for number in (1, 2):
        two.hold(number)
    for page, useful in ((two.mentee, "2"), (two.mentor, "4")):
        page.goto(reverse("session-pulse", args=[two.session(2).pk]))
        for words, score in (("useful", useful), ("I am heard", "4"), ("go on", "4")):
            page.get_by_role("group", name=words).get_by_label(score, exact=True).check()
        press(page, "Answer")
    see(two.mentor, "Our meetings are useful.")
    check_page(two.mentor)


def stop_early(two: Two, check_page: Check) -> None:
    """She ends it without a reason; both look back at what it was good for."""
    two.open(two.mentee, "partnership-end")
    two.mentee.get_by_label("It stops here, earlier than planned").check()
    two.mentee.get_by_label("Find me a new partner").uncheck()
    press(two.mentee, "End this partnership")
    see(two.mentee, "What comes next")
    check_page(two.mentee)
    follow(two.mentee.get_by_role("link", name="Answer the questions"))
    for group in two.mentee.get_by_role("group").all():
        group.get_by_label("4", exact=True).check()
    press(two.mentee, "Send my answers")
    two.open(two.mentee, "outcomes")
    see(two.mentee, "At the end")
    work()
    told = words_of(last_mail_to(two.pair.mentor.email))
    assert "early" not in told
    assert "earlier" not in told


def look_afterwards(office: Page, two: Two, cast: Cast, check_page: Check) -> None:
    """The office sees that it ended and what was reported: two days and their length, and no reason."""
    report_attendance_due(timezone.now() + timedelta(days=95))
    two.open(two.mentor, "partnership-required")
    see(two.mentor, "What was sent to Ms Grey, case manager")
    see(two.mentor, "2 sessions held:")
    office.goto(reverse("office-partnership", args=[cast.body.slug, two.pair.pk]))
    expect(office.get_by_text("Ended", exact=True)).to_be_visible()
    for words in ("earlier", "Finding the way", "Olu Bright"):
        expect(office.get_by_text(words)).to_have_count(0)
    check_page(office)
    office.get_by_role("link", name="What is reported").click()
    see(office, "2 sessions held:")
    expect(office.get_by_text("earlier")).to_have_count(0)
    check_page(office)
