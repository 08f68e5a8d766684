"""Goals: private first, shared by choice, settled by their owner alone."""

import itertools
import uuid

import pytest
from django.db import transaction

from alongside.domain.lifecycle import MoveRefused
from alongside.domain.lifecycles import GOAL
from alongside.journal.queries import entries_about, verify_journal
from alongside.notices.models import Mail, Notice
from alongside.partnerships.actions import end_partnership, hold_session
from alongside.partnerships.actions.goals import (
    change_goal,
    draft_goal,
    keep_goal_private,
    note_progress,
    settle_goal,
    share_goal,
)
from alongside.partnerships.models import Goal, Partnership
from alongside.partnerships.queries.goals import (
    GoalText,
    goals_are_asked_of,
    goals_for,
    goals_of,
    has_shared_goal,
    opened_goals,
)
from alongside.vault.models import Note
from alongside.vault.notes import NotAReader, WrittenMeanwhile, open_note
from tests.factories import Cast
from tests.partnerships.conftest import INTRODUCED

TEXT = GoalText("To lead a team of three.", "career_progression", "", {"why": "I like to teach."})


def goal_of(pair: Partnership, role: str = "mentee", text: GoalText = TEXT) -> Goal:
    return draft_goal(pair, by=pair.account_of(role), role=role, text=text)


@pytest.mark.requirement("R38")
def test_a_draft_goal_is_its_authors_alone(cast: Cast, pair: Partnership) -> None:
    goal = goal_of(pair)
    assert goals_for(cast.alice.account, pair) == [goal]
    assert goals_for(cast.bob.account, pair) == []
    assert list(goals_of(pair)) == []
    with pytest.raises(NotAReader):
        open_note(goal.text, by=cast.bob.account, role="mentor")


def test_its_words_are_sealed(cast: Cast, pair: Partnership) -> None:
    goal_of(pair)
    stored = b"".join(bytes(blob) for blob in Note.objects.values_list("blob", flat=True))
    assert b"team of three" not in stored
    assert b"career" not in stored


@pytest.mark.requirement("R38", "R3")
def test_sharing_moves_the_words_under_the_key_of_both(cast: Cast, pair: Partnership) -> None:
    goal = goal_of(pair)
    note_progress(goal, by=cast.alice.account, role="mentee", text="I asked for a small team.")
    private = [goal.text_id, *goal.progress.values_list("text", flat=True)]
    shared = share_goal(goal, by=cast.alice.account, role="mentee")
    (opened,) = opened_goals(goals_for(cast.bob.account, pair), pair, by=cast.bob.account)
    assert opened.text == TEXT
    assert [words for _, words in opened.progress] == ["I asked for a small team."]
    assert not Note.objects.filter(pk__in=private).exists()
    assert has_shared_goal(pair, "mentee")
    assert not has_shared_goal(pair, "mentor")
    assert shared.state == "shared"


def test_making_it_private_again_takes_the_words_back(cast: Cast, pair: Partnership) -> None:
    goal = share_goal(goal_of(pair), by=cast.alice.account, role="mentee")
    shared_note = goal.text_id
    private = keep_goal_private(goal, by=cast.alice.account, role="mentee")
    assert goals_for(cast.bob.account, pair) == []
    assert not Note.objects.filter(pk=shared_note).exists()
    with pytest.raises(NotAReader):
        open_note(private.text, by=cast.bob.account, role="mentor")
    assert not has_shared_goal(pair, "mentee")


def test_the_partner_hears_that_a_goal_is_shared_and_not_what_it_says(cast: Cast, pair: Partnership) -> None:
    goal = goal_of(pair)
    for _ in range(2):
        share_goal(goal, by=cast.alice.account, role="mentee")
    notice = Notice.objects.get(kind="sharing")
    assert (notice.account, notice.cleared_at) == (cast.bob.account, None)
    assert "team of three" not in notice.sentence + Mail.objects.get(kind="sharing").text
    keep_goal_private(goal, by=cast.alice.account, role="mentee")
    assert Notice.objects.get(kind="sharing").cleared_at is not None


@pytest.mark.requirement("R147")
def test_a_goal_that_is_met_is_marked_by_both(cast: Cast, pair: Partnership) -> None:
    goal = goal_of(pair)
    share_goal(goal, by=cast.alice.account, role="mentee")
    settle_goal(goal, by=cast.alice.account, move="meet")
    told = {
        notice.account: notice.sentence
        for notice in Notice.objects.filter(event=f"goal:{goal.pk}:met", cleared_at=None)
    }
    assert told == {
        cast.alice.account: "You have met a goal. Mark it together with Bob Example.",
        cast.bob.account: "Alice Example has met a goal. Mark it together.",
    }
    settle_goal(goal, by=cast.alice.account, move="reopen")
    assert not Notice.objects.filter(event=f"goal:{goal.pk}:met", cleared_at=None).exists()


def test_a_goal_that_nobody_else_has_seen_is_marked_by_nobody(cast: Cast, pair: Partnership) -> None:
    settle_goal(goal_of(pair), by=cast.alice.account, move="meet")
    assert not Notice.objects.filter(event__endswith=":met").exists()


def test_sending_the_same_form_twice_makes_one_goal(pair: Partnership) -> None:
    key = uuid.uuid4()
    first, again = (
        draft_goal(pair, by=pair.account_of("mentee"), role="mentee", text=TEXT, goal_id=key)
        for _ in range(2)
    )
    assert first == again
    assert pair.goals.count() == 1


