"""Notes that a partner gave up a time that still lay ahead, and with how much notice: for the two alone."""

from datetime import datetime

from alongside.partnerships.models import MissedTime, Session
from alongside.people.models import Account


def note_given_up(session: Session, *, by: Account, role: str, now: datetime) -> None:
    """Keep when the time of a locked session was given up; one that has passed, or that nobody was told of, is none."""
    if session.starts_at is None or session.starts_at <= now or not session.invited:
        return
    MissedTime.objects.create(
        session=session,
        role=role,
        kind=MissedTime.GIVEN_UP,
        was_at=session.starts_at,
        noted_at=now,
        noted_by=by,
    )


def note_moved(session: Session, starts_at: datetime, *, by: Account, role: str, now: datetime) -> None:
    """Another day gives the old time up; another hour of the same day only shifts it."""
    before = session.starts_at
    if before is not None and before.astimezone(by.zone).date() != starts_at.astimezone(by.zone).date():
        note_given_up(session, by=by, role=role, now=now)
    stands_again(session, starts_at)


def stands_again(session: Session, starts_at: datetime) -> None:
    """A time that is put back was not given up after all."""
    session.missed_times.filter(kind=MissedTime.GIVEN_UP, was_at=starts_at).delete()
