"""Saying that two met, and when a session is complete."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from alongside.domain.lifecycle import MoveRefused
from alongside.notices.models import Notice
from alongside.partnerships.actions import (
    GoalsMissing,
    MeetingRefused,
    add_session,
    amend_session,
    complete_session,
    complete_what_is_ready,
    correct_session,
    hold_session,
    restore_session,
    skip_session,
)
from alongside.partnerships.actions.goals import draft_goal, share_goal
from alongside.partnerships.models import Partnership, Session
from alongside.partnerships.queries.goals import GoalText
from alongside.people.models import Account
from alongside.vault.notes import open_note
from tests.factories import Cast
from tests.plugins.races import Races

TODAY = date(2026, 9, 1)


def hold(session: Session, by: Account, *, minutes: int = 60, held_on: date = TODAY) -> Session:
    role = session.partnership.role_of(by)
    return hold_session(session, by=by, role=role, minutes=minutes, held_on=held_on)


@pytest.fixture
def second(pair: Partnership) -> Session:
    """The session about objectives."""
    session: Session = pair.sessions.get(number=2)
    return session


def share(pair: Partnership, by: Account) -> None:
    role = pair.role_of(by)
    goal = draft_goal(pair, by=by, role=role, text=GoalText("To lead a team"))
    share_goal(goal, by=by, role=role)


def test_holding_twice_is_holding_once(cast: Cast, first: Session) -> None:
    held = [hold(first, each.account) for each in (cast.alice, cast.bob)]
    assert [session.state for session in held] == ["held", "held"]
    assert held[0].held_minutes == held[1].held_minutes == 60


@pytest.mark.parametrize(
    "minutes, held_on, words",
    [
        (0, TODAY, "length"),
        (30_000, TODAY, "length"),
        (60, date(2026, 9, 2), "today or a day before"),
        (60, date(1999, 1, 1), "introduced"),
    ],
)
def test_a_meeting_that_cannot_be_is_refused(
    cast: Cast, first: Session, minutes: int, held_on: date, words: str
) -> None:
    with pytest.raises(MeetingRefused, match=words):
        hold(first, cast.alice.account, minutes=minutes, held_on=held_on)


@pytest.mark.requirement("R3")
@pytest.mark.parametrize("who", ["nobody", "alice", "bob"])
def test_session_two_is_not_complete_without_a_goal_of_both(
    cast: Cast, pair: Partnership, second: Session, who: str
) -> None:
    if who != "nobody":
        share(pair, cast.account(who))
    held = hold(second, cast.alice.account)
    assert (held.state, held.completed_at) == ("held", None)
    with pytest.raises(GoalsMissing) as missing:
        complete_session(held, by=cast.alice.account, role="mentee")
    expected = {"nobody": ("mentee", "mentor"), "alice": ("mentor",), "bob": ("mentee",)}
    assert missing.value.sides == expected[who]


@pytest.mark.requirement("R3")
def test_session_two_is_complete_with_a_reason_that_only_the_two_can_read(
    cast: Cast, second: Session
) -> None:
    held = hold(second, cast.alice.account)
    with pytest.raises(GoalsMissing):
        complete_session(held, by=cast.alice.account, role="mentee", reason="   ")
    done = complete_session(held, by=cast.alice.account, role="mentee", reason="We want to wait.")
    assert done.completed_at is not None
    assert done.without_goals is not None
    assert b"We want" not in bytes(done.without_goals.blob)
    assert open_note(done.without_goals, by=cast.bob.account, role="mentor") == "We want to wait."


def test_session_two_is_complete_at_once_where_both_have_a_goal(
    cast: Cast, pair: Partnership, second: Session
) -> None:
    for each in (cast.alice, cast.bob):
        share(pair, each.account)
    assert hold(second, cast.alice.account).completed_at is not None


def test_a_session_that_waited_for_goals_is_complete_once_they_are_there(
    cast: Cast, pair: Partnership, second: Session
) -> None:
    hold(second, cast.alice.account)
    for each in (cast.alice, cast.bob):
        share(pair, each.account)
    complete_what_is_ready(pair, by=cast.bob.account, role="mentor")
    second.refresh_from_db()
    assert second.completed_at is not None


def test_other_sessions_never_ask_for_goals(cast: Cast, first: Session) -> None:
    assert hold(first, cast.alice.account).completed_at is not None


def test_correcting_puts_everything_back(cast: Cast, first: Session) -> None:
    held = hold(first, cast.alice.account)
    session = correct_session(held, by=cast.bob.account, role="mentor")
    assert (session.state, session.held_on, session.held_minutes, session.completed_at) == (
        "planned",
        None,
        None,
        None,
    )
    assert Notice.objects.filter(kind="feedback", cleared_at=None).count() == 0


def test_the_length_can_be_put_right(cast: Cast, first: Session) -> None:
    held = hold(first, cast.alice.account)
    amended = amend_session(held, by=cast.bob.account, role="mentor", minutes=95, held_on=TODAY)
    assert amended.held_minutes == 95
    with pytest.raises(MoveRefused):
        amend_session(
            first.partnership.sessions.get(number=3),
            by=cast.bob.account,
            role="mentor",
            minutes=5,
            held_on=TODAY,
        )


@pytest.mark.requirement("R47")
def test_both_get_one_question_after_a_session(cast: Cast, first: Session) -> None:
    hold(first, cast.alice.account)
    asked = Notice.objects.filter(kind="feedback", event__endswith=":feedback:ask")
    assert {notice.account_id for notice in asked} == {cast.alice.account_id, cast.bob.account_id}
    assert {notice.path for notice in asked} == {f"/sessions/{first.pk}/feedback/"}


def test_the_database_refuses_a_held_session_without_minutes(first: Session) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.filter(pk=first.pk).update(state="held")


def test_the_database_refuses_a_planned_session_that_is_complete(first: Session) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.filter(pk=first.pk).update(completed_at=first.partnership.introduced_at)


def test_a_held_session_is_not_left_out(cast: Cast, first: Session) -> None:
    hold(first, cast.alice.account)
    with pytest.raises(MoveRefused):
        skip_session(first, by=cast.alice.account, role="mentee")


def test_leaving_out_twice_and_putting_back_twice_is_the_same_as_once(cast: Cast, first: Session) -> None:
    alice = cast.alice.account
    assert [skip_session(first, by=alice, role="mentee").state for _ in range(2)] == ["skipped"] * 2
    assert [restore_session(first, by=alice, role="mentee").state for _ in range(2)] == ["planned"] * 2


def test_an_added_session_comes_last_and_is_added_once(cast: Cast, pair: Partnership, first: Session) -> None:
    wanted = {"by": cast.alice.account, "role": "mentee", "target_on": date(2027, 4, 1)}
    one = add_session(pair, **wanted, session_id=first.pk.__class__(int=7))  # type: ignore[arg-type]
    again = add_session(pair, **wanted, session_id=first.pk.__class__(int=7))  # type: ignore[arg-type]
    assert (one.pk, one.number, one.is_extra) == (again.pk, 7, True)
    assert pair.sessions.count() == 7


@pytest.mark.django_db(transaction=True)
def test_of_two_who_say_at_once_that_they_met_both_are_right(
    cast: Cast, first: Session, races: Races
) -> None:
    outcomes = races.at_once(*[lambda who=who: hold(first, who.account) for who in (cast.alice, cast.bob)])
    assert [outcome.error for outcome in outcomes] == [None, None]
    first.refresh_from_db()
    assert first.state == "held"
