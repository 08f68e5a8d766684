"""The pages about goals, as each of the cast."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.journal.models import Entry
from alongside.partnerships.actions.goals import draft_goal, note_progress, share_goal
from alongside.partnerships.models import Goal, Partnership
from alongside.partnerships.queries.goals import GoalText
from tests.factories import Cast

Browser = Callable[[str], Client]


def goal_of(pair: Partnership, role: str = "mentee", *, shared: bool = True, words: str = "To lead.") -> Goal:
    account = pair.account_of(role)
    goal = draft_goal(pair, by=account, role=role, text=GoalText(words, "team_dynamics"))
    note_progress(goal, by=account, role=role, text=f"A first step towards: {words}")
    return share_goal(goal, by=account, role=role) if shared else goal


def page_of(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def written(**fields: Any) -> dict[str, Any]:
    return {"goal": "To speak at a conference.", "category": "", "own_category": "", **fields}


@pytest.mark.requirement("R38")
def test_a_goal_is_drafted_privately_then_shared(cast: Cast, pair: Partnership, browser_of: Browser) -> None:
    alice, bob = browser_of("alice"), browser_of("bob")
    made = alice.post(f"/partnerships/{pair.pk}/goals/new/", written(), follow=True)
    goal = Goal.objects.get()
    assert "Only you can read this." in made.content.decode()
    assert bob.get(f"/goals/{goal.pk}/").status_code == 404
    assert "To speak" not in page_of(bob, f"/partnerships/{pair.pk}/goals/")
    alice.post(f"/goals/{goal.pk}/share/")
    assert "To speak at a conference." in page_of(bob, f"/goals/{goal.pk}/")
    assert "To speak at a conference." in page_of(bob, f"/partnerships/{pair.pk}/goals/")


@pytest.mark.requirement("R136")
def test_a_stretch_that_is_not_reached_counts_against_nobody(pair: Partnership, browser_of: Browser) -> None:
    alice, path = browser_of("alice"), f"/partnerships/{pair.pk}/goals/"
    alice.post(f"{path}new/", written(goal="To write a paper."))
    alice.post(f"{path}new/", written(goal="To lead the department.", is_stretch="on"))
    plain = [
        goal for goal in Goal.objects.all() if "stretch" not in page_of(alice, f"/goals/{goal.pk}/").lower()
    ]
    assert len(plain) == 1
    alice.post(f"/goals/{plain[0].pk}/meet/")
    listed = page_of(alice, path)
    assert "1 of 1 goal met." in listed
    assert "A stretch" in listed
    stretch = Goal.objects.exclude(pk=plain[0].pk).get()
    assert (
        "checked"
        in page_of(alice, f"/goals/{stretch.pk}/change/").split('name="is_stretch"')[1].split(">")[0]
    )
    alice.post(f"/goals/{stretch.pk}/meet/")
    assert "2 of 2 goals met." in page_of(alice, path)


@pytest.mark.requirement("R13")
def test_a_kind_of_ones_own_is_kept_and_offered_again(pair: Partnership, browser_of: Browser) -> None:
    alice = browser_of("alice")
    path = f"/partnerships/{pair.pk}/goals/new/"
    alice.post(path, written(category="another", own_category="Life after illness"))
    assert "Life after illness" in page_of(alice, path)
    assert "Life after illness" in page_of(alice, f"/partnerships/{pair.pk}/goals/")
    alice.post(path, written(goal="Another", category="own:Life after illness"))
    assert page_of(alice, f"/partnerships/{pair.pk}/goals/").count("Life after illness") == 2


def test_another_kind_needs_a_name(pair: Partnership, browser_of: Browser) -> None:
    answer = browser_of("alice").post(f"/partnerships/{pair.pk}/goals/new/", written(category="another"))
    assert "Name the kind of goal" in answer.content.decode()
    assert not Goal.objects.exists()


@pytest.mark.requirement("R39")
def test_the_form_asks_the_five_parts_and_links_what_to_read(pair: Partnership, browser_of: Browser) -> None:
    page = page_of(browser_of("alice"), f"/partnerships/{pair.pk}/goals/new/")
    for part in pair.rules.goals.parts:
        assert part.label in page
    assert len(pair.rules.goals.parts) == 5
    assert "The five parts of every effective mentoring goal" in page
    assert f"/partnerships/{pair.pk}/resources/" in page


@pytest.mark.requirement("R10")
def test_the_mentees_goals_stand_first_for_both(pair: Partnership, browser_of: Browser) -> None:
    goal_of(pair, "mentor", words="To learn new software.")
    goal_of(pair, "mentee", words="To lead a team.")
    for name in ("alice", "bob"):
        page = page_of(browser_of(name), f"/partnerships/{pair.pk}/goals/")
        assert page.index("To lead a team.") < page.index("To learn new software.")


@pytest.mark.requirement("R11")
def test_the_mentor_is_asked_for_goals_where_learning_goes_both_ways(
    pair: Partnership, browser_of: Browser
) -> None:
    page = page_of(browser_of("bob"), f"/partnerships/{pair.pk}/goals/")
    assert "Write what you want out of this" in page
    browser_of("bob").post(f"/partnerships/{pair.pk}/goals/new/", written())
    assert Goal.objects.get().owner == "mentor"


def test_what_is_typed_is_kept_until_it_is_saved(pair: Partnership, browser_of: Browser) -> None:
    alice, path = browser_of("alice"), f"/partnerships/{pair.pk}/goals/new/"
    saved = alice.post(f"{path}draft/", {"goal": "Half a thou", "part_why": "Because"})
    assert saved.status_code == 200
    assert "Half a thou" in page_of(alice, path)
    assert "Half a thou" not in page_of(browser_of("bob"), path)
    alice.post(path, written())
    assert "Half a thou" not in page_of(alice, path)


def test_two_windows_lose_nothing(pair: Partnership, browser_of: Browser) -> None:
    goal, alice = goal_of(pair), browser_of("alice")
    path = f"/goals/{goal.pk}/change/"
    alice.post(path, written(goal="From the phone", version=1))
    second = alice.post(path, written(goal="From the desk", version=1))
    assert second.status_code == 409
    assert "From the phone" in second.content.decode()
    assert "From the desk" in second.content.decode()
    version = re.search(r'name="version" value="(\d+)"', second.content.decode())
    assert version is not None
    alice.post(path, written(goal="From the desk", version=version[1]))
    assert "From the desk" in page_of(browser_of("bob"), f"/goals/{goal.pk}/")


def test_a_hint_of_a_patient_is_pointed_out_to_the_author_alone(
    pair: Partnership, browser_of: Browser
) -> None:
    goal = goal_of(pair, words="To photograph Mrs Okafor without fear.")
    assert "Might this point to a patient?" in page_of(browser_of("alice"), f"/goals/{goal.pk}/")
    assert "Might this point" not in page_of(browser_of("bob"), f"/goals/{goal.pk}/")


@pytest.mark.parametrize("name", ["carol", "dan", "erin", "frank", "grace", "tess"])
def test_nobody_else_reads_a_goal(pair: Partnership, browser_of: Browser, name: str) -> None:
    goal = goal_of(pair)
    browser = browser_of(name)
    assert browser.get(f"/goals/{goal.pk}/").status_code == 404
    assert browser.get(f"/partnerships/{pair.pk}/goals/").status_code == 404
    assert browser.post(f"/goals/{goal.pk}/meet/").status_code == 404


@pytest.mark.parametrize("path", ["change/", "draft/", "progress/", "share/", "meet/", "drop/"])
def test_only_its_owner_does_anything_to_a_goal(pair: Partnership, browser_of: Browser, path: str) -> None:
    goal = goal_of(pair)
    assert browser_of("bob").post(f"/goals/{goal.pk}/{path}", {"text": "x"}).status_code == 404
    assert Goal.objects.get().state == "shared"


def test_an_unknown_move_is_not_there(pair: Partnership, browser_of: Browser) -> None:
    assert browser_of("alice").post(f"/goals/{goal_of(pair).pk}/explode/").status_code == 404


def test_the_list_asks_as_often_for_three_goals_as_for_one_and_opens_once(
    pair: Partnership, browser_of: Browser
) -> None:
    bob, path = browser_of("bob"), f"/partnerships/{pair.pk}/goals/"
    bob.get(path)
    counts = []
    for words in (["One"], ["Two", "Three"]):
        for word in words:
            goal_of(pair, words=word)
        opened = Entry.objects.filter(move="open").count()
        with CaptureQueriesContext(connection) as captured:
            bob.get(path)
        counts.append(len(captured))
        assert Entry.objects.filter(move="open").count() == opened + 1
    assert counts[0] == counts[1]
