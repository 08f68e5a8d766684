"""Giving a session its time, and what follows from it."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from alongside.domain.lifecycle import MoveRefused
from alongside.journal.models import Entry
from alongside.notices.models import Mail, Notice
from alongside.partnerships.actions import (
    TimeChangedMeanwhile,
    TimeRefused,
    correct_session,
    end_partnership,
    hold_session,
    schedule_session,
    unschedule_session,
)
from alongside.partnerships.models import Partnership, Session
from tests.factories import Cast

SOON = datetime(2026, 9, 10, 12, 0, tzinfo=UTC)


def test_the_first_time_given_begins_the_partnership(cast: Cast, pair: Partnership, first: Session) -> None:
    schedule_session(first, by=cast.bob.account, role="mentor", starts_at=SOON, minutes=60)
    pair.refresh_from_db()
    assert pair.state == "active"
    assert pair.begun_at is not None
    assert Notice.objects.filter(kind="introduction", cleared_at=None).count() == 0
    assert Entry.objects.filter(noun="partnership", subject=pair.pk, move="begin").count() == 1


@pytest.mark.requirement("R42")
def test_each_reads_the_time_on_their_own_clock(cast: Cast, first: Session) -> None:
    bob = cast.bob.account
    bob.time_zone = "America/New_York"
    bob.save()
    session = Session.objects.get(pk=first.pk)
    after_london = datetime(2026, 10, 26, 12, 0, tzinfo=UTC)
    schedule_session(session, by=cast.alice.account, role="mentee", starts_at=after_london, minutes=60)
    texts = {mail.address: mail.text for mail in Mail.objects.filter(kind="meeting")}
    to_alice, to_bob = texts[cast.alice.account.email], texts[bob.email]
    assert "Monday 26 October 2026 at 12:00 GMT (London)\nBob's clock says: Monday 26 October" in to_alice
    assert "Monday 26 October 2026 at 08:00 EDT (New York)\nAlice's clock says: Monday 26 October" in to_bob


@pytest.mark.parametrize(
    "starts_at, words",
    [
        (datetime(2026, 8, 31, 9, 0, tzinfo=UTC), "lies ahead"),
        (datetime(2029, 1, 1, 9, 0, tzinfo=UTC), "two years"),
    ],
)
def test_a_time_nobody_can_mean_is_refused(
    cast: Cast, first: Session, starts_at: datetime, words: str
) -> None:
    with pytest.raises(TimeRefused, match=words):
        schedule_session(first, by=cast.alice.account, role="mentee", starts_at=starts_at, minutes=60)


@pytest.mark.requirement("R199")
def test_an_hour_is_proposed_and_longer_is_allowed(cast: Cast, pair: Partnership, first: Session) -> None:
    assert set(pair.sessions.values_list("minutes", flat=True)) == {60}
    planned = schedule_session(first, by=cast.alice.account, role="mentee", starts_at=SOON, minutes=150)
    assert planned.minutes == 150


def test_sessions_keep_their_order(cast: Cast, pair: Partnership, first: Session) -> None:
    alice = cast.alice.account
    second = pair.sessions.get(number=2)
    schedule_session(second, by=alice, role="mentee", starts_at=SOON, minutes=60)
    with pytest.raises(TimeRefused, match="before session 2"):
        schedule_session(first, by=alice, role="mentee", starts_at=SOON + timedelta(days=1), minutes=60)


def test_suggested_days_move_along_and_stay_inside_the_plan(
    cast: Cast, pair: Partnership, first: Session
) -> None:
    late = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
    schedule_session(first, by=cast.alice.account, role="mentee", starts_at=late, minutes=60)
    days = list(pair.sessions.filter(number__gt=1).values_list("target_on", flat=True))
    assert days == sorted(set(days))
    assert days[0] > late.date()
    assert days[-1] <= date(2027, 3, 1)


def test_two_who_change_the_time_at_once_are_told_of_each_other(cast: Cast, first: Session) -> None:
    seen = first.sequence
    schedule_session(
        first, by=cast.bob.account, role="mentor", starts_at=SOON, minutes=60, seen_sequence=seen
    )
    with pytest.raises(TimeChangedMeanwhile) as told:
        schedule_session(
            first,
            by=cast.alice.account,
            role="mentee",
            starts_at=SOON + timedelta(hours=1),
            minutes=60,
            seen_sequence=seen,
        )
    assert told.value.session.starts_at == SOON


def test_a_held_session_keeps_its_time(cast: Cast, first: Session) -> None:
    alice = cast.alice.account
    hold_session(first, by=alice, role="mentee", minutes=60, held_on=date(2026, 9, 1))
    with pytest.raises(MoveRefused, match="is held now"):
        schedule_session(first, by=alice, role="mentee", starts_at=SOON, minutes=60)


def test_an_ended_partnership_takes_no_more_times(cast: Cast, pair: Partnership, first: Session) -> None:
    end_partnership(pair, by=cast.bob.account, role="mentor")
    with pytest.raises(MoveRefused, match="has ended"):
        schedule_session(first, by=cast.alice.account, role="mentee", starts_at=SOON, minutes=60)


def test_a_time_taken_off_is_gone_and_told_once(cast: Cast, first: Session) -> None:
    alice = cast.alice.account
    session = schedule_session(first, by=alice, role="mentee", starts_at=SOON, minutes=60)
    for _ in range(2):
        session = unschedule_session(session, by=alice, role="mentee")
    assert session.starts_at is None
    assert Mail.objects.filter(calendar_method="CANCEL").count() == 2


def test_held_before_its_time_cancels_the_invitation(
    cast: Cast, first: Session, clock: time_machine.Traveller
) -> None:
    alice = cast.alice.account
    session = schedule_session(first, by=alice, role="mentee", starts_at=SOON, minutes=60)
    hold_session(session, by=alice, role="mentee", minutes=30, held_on=date(2026, 9, 1))
    assert Mail.objects.filter(calendar_method="CANCEL").count() == 2


@pytest.mark.parametrize("back, calendars", [(SOON - timedelta(days=1), 2), (SOON + timedelta(days=1), 0)])
def test_a_time_called_off_by_mistake_stands_again_while_it_lies_ahead(
    cast: Cast, first: Session, clock: time_machine.Traveller, back: datetime, calendars: int
) -> None:
    alice = cast.alice.account
    session = schedule_session(first, by=alice, role="mentee", starts_at=SOON, minutes=60)
    held = hold_session(session, by=alice, role="mentee", minutes=60, held_on=date(2026, 9, 1))
    invitations = Mail.objects.filter(calendar_method="REQUEST")
    before = invitations.count()
    clock.move_to(back)
    corrected = correct_session(held, by=alice, role="mentee")
    assert invitations.count() - before == calendars
    assert corrected.invited is bool(calendars)
    assert corrected.starts_at == (SOON if calendars else None)
    assert corrected.sequence > held.sequence


def test_a_time_that_has_come_is_asked_about_again_when_the_two_did_not_meet(
    cast: Cast, first: Session, clock: time_machine.Traveller
) -> None:
    alice = cast.alice.account
    session = schedule_session(first, by=alice, role="mentee", starts_at=SOON, minutes=60)
    clock.move_to(SOON + timedelta(hours=2))
    held = hold_session(session, by=alice, role="mentee", minutes=60, held_on=SOON.date())
    assert correct_session(held, by=alice, role="mentee").starts_at == SOON
