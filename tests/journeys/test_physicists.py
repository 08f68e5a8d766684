"""The medical physicists' scheme on two phones and at the office’s desk: both learn, under an agreement."""

import re
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from alongside.partnerships.actions.goals import draft_goal, share_goal
from alongside.partnerships.models import Session
from alongside.partnerships.queries.goals import GoalText
from tests.factories import make_application, make_cast, make_scheme
from tests.journeys.steps import Two, introduced_by_the_office, press, see
from tests.plugins.browser import DESKTOP, Check, Pages

GOAL = "Chair our dosimetry group"
THANKS = "You let me find my own answers."
EARLY = "Whoever cannot come says so two days before."


def test_two_physicists_agree_learn_and_part_with_thanks(pages: Pages, check_page: Check) -> None:
    cast = make_cast()
    scheme = make_scheme(cast.body, preset="comp", slug="physicists")
    make_application(scheme, cast.alice, "mentee")
    make_application(scheme, cast.bob, "mentor")
    office = pages.open(DESKTOP, account=cast.carol)
    two = introduced_by_the_office(pages, office, scheme, (cast.alice, cast.bob))
    arrange(two, check_page)
    agree(two, check_page)
    share_a_goal(two, check_page)
    hold_the_first_session(two, check_page)
    close(two, check_page)
    office.goto(reverse("office-partnership", args=[cast.body.slug, two.pair.pk]))
    expect(office.get_by_text("Ended", exact=True)).to_be_visible()
    for words in (EARLY, GOAL, THANKS, "Natural"):
        expect(office.get_by_text(words)).to_have_count(0)
    check_page(office)


def arrange(two: Two, check_page: Check) -> None:
    """The mentee sends the invitation, and the mentor is not hurried."""
    two.open(two.mentor, "partnership")
    see(two.mentor, "Alice chooses a time for session 1")
    check_page(two.mentor)
    two.mentee.goto("/")
    two.mentee.get_by_role("link", name="Choose a time", exact=True).click()
    two.mentee.get_by_label("Day", exact=True).fill((timezone.localdate() + timedelta(days=9)).isoformat())
    two.mentee.get_by_label("Time", exact=True).fill("16:30")
    press(two.mentee, "Send the invitation")
    two.open(two.mentor, "partnership")
    see(two.mentor, "Say what you expect of each other")


def agree(two: Two, check_page: Check) -> None:
    """One begins, the other asks for other words, and both sign the same."""
    two.open(two.mentee, "agreement")
    check_page(two.mentee)
    two.mentee.get_by_role("link", name="Begin our agreement").click()
    see(two.mentee, "Keep what fits, change what does not")
    expect(two.mentee.get_by_label("What stays between us (optional)")).to_have_count(0)
    check_page(two.mentee)
    press(two.mentee, "Suggest this wording")
    two.open(two.mentor, "agreement")
    two.mentor.get_by_role("link", name="Suggest other words").click()
    two.mentor.get_by_label("Where, when and how often we meet").fill(f"We meet online for an hour. {EARLY}")
    press(two.mentor, "Suggest this wording")
    two.open(two.mentee, "agreement")
    see(two.mentee, "What is different from")
    check_page(two.mentee)
    for page, name in ((two.mentee, "Alice Example"), (two.mentor, "Bob Example")):
        two.open(page, "agreement")
        if page.get_by_label("Your name, as your signature").is_visible():
            page.get_by_label("I have read all of this, and I agree to it").check()
            page.get_by_label("Your name, as your signature").fill(name)
            press(page, "Sign this agreement")
    see(two.mentor, "In force: version 2")
    see(two.mentor, EARLY)
    check_page(two.mentor)


