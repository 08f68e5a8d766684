"""Pauses a partnership until a day, and resumes it."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from alongside.domain.lifecycles import PARTNERSHIP
from alongside.journal.moves import make_move
from alongside.notices.actions import clear_notices
from alongside.partnerships.actions.locking import lock_partnership
from alongside.partnerships.actions.planning import TimeRefused
from alongside.partnerships.actions.scheduling import take_off_calendars
from alongside.partnerships.mails.changes import pause_events, tell_of_pause, tell_of_resuming
from alongside.partnerships.mails.reminders import partnership_reminders
from alongside.partnerships.models import Partnership
from alongside.people.models import Account

LONGEST_PAUSE = timedelta(days=366)


@transaction.atomic
def pause_partnership(
    partnership: Partnership, *, by: Account, role: str, until: date, now: datetime | None = None
) -> Partnership:
    """Pause until a day, on which it resumes by itself; no reason is asked.

    Sessions with a time before that day lose it, and both calendars are told. Raises TimeRefused for a day that
    cannot be.
    """
    now = now or timezone.now()
    today = now.astimezone(by.zone).date()
    if not today < until <= today + LONGEST_PAUSE:
        raise TimeRefused("Choose a day from tomorrow to a year from now.")
    locked = lock_partnership(partnership.pk)
    make_move(locked, PARTNERSHIP, "pause", by=by, role=role, paused_on=today, paused_until=until)
    end_of_pause = datetime.combine(until, datetime.min.time(), by.zone)
    for session in locked.sessions.filter(state="planned", starts_at__gt=now, starts_at__lt=end_of_pause):
        session.partnership = locked
        take_off_calendars(session, by=by, now=now)
        session.starts_at = None
        session.save(update_fields=["starts_at"])
    clear_notices(event_prefix=partnership_reminders(locked))
    tell_of_pause(locked)
    return locked


@transaction.atomic
def resume_partnership(
    partnership: Partnership, *, by: Account | None, role: str, now: datetime | None = None
) -> Partnership:
    """Go on; sessions without a time move later by as long as the pause lasted."""
    now = now or timezone.now()
    locked = lock_partnership(partnership.pk)
    if locked.state in ("active", "introduced"):
        return locked
    today = now.astimezone(locked.mentee.account.zone).date()
    lasted = today - (locked.paused_on or today)
    make_move(
        locked, PARTNERSHIP, "resume", by=by, role=role, paused_on=None, paused_until=None, resumed_on=today
    )
    for session in locked.sessions.filter(state="planned", starts_at=None):
        session.target_on += max(lasted, timedelta())
        session.save(update_fields=["target_on"])
    clear_notices(event_prefix=pause_events(locked))
    tell_of_resuming(locked)
    return locked


@transaction.atomic
def end_pause(partnership: Partnership, *, now: datetime) -> Partnership:
    """The clock's part: go on once the day has come where the mentee lives.

    It asks the locked row, as the two may have gone on and begun another pause since the clock looked.
    """
    locked = lock_partnership(partnership.pk)
    today = now.astimezone(locked.mentee.account.zone).date()
    if locked.state == "paused" and locked.paused_until is not None and locked.paused_until <= today:
        resume_partnership(locked, by=None, role="clock", now=now)
    return locked
