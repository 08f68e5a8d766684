"""The nurses' scheme on two phones and at the office’s desk: from what one rates low to mentoring somebody oneself."""

import re

from django.urls import reverse
from playwright.sync_api import Page, expect

from alongside.enrolment.actions import approve_application
from tests.factories import Cast, make_application, make_cast, make_scheme
from tests.journeys.steps import Two, introduced_by_the_office, press, see
from tests.plugins.browser import DESKTOP, Check, Pages

LOW = "Listen actively"
DOOR = "The sister who runs the wound clinic"
PROUD = "Alice led the night shift on a full ward, and nobody went home late."
WHY = "She asks before she answers."
THANKS = "You never once told me what to do."


def test_a_nurse_finds_what_to_learn_and_mentors_next(pages: Pages, check_page: Check) -> None:
    cast = make_cast()
    scheme = make_scheme(cast.body, preset="nursing", slug="nurses")
    for member, role in ((cast.alice, "mentee"), (cast.bob, "mentor")):
        approve_application(make_application(scheme, member, role), by=cast.dan)
    office = pages.open(DESKTOP, account=cast.carol)
    two = introduced_by_the_office(pages, office, scheme, (cast.alice, cast.bob))
    find_what_to_learn(two, check_page)
    make_it_a_goal(two, check_page)
    open_a_door(two, check_page)
    tell_of_an_achievement(two, office, cast, check_page)
    recommend(two, check_page)
    part(two, check_page)
    read_the_application(office, cast, check_page)


def find_what_to_learn(two: Two, check_page: Check) -> None:
    """On her phone the mentee rates herself, for herself alone."""
    page = two.mentee
    page.goto(reverse("competencies"))
    page.get_by_role("link", name=re.compile("^Look at yourself.*mentee")).click()
    check_page(page)
    for words, level in ((LOW, "Not yet"), ("Prepare in advance for meetings", "By myself")):
        page.get_by_role("group", name=words).get_by_text(level, exact=True).click()
    press(page, "Keep my answers")
    see(page, "1 competency of 2 would be worth working on.")
    check_page(page)


def make_it_a_goal(two: Two, check_page: Check) -> None:
    """What she rated low is a goal with one press, hers until she shares it, and then a plan of both."""
    page = two.mentee
    press(page, re.compile(f"^Make it a goal.*{LOW}"))
    expect(page.get_by_label("What do you want to reach?")).to_have_value(LOW)
    check_page(page)
    page.get_by_label("What is your first step?").fill("Count to five before I answer.")
    press(page, "Keep this goal for me")
    two.open(two.mentor, "goals")
    expect(two.mentor.get_by_text(LOW)).to_have_count(0)
    press(page, "Share with Bob")
    see(page, "Both of you can read this")
    page.get_by_label("What is to be done?").fill("Sit in on a handover and say nothing")
    press(page, "Add this step")
    two.open(two.mentor, "partnership-plan")
    for words in (LOW, "Count to five before I answer.", "Sit in on a handover and say nothing"):
        see(two.mentor, words)
    check_page(two.mentor)


def open_a_door(two: Two, check_page: Check) -> None:
    """The mentor notes to whom he introduced her."""
    two.open(two.mentor, "opening-doors")
    two.mentor.get_by_label("To whom did you introduce").fill(DOOR)
    check_page(two.mentor)
    press(two.mentor, "Note it")
    two.open(two.mentee, "opening-doors")
    see(two.mentee, DOOR)


def tell_of_an_achievement(two: Two, office: Page, cast: Cast, check_page: Check) -> None:
    """He writes of it, she consents to the very words, and only then the office reads them."""
    desk = reverse("office-achievements", args=[cast.body.slug])
    two.mentor.get_by_role("link", name="Write about an achievement").click()
    two.mentor.get_by_label("What was achieved?").fill(PROUD)
    check_page(two.mentor)
    press(two.mentor, "Keep these words")
    office.goto(desk)
    expect(office.get_by_text(PROUD)).to_have_count(0)
    two.mentee.reload()
    two.mentee.get_by_role("link", name=PROUD[:40]).click()
    check_page(two.mentee)
    press(two.mentee, "Let the office tell these words")
    office.reload()
    see(office, PROUD)
    check_page(office)


def recommend(two: Two, check_page: Check) -> None:
    """He sees a mentor in her and says so; she lets the office read it."""
    two.open(two.mentor, "opening-doors")
    two.mentor.get_by_label("Why do you see a mentor in them?").fill(WHY)
    press(two.mentor, "Recommend Alice as a mentor")
    two.open(two.mentee, "opening-doors")
    see(two.mentee, "Bob recommends you as a mentor")
    see(two.mentee, WHY)
    check_page(two.mentee)
    press(two.mentee, "Let my office read it")
    see(two.mentee, "Take that back")


def part(two: Two, check_page: Check) -> None:
    """After the last session she thanks him, ends it and begins to apply as a mentor."""
    for number in range(1, 8):
        two.hold(number)
    page = two.mentee
    two.open(page, "acknowledgement")
    page.get_by_label("What would you like to thank them for?").fill(THANKS)
    press(page, "Send my thanks")
    two.open(two.mentor, "acknowledgement")
    see(two.mentor, THANKS)
    two.open(page, "partnership-end")
    see(page, "Bob recommends you as a mentor.")
    page.get_by_label("I would like to mentor somebody next").check()
    check_page(page)
    press(page, "End this partnership")
    expect(page.get_by_role("heading", level=1)).to_have_text("Apply as a mentor")
    page.get_by_role("group", name="What are you good at").get_by_label("Challenge").check()
    page.get_by_role("group", name="On which of their own").get_by_label("Initiative").check()
    page.get_by_label("Your brief biography").fill("I nurse on a surgical ward and have led its night shift.")
    check_page(page)
    press(page, "Send my application")
    see(page, "Where you stand")
    two.open(two.mentor, "partnership")
    see(two.mentor, "What comes next")
    check_page(two.mentor)


def read_the_application(office: Page, cast: Cast, check_page: Check) -> None:
    """The office reads that she is recommended, and nothing that the two kept for themselves."""
    office.goto(reverse("office-applications", args=[cast.body.slug]))
    office.get_by_role("link", name=re.compile("^Open.*Alice")).first.click()
    see(office, WHY)
    for words in (THANKS, DOOR, LOW):
        expect(office.get_by_text(words)).to_have_count(0)
    check_page(office)