def share_a_goal(two: Two, check_page: Check) -> None:
    """A goal is a draft of one's own until it is shared; the mentor learns too."""
    two.open(two.mentee, "goal-new")
    two.mentee.get_by_label("What do you want to reach?").fill(GOAL)
    own = two.mentee.get_by_label("Another kind, in your own words")
    expect(own).to_be_hidden()
    two.mentee.get_by_label("What kind of goal is it?").select_option(label="Another kind")
    expect(own).to_be_visible()
    two.mentee.get_by_label("What kind of goal is it?").select_option(label="Leadership")
    check_page(two.mentee)
    press(two.mentee, "Keep this goal for me")
    see(two.mentee, "Only you can read this")
    two.open(two.mentor, "goals")
    expect(two.mentor.get_by_text(GOAL)).to_have_count(0)
    press(two.mentee, "Share with Bob")
    bob = two.pair.mentor.account
    share_goal(
        draft_goal(two.pair, by=bob, role="mentor", text=GoalText(goal="Ask more")), by=bob, role="mentor"
    )
    two.open(two.mentor, "goals")
    see(two.mentor, GOAL)
    check_page(two.mentor)


def hold_the_first_session(two: Two, check_page: Check) -> None:
    """Both prepare, choose a way to lead it, meet, and look back each for themselves."""
    first = two.session(1)
    for page in two.both:
        page.goto(reverse("session", args=[first.pk]))
    two.mentee.get_by_label("What would you like to talk about?").fill("My first meeting as chair")
    press(two.mentee, "Add to the agenda")
    two.mentee.get_by_text("Choose a way to lead this session").click()
    press(two.mentee, re.compile("^Use it here.*GROW"))
    see(two.mentee, "What could you do?")
    check_page(two.mentee)
    two.mentor.reload()
    see(two.mentor, "My first meeting as chair")
    two.mentor.get_by_label("Read the agenda").check()
    press(two.mentor, "Keep these ticks")
    reflect(two.mentor, first, "I want to ask before I answer.")
    Session.objects.filter(pk=first.pk).update(starts_at=timezone.now() - timedelta(hours=2))
    two.mentee.reload()
    check_page(two.mentee)
    press(two.mentee, "We met")
    reflect(two.mentee, first, "I answered my own question.")
    two.mentee.goto(reverse("session", args=[first.pk]))
    see(two.mentee, "What you wrote after this session")
    check_page(two.mentee)
    two.mentor.goto(reverse("session", args=[first.pk]))
    see(two.mentor, "What you wrote before this session")
    expect(two.mentor.get_by_text("What you wrote after this session")).to_have_count(0)
    two.mentor.get_by_role("link", name="Feedback to each other").click()
    two.mentor.get_by_label("About a goal").select_option(label=GOAL)
    two.mentor.get_by_label("What went well").fill("You stayed with the silence.")
    press(two.mentor, "Give this feedback")
    two.open(two.mentee, "partnership-feedback")
    see(two.mentee, "You stayed with the silence.")


def reflect(page: Page, session: Session, words: str) -> None:
    """Write a line about a session, for oneself alone."""
    page.goto(reverse("session-reflection", args=[session.pk]))
    page.get_by_role("textbox").first.fill(words)
    press(page, "Keep this reflection")
    see(page, "Only you can read this")


def close(two: Two, check_page: Check) -> None:
    """After the last session the mentee ends it, both thank each other, and the mentor keeps it as evidence."""
    for number in range(2, 8):
        two.hold(number)
    two.open(two.mentee, "partnership")
    see(two.mentee, "Your last session is behind you")
    check_page(two.mentee)
    two.mentee.get_by_role("link", name="End this partnership").first.click()
    check_page(two.mentee)
    press(two.mentee, "End this partnership")
    see(two.mentee, "What comes next")
    check_page(two.mentee)
    two.mentee.get_by_role("link", name="Thank each other").click()
    two.mentee.get_by_label("What would you like to thank them for?").fill(THANKS)
    two.mentee.get_by_label("They may use this as evidence").check()
    press(two.mentee, "Send my thanks")
    two.open(two.mentor, "acknowledgement")
    see(two.mentor, THANKS)
    press(two.mentor, "Attach it to my CPD")
    see(two.mentor, "It is attached to your newest activity")
    check_page(two.mentor)
