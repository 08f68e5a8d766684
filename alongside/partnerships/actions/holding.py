"""Says that two met, corrects it, and completes what was held."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.domain.lifecycles import SESSION
from alongside.domain.scheme import Side
from alongside.journal.moves import make_move
from alongside.notices.actions import clear_notices
from alongside.partnerships.actions.locking import lock_session, must_have_agreed
from alongside.partnerships.actions.planning import fits
from alongside.partnerships.actions.scheduling import begin_partnership, note_session, take_off_calendars
from alongside.partnerships.actions.sealing import seal_for_both
from alongside.partnerships.mails.feedback import ask_for_feedback
from alongside.partnerships.mails.meetings import invite
from alongside.partnerships.mails.pulse import ask_for_pulse
from alongside.partnerships.models import Partnership, Session
from alongside.partnerships.queries.completion import goals_missing_for
from alongside.people.models import Account

SHORTEST, LONGEST = 5, 480


class MeetingRefused(Exception):
    """What was said about a meeting cannot be; the message says what to put right."""


class GoalsMissing(MoveRefused):
    """The scheme wants goals before this session is complete; `sides` are the roles of those who have none."""

    def __init__(self, sides: tuple[Side, ...]) -> None:
        super().__init__("This session is complete once both have a goal, or once you say why not.")
        self.sides = sides


@transaction.atomic
def hold_session(
    session: Session, *, by: Account, role: str, minutes: int, held_on: date, now: datetime | None = None
) -> Session:
    """“We met”: nothing else is asked. Complete at once unless the scheme wants goals that are not there yet.

    Saying it twice is the same as saying it once. Raises MeetingRefused for a day that cannot be.
    """
    now = now or timezone.now()
    locked = lock_session(session)
    if locked.state == "held":
        return locked
    must_have_agreed(locked)
    _must_be_possible(locked, minutes, held_on, by, now)
    if locked.starts_at is not None and locked.starts_at > now:
        take_off_calendars(locked, by=by, now=now)
    make_move(locked, SESSION, "hold", by=by, role=role, held_on=held_on, held_minutes=minutes)
    begin_partnership(locked.partnership, by=by, role=role, now=now)
    clear_notices(event_prefix=f"session:{locked.pk}:")
    _complete_if_ready(locked, now)
    ask_for_feedback(locked)
    ask_for_pulse(locked)
    return locked


@transaction.atomic
def amend_session(
    session: Session, *, by: Account, role: str, minutes: int, held_on: date, now: datetime | None = None
) -> Session:
    """Put right the day or the length of a meeting."""
    locked = lock_session(session)
    if locked.state != "held":
        raise MoveRefused("Say first that you met; then its day and length can be changed.")
    _must_be_possible(locked, minutes, held_on, by, now or timezone.now())
    locked.held_on, locked.held_minutes = held_on, minutes
    locked.save(update_fields=["held_on", "held_minutes"])
    note_session(locked, "amend", by=by, role=role)
    return locked


@transaction.atomic
def correct_session(session: Session, *, by: Account, role: str, now: datetime | None = None) -> Session:
    """“We did not meet after all”: back to planned; what was written for it stays.

    Where it was held before its time, that time left both calendars: it stands again with a new invitation if it
    still lies ahead and nothing is in its way, and is gone otherwise.
    """
    now = now or timezone.now()
    locked = lock_session(session)
    if locked.state == "planned":
        return locked
    clear_notices(event_prefix=f"session:{locked.pk}:")
    called_off = locked.starts_at is not None and not locked.invited
    ahead = called_off and locked.dated_at > now and fits(locked, locked.dated_at)
    time: dict[str, Any] = {
        "starts_at": locked.starts_at if ahead else None,
        "sequence": locked.sequence + 1,
        "invited": ahead,
    }
    make_move(
        locked,
        SESSION,
        "correct",
        by=by,
        role=role,
        held_on=None,
        held_minutes=None,
        completed_at=None,
        without_goals=None,
        **(time if called_off else {}),
    )
    if ahead:
        invite(locked, by=by, now=now)
    return locked


@transaction.atomic
def complete_session(
    session: Session, *, by: Account, role: str, reason: str = "", now: datetime | None = None
) -> Session:
    """Close a held session as complete. GoalsMissing while someone needed has no goal and no reason is given."""
    now = now or timezone.now()
    locked = lock_session(session)
    if locked.completed_at is not None:
        return locked
    if locked.state != "held":
        raise MoveRefused("Say first that you met; then the session can be completed.")
    missing = goals_missing_for(locked)
    if missing and not reason.strip():
        raise GoalsMissing(missing)
    if missing:
        locked.without_goals = seal_for_both(
            reason.strip(), locked.partnership, by=by, role=role, kind="without goals"
        )
    locked.completed_at = now
    locked.save(update_fields=["completed_at", "without_goals"])
    note_session(locked, "complete without goals" if missing else "complete", by=by, role=role)
    return locked


@transaction.atomic
def complete_what_is_ready(partnership: Partnership, *, by: Account, role: str) -> None:
    """Complete held sessions that waited only for goals; called when a goal has been shared."""
    waiting = partnership.sessions.filter(state="held", completed_at=None)
    for session in waiting:
        if not goals_missing_for(session):
            complete_session(session, by=by, role=role)


def _complete_if_ready(session: Session, now: datetime) -> None:
    if not goals_missing_for(session):
        session.completed_at = now
        session.save(update_fields=["completed_at"])


def _must_be_possible(session: Session, minutes: int, held_on: date, by: Account, now: datetime) -> None:
    if not SHORTEST <= minutes <= LONGEST:
        raise MeetingRefused(f"Give a length from {SHORTEST} minutes to {LONGEST // 60} hours.")
    if held_on > now.astimezone(by.zone).date():
        raise MeetingRefused("Choose today or a day before: you can say that you met once you have.")
    introduced = session.partnership.introduced_at.astimezone(by.zone).date()
    if held_on < introduced - timedelta(days=1):
        raise MeetingRefused("Choose a day after you were introduced.")
