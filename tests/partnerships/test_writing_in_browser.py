"""What a pair writes, in a real browser: expectations, goals, reflections and the log, without faults of any kind."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from alongside.partnerships.actions.expectations import (
    accept_wording,
    clarify_expectation,
    state_expectation,
    suggest_wording,
)
from alongside.partnerships.actions.goals import draft_goal, note_progress, settle_goal, share_goal
from alongside.partnerships.actions.learning import bring_learning, log_learning
from alongside.partnerships.actions.postponing import defer_expectation, set_expectation_aside
from alongside.partnerships.actions.reflections import share_reflection, write_reflection
from alongside.partnerships.models import Partnership
from alongside.partnerships.queries.goals import GoalText
from tests.factories import make_cast, make_partnership
from tests.plugins.browser import DESKTOP, PHONE, Pages

Shoot = Callable[[Page, str], Path]


@pytest.fixture
def pair(server: str) -> Partnership:
    """Alice and Bob with something of everything."""
    cast = make_cast()
    pair = make_partnership(cast.scheme, cast.alice, cast.bob, now=timezone.now() - timedelta(days=20))
    expect_things(pair)
    set_goals(pair)
    look_back(pair)
    return pair


def expect_things(pair: Partnership) -> None:
    alice, bob, today = pair.account_of("mentee"), pair.account_of("mentor"), timezone.localdate()
    talked = state_expectation(
        pair, by=alice, role="mentee", text="We answer each other's messages within two days."
    )
    clarify_expectation(talked, by=bob, role="mentor", text="Does that include weekends and my leave?")
    clarify_expectation(talked, by=alice, role="mentee", text="No, working days only.")
    suggest_wording(
        talked,
        by=bob,
        role="mentor",
        seen=1,
        text="We answer each other's messages within two working days, unless one of us has said they are away.",
    )
    agreed = state_expectation(pair, by=bob, role="mentor", text="What we say to each other stays with us.")
    accept_wording(agreed, by=alice, role="mentee", seen=1)
    later = state_expectation(pair, by=alice, role="mentee", text="Bob introduces me to his old department.")
    defer_expectation(later, by=bob, role="mentor", review_on=today + timedelta(days=60), today=today)
    aside = state_expectation(pair, by=alice, role="mentee", text="Bob writes my references.")
    set_expectation_aside(aside, by=bob, role="mentor")
    state_expectation(pair, by=bob, role="mentor", text="Alice sends the agenda three days before we meet.")


def set_goals(pair: Partnership) -> None:
    alice, bob = pair.account_of("mentee"), pair.account_of("mentor")
    words = GoalText(
        "To lead a team of three by next summer, and to feel sure of my decisions.",
        "career_progression",
        "",
        {"why": "I like to teach, and I would like to shape how we work.", "by_when": "June 2027"},
    )
    goal = draft_goal(pair, by=alice, role="mentee", text=words)
    note_progress(
        goal, by=alice, role="mentee", text="I asked to run the Thursday clinic, and may from March."
    )
    share_goal(goal, by=alice, role="mentee")
    met = draft_goal(pair, by=alice, role="mentee", text=GoalText("To show my work at the conference."))
    settle_goal(share_goal(met, by=alice, role="mentee"), by=alice, move="meet")
    draft_goal(pair, by=alice, role="mentee", text=GoalText("To say no more often.", "", "Work and life"))
    theirs = draft_goal(pair, by=bob, role="mentor", text=GoalText("To learn photogrammetry from Alice."))
    share_goal(theirs, by=bob, role="mentor")


def look_back(pair: Partnership) -> None:
    alice, bob = pair.account_of("mentee"), pair.account_of("mentor")
    for role, account, share in (("mentee", alice, False), ("mentor", bob, True)):
        reflection = write_reflection(
            pair,
            by=account,
            role=role,
            occasion="any_time",
            prompt_set="what_so_what_now_what",
            answers={
                "what": "We spoke about consent, and about Mrs Okafor who changed her mind.",
                "so_what": "I had never thought of asking twice. It takes a minute, and changes who decides.",
                "benefit_service_users": "People keep a say in what is shown of them.",
            },
        )
        if share:
            share_reflection(reflection, by=account, role=role)
    log = {"by": alice, "role": "mentee", "on": timezone.localdate() - timedelta(days=2)}
    log_learning(pair, kind="read", text="Koshy and others on reflection: short, and useful.", **log)  # type: ignore[arg-type]  # three kinds of value
    tried = log_learning(pair, kind="experiment", text="A ring light at half power for pale scars.", **log)  # type: ignore[arg-type]  # as above
    bring_learning(tried, by=alice, role="mentee")


def addresses(pair: Partnership) -> dict[str, str]:
    base, session = f"/partnerships/{pair.pk}/", pair.sessions.get(number=6)
    talked = pair.expectations.get(wording=2)
    shared, own = pair.goals.get(owner="mentee", state="shared"), pair.goals.get(state="draft")
    mine, theirs = pair.reflections.get(role="mentee"), pair.reflections.get(role="mentor")
    return {
        "expectations": f"{base}expectations/",
        "expectation-open": f"/expectations/{talked.pk}/",
        "expectation-agreed": f"/expectations/{pair.expectations.get(state='agreed').pk}/",
        "expectation-later": f"/expectations/{pair.expectations.get(state='deferred').pk}/",
        "goals": f"{base}goals/",
        "goal-shared": f"/goals/{shared.pk}/",
        "goal-own": f"/goals/{own.pk}/",
        "goal-new": f"{base}goals/new/",
        "goal-change": f"/goals/{shared.pk}/change/",
        "reflections": f"{base}reflections/",
        "reflection-own": f"/reflections/{mine.pk}/",
        "reflection-theirs": f"/reflections/{theirs.pk}/",
        "reflection-new": f"{base}reflections/new/",
        "reflection-closing": f"/sessions/{session.pk}/reflection/",
        "reflection-remove": f"/reflections/{mine.pk}/remove/",
        "learning": f"{base}learning/",
        "learning-entry": f"/learning/{pair.learning_entries.all()[0].pk}/",
        "resources": f"{base}resources/",
    }


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_page_is_without_faults(
    pages: Pages, pair: Partnership, check_page: Callable[[Page], None], shoot: Shoot, size: object
) -> None:
    page = pages.open(size, account=pair.mentee.account)  # type: ignore[arg-type]  # one of the two sizes above
    for name, address in addresses(pair).items():
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, name
        shoot(page, name)
        check_page(page)


def test_two_people_settle_an_expectation_and_share_a_goal(pages: Pages, pair: Partnership) -> None:
    alice = pages.open(DESKTOP, account=pair.mentee.account)
    bob = pages.open(PHONE, account=pair.mentor.account)
    alice.goto(f"/partnerships/{pair.pk}/expectations/")
    alice.get_by_label("What do you expect?").fill("Bob tells me when I am wrong.")
    alice.get_by_role("button", name="State this expectation").click()
    bob.goto(f"/partnerships/{pair.pk}/expectations/")
    bob.get_by_role("link", name="Bob tells me when I am wrong.").click()
    bob.get_by_role("button", name="Accept these words").click()
    expect(bob.get_by_role("heading", name="The words you agreed")).to_be_visible()
    alice.goto(f"/partnerships/{pair.pk}/goals/")
    alice.get_by_role("link", name="Write a goal").click()
    alice.get_by_label("What do you want to reach?").fill("To publish a case.")
    alice.get_by_role("button", name="Keep this goal for me").click()
    alice.get_by_role("button", name="Share with Bob").click()
    bob.goto(f"/partnerships/{pair.pk}/goals/")
    expect(bob.get_by_role("link", name="To publish a case.")).to_be_visible()


def test_a_reflection_is_kept_while_typing_and_switching_questions(pages: Pages, pair: Partnership) -> None:
    page = pages.open(DESKTOP, account=pair.mentee.account)
    page.goto(f"/partnerships/{pair.pk}/reflections/new/")
    page.get_by_label("What did you learn?").fill("To listen first.")
    page.get_by_label("What will you do next?").focus()
    expect(page.get_by_text("Saved")).to_be_visible()
    page.get_by_role("link", name="What? So what? Now what?").click()
    page.goto(f"/partnerships/{pair.pk}/reflections/new/?prompts=after_session")
    expect(page.get_by_label("What did you learn?")).to_have_value("To listen first.")


def test_everything_can_be_done_without_scripts(pages: Pages, pair: Partnership) -> None:
    page = pages.open(PHONE, account=pair.mentee.account, scripts=False)
    page.goto(f"/partnerships/{pair.pk}/learning/")
    page.get_by_label("Connecting with others").check()
    page.get_by_label("What was it, and what do you take from it?").fill("Coffee with the head of imaging.")
    page.get_by_role("button", name="Add to my log").click()
    page.get_by_role("button", name="Bring to session 1").first.click()
    page.goto(f"/sessions/{pair.sessions.get(number=1).pk}/")
    expect(page.get_by_text("Connecting with others: Coffee with the head of imaging.")).to_be_visible()
