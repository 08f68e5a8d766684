"""The learning plan of a partnership: steps beside the goals they lead to, on one page to print."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from alongside.domain.lifecycle import MoveRefused
from alongside.partnerships.actions import agree_action
from alongside.partnerships.actions.goals import draft_goal, keep_goal_private, share_goal
from alongside.partnerships.models import Action, Goal, Partnership
from alongside.partnerships.queries.goals import GoalText
from tests.factories import Cast
from tests.reading import text_of

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]


def goal_of(pair: Partnership, words: str, *, shared: bool = True) -> Goal:
    alice = pair.mentee.account
    goal = draft_goal(pair, by=alice, role="mentee", text=GoalText(words))
    return share_goal(goal, by=alice, role="mentee") if shared else goal


def page_of(browser: Client, name: str, pk: object) -> str:
    answer = browser.get(reverse(name, args=[pk]))
    assert answer.status_code == 200
    return text_of(answer.content)


@pytest.mark.requirement("R122")
def test_the_mentor_helps_with_a_plan_of_steps_beside_goals_and_it_prints_on_one_page(
    pair: Partnership, cast: Cast, browser_of: Browser
) -> None:
    lead, write = goal_of(pair, "Lead the imaging meeting"), goal_of(pair, "Publish a case report")
    told = {
        "step-text": "Chair ten minutes of it",
        "step-owner": "mentee",
        "step-due_on": "12 October 2026",
        "step-action_id": str(uuid4()),
    }
    for _ in range(2):  # the same form sent twice is one step
        browser_of("bob").post(reverse("goal-step", args=[lead.pk]), told)
    assert Action.objects.get().goal == lead
    agree_action(pair, by=cast.alice.account, role="mentee", text="Pay the fee", due_on=date(2026, 10, 1))
    agree_action(pair, by=cast.alice.account, role="mentee", text="Find a case", goal=write)
    assert "Chair ten minutes of it" in page_of(browser_of("alice"), "goal", lead.pk)
    assert "Chair ten minutes" not in page_of(browser_of("alice"), "goal", write.pk)
    plan = page_of(browser_of("alice"), "partnership-plan", pair.pk)
    order = [
        "Lead the imaging meeting",
        "Chair ten minutes of it",
        "Publish a case report",
        "Find a case",
        "Other things",
        "Pay the fee",
    ]
    places = [plan.index(words) for words in order]
    assert places == sorted(places)
    assert "12 October 2026" in plan


def test_a_goal_that_is_for_one_alone_takes_no_steps_and_stands_in_no_plan(
    pair: Partnership, cast: Cast, browser_of: Browser
) -> None:
    private = goal_of(pair, "Find out whether I want this at all", shared=False)
    with pytest.raises(MoveRefused, match="Share this goal first"):
        agree_action(pair, by=cast.alice.account, role="mentee", text="Think", goal=private)
    refused = browser_of("alice").post(
        reverse("goal-step", args=[private.pk]), {"step-text": "Think", "step-owner": "mentee"}
    )
    assert (refused.status_code, Action.objects.count()) == (200, 0)
    assert "Find out" not in page_of(browser_of("alice"), "partnership-plan", pair.pk)
    assert browser_of("bob").post(reverse("goal-step", args=[private.pk])).status_code == 404


def test_steps_stay_when_their_goal_becomes_private_again(
    pair: Partnership, cast: Cast, browser_of: Browser
) -> None:
    goal = goal_of(pair, "Lead the imaging meeting")
    agree_action(pair, by=cast.bob.account, role="mentor", text="Send the agenda", goal=goal)
    keep_goal_private(goal, by=cast.alice.account, role="mentee")
    plan = page_of(browser_of("bob"), "partnership-plan", pair.pk)
    assert ("Lead the imaging" in plan, "Send the agenda" in plan) == (False, True)


def test_a_step_that_is_done_on_its_goals_page_leads_back_there(
    pair: Partnership, cast: Cast, browser_of: Browser
) -> None:
    goal = goal_of(pair, "Lead the imaging meeting")
    step = agree_action(pair, by=cast.bob.account, role="mentor", text="Send the agenda", goal=goal)
    done = reverse("action-settle", args=[step.pk, "finish"])
    for back, route, pk in (("goal", "goal", goal.pk), ("plan", "partnership-plan", pair.pk)):
        assert browser_of("bob").post(done, {"back": back})["Location"] == reverse(route, args=[pk])


def test_the_office_and_strangers_see_no_plan(pair: Partnership, browser_of: Browser) -> None:
    for name in ("carol", "dan", "erin", "frank"):
        assert browser_of(name).get(reverse("partnership-plan", args=[pair.pk])).status_code == 404