def test_noting_progress_twice_notes_it_once(cast: Cast, pair: Partnership) -> None:
    goal, key = goal_of(pair), uuid.uuid4()
    for _ in range(2):
        note_progress(goal, by=cast.alice.account, role="mentee", text="A step.", progress_id=key)
    assert goal.progress.count() == 1


def test_a_change_made_in_two_windows_loses_nothing(cast: Cast, pair: Partnership) -> None:
    goal = goal_of(pair)
    change_goal(goal, by=cast.alice.account, role="mentee", text=GoalText("First window."), version=1)
    with pytest.raises(WrittenMeanwhile):
        change_goal(goal, by=cast.alice.account, role="mentee", text=GoalText("Second window."), version=1)
    (opened,) = opened_goals(goals_for(cast.alice.account, pair), pair, by=cast.alice.account)
    assert opened.text.goal == "First window."


def test_a_private_goal_that_is_opened_again_stays_private(cast: Cast, pair: Partnership) -> None:
    goal = settle_goal(goal_of(pair), by=cast.alice.account, move="meet")
    assert goals_for(cast.bob.account, pair) == []
    again = settle_goal(goal, by=cast.alice.account, move="reopen")
    assert (again.state, again.is_shared, again.settled_at) == ("draft", False, None)


@pytest.mark.requirement("R10")
def test_the_mentees_goals_come_first_and_those_under_way_before_the_settled(
    cast: Cast, pair: Partnership
) -> None:
    mentors = share_goal(goal_of(pair, "mentor"), by=cast.bob.account, role="mentor")
    met = share_goal(goal_of(pair), by=cast.alice.account, role="mentee")
    settle_goal(met, by=cast.alice.account, move="meet")
    open_one = share_goal(goal_of(pair), by=cast.alice.account, role="mentee")
    assert goals_for(cast.bob.account, pair) == [open_one, met, mentors]


@pytest.mark.requirement("R3")
def test_the_second_session_is_complete_once_both_have_shared_a_goal(cast: Cast, pair: Partnership) -> None:
    session = pair.sessions.get(number=2)
    hold_session(session, by=cast.alice.account, role="mentee", minutes=60, held_on=INTRODUCED.date())
    share_goal(goal_of(pair), by=cast.alice.account, role="mentee")
    assert pair.sessions.get(number=2).completed_at is None
    share_goal(goal_of(pair, "mentor"), by=cast.bob.account, role="mentor")
    assert pair.sessions.get(number=2).completed_at is not None


def test_a_goal_that_was_let_go_does_not_count(cast: Cast, pair: Partnership) -> None:
    goal = share_goal(goal_of(pair), by=cast.alice.account, role="mentee")
    settle_goal(goal, by=cast.alice.account, move="drop")
    assert not has_shared_goal(pair, "mentee")


@pytest.mark.requirement("R11", "R74")
def test_a_reciprocal_scheme_asks_the_mentor_for_goals_too(pair: Partnership) -> None:
    assert [goals_are_asked_of(pair, role) for role in ("mentee", "mentor")] == [True, True]


MOVES = ("share", "keep_private", "meet", "drop", "reopen")
REACHED = {"draft": (), "shared": ("share",), "met": ("share", "meet"), "dropped": ("share", "drop")}


def move(goal: Goal, name: str, by: str) -> Goal:
    account = goal.partnership.account_of(by)
    if name == "share":
        return share_goal(goal, by=account, role=by)
    if name == "keep_private":
        return keep_goal_private(goal, by=account, role=by)
    return settle_goal(goal, by=account, move=name)


@pytest.mark.parametrize("state", REACHED)
def test_every_move_in_this_state_by_everyone(pair: Partnership, state: str) -> None:
    goal = goal_of(pair)
    for step in REACHED[state]:
        goal = move(goal, step, "mentee")
    for name, by in itertools.product(MOVES, ("mentee", "mentor")):
        moves = transaction.savepoint()
        assert (name, by, outcome(goal, name, by)) == (name, by, expected(state, name, by))
        transaction.savepoint_rollback(moves)


def outcome(goal: Goal, name: str, by: str) -> str:
    """The state after the move, or `refused`, which must leave the state as it was."""
    try:
        move(Goal.objects.get(pk=goal.pk), name, by)
    except MoveRefused:
        assert Goal.objects.get(pk=goal.pk).state == goal.state
        return "refused"
    return str(Goal.objects.get(pk=goal.pk).state)


def expected(state: str, name: str, by: str) -> str:
    """What the table says; doing again what is done already changes nothing."""
    row = next(each for each in GOAL.moves if each.name == name)
    done = state == row.target or (
        name in ("share", "reopen") and state in ("shared", "draft", "met", "dropped")
    )
    if by == "mentor":
        return "refused"
    if state in row.sources:
        return row.target
    return state if done else "refused"


def test_nothing_is_changed_once_the_partnership_has_ended(cast: Cast, pair: Partnership) -> None:
    goal = goal_of(pair)
    end_partnership(pair, by=cast.bob.account, role="mentor")
    with pytest.raises(MoveRefused, match="has ended"):
        share_goal(goal, by=cast.alice.account, role="mentee")


def test_the_journal_tells_what_happened_and_never_what_was_said(cast: Cast, pair: Partnership) -> None:
    goal = share_goal(goal_of(pair), by=cast.alice.account, role="mentee")
    settle_goal(goal, by=cast.alice.account, move="meet")
    entries = list(entries_about("goal", goal.pk))
    assert [entry.move for entry in entries] == ["draft", "share", "meet"]
    assert "team" not in "".join(str(entry.facts) for entry in entries)
    assert verify_journal()[1] == []
