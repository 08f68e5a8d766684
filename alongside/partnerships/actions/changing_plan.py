"""Skips, restores and adds sessions of a plan."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from alongside.database.proposed_ids import id_for
from alongside.domain.lifecycles import SESSION
from alongside.journal.moves import make_move
from alongside.notices.actions import clear_notices
from alongside.partnerships.actions.giving_up import note_given_up, stands_again
from alongside.partnerships.actions.locking import lock_partnership, lock_session, must_run
from alongside.partnerships.actions.planning import TimeRefused, fits
from alongside.partnerships.actions.scheduling import note_session, take_off_calendars
from alongside.partnerships.mails.meetings import invite
from alongside.partnerships.mails.reminders import session_reminders
from alongside.partnerships.models import Partnership, Session
from alongside.people.models import Account

MOST_SESSIONS = 60
EXTRA_THEME, EXTRA_KIND = "Another conversation", "two_way"


@transaction.atomic
def skip_session(session: Session, *, by: Account, role: str, now: datetime | None = None) -> Session:
    """Leave a planned session out; if it has a time, both calendars are told. It can be put back."""
    locked = lock_session(session)
    if locked.state == "skipped":
        return locked
    now = now or timezone.now()
    if locked.state == "planned":
        note_given_up(locked, by=by, role=role, now=now)
    take_off_calendars(locked, by=by, now=now)
    clear_notices(event_prefix=session_reminders(locked))
    return make_move(locked, SESSION, "skip", by=by, role=role)


@transaction.atomic
def restore_session(session: Session, *, by: Account, role: str, now: datetime | None = None) -> Session:
    """Put a skipped session back: with its time and a new invitation if that lies ahead and nothing stands in its way.

    In its way are a pause of the two, and a time that another session has been given meanwhile.
    """
    now = now or timezone.now()
    locked = lock_session(session)
    if locked.state == "planned":
        return locked
    ahead = locked.starts_at is not None and locked.starts_at > now and fits(locked, locked.starts_at)
    make_move(
        locked,
        SESSION,
        "restore",
        by=by,
        role=role,
        starts_at=locked.starts_at if ahead else None,
        sequence=locked.sequence + 1,
        invited=ahead,
    )
    if ahead:
        stands_again(locked, locked.dated_at)
        invite(locked, by=by, now=now)
    return locked


@transaction.atomic
def add_session(
    partnership: Partnership, *, by: Account, role: str, target_on: date, session_id: UUID | None = None
) -> Session:
    """Add a session after those of the plan, to be given a time like any other.

    `session_id` is the id the form proposed: sending the same form twice adds one session.
    """
    locked = lock_partnership(partnership.pk)
    must_run(locked)
    existing = locked.sessions.filter(pk=session_id).first() if session_id else None
    if existing is not None:
        return existing
    number = (locked.sessions.aggregate(last=Max("number"))["last"] or 0) + 1
    if number > MOST_SESSIONS:
        raise TimeRefused(f"A partnership has {MOST_SESSIONS} sessions at most.")
    session = Session(
        partnership=locked,
        number=number,
        theme=EXTRA_THEME,
        kind=EXTRA_KIND,
        target_on=target_on,
        minutes=locked.rules.plan.default_minutes,
        is_extra=True,
    )
    session.pk = id_for(session, session_id)
    session.save(force_insert=True)
    note_session(session, "add", by=by, role=role)
    return session
