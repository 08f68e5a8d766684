"""Sets, moves and takes off the time of a session; both partners' calendars follow."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.domain.lifecycles import PARTNERSHIP
from alongside.journal.moves import make_move, write_entry
from alongside.notices.actions import clear_notices
from alongside.partnerships.actions.giving_up import note_given_up, note_moved
from alongside.partnerships.actions.locking import lock_session, must_have_agreed
from alongside.partnerships.actions.planning import (
    TimeRefused,
    move_the_rest,
    must_be_after_the_pause,
    must_be_in_order,
)
from alongside.partnerships.mails.introduction import introduction_event
from alongside.partnerships.mails.meetings import call_off, invite
from alongside.partnerships.mails.reminders import partnership_reminders, session_reminders
from alongside.partnerships.models import Partnership, Session
from alongside.people.models import Account

FURTHEST = timedelta(days=730)


class TimeChangedMeanwhile(Exception):
    """The partner set another time after this form was opened; `session` holds what stands now."""

    def __init__(self, session: Session) -> None:
        super().__init__("Your partner has changed the time of this session in the meantime.")
        self.session = session


@transaction.atomic
def schedule_session(
    session: Session,
    *,
    by: Account,
    role: str,
    starts_at: datetime,
    minutes: int,
    time_zone: str = "",
    join_url: str = "",
    place: str = "",
    seen_sequence: int | None = None,
    now: datetime | None = None,
) -> Session:
    """Give a planned session its time, or another one, and send both an invitation that replaces the last.

    The first time ever given begins the partnership. Saying the same twice sends nothing. `seen_sequence` is the
    one the form showed: TimeChangedMeanwhile if the partner was quicker. Later sessions without a time of their
    own move along where this one would overtake them. Raises TimeRefused with what to choose instead.
    """
    now = now or timezone.now()
    locked = lock_session(session)
    said = (starts_at, minutes, join_url, place)
    if (locked.starts_at, locked.minutes, locked.join_url, locked.place) == said:
        return locked
    if seen_sequence is not None and locked.sequence != seen_sequence:
        raise TimeChangedMeanwhile(locked)
    _must_be_planned(locked)
    must_have_agreed(locked)
    _must_be_ahead(starts_at, now)
    must_be_after_the_pause(locked.partnership, starts_at)
    must_be_in_order(locked, starts_at)
    move_the_rest(locked, starts_at)
    note_moved(locked, starts_at, by=by, role=role, now=now)
    locked.starts_at, locked.minutes, locked.join_url, locked.place = said
    locked.time_zone = time_zone or by.time_zone
    locked.sequence += 1
    locked.invited = True
    locked.save(
        update_fields=["starts_at", "minutes", "join_url", "place", "time_zone", "sequence", "invited"]
    )
    note_session(locked, "date", by=by, role=role)
    begin_partnership(locked.partnership, by=by, role=role, now=now)
    clear_notices(event_prefix=session_reminders(locked))
    invite(locked, by=by, now=now)
    return locked


@transaction.atomic
def unschedule_session(session: Session, *, by: Account, role: str, now: datetime | None = None) -> Session:
    """Take the time off a planned session: it stays in the plan, and both calendars are told."""
    now = now or timezone.now()
    locked = lock_session(session)
    _must_be_planned(locked)
    if locked.starts_at is None:
        return locked
    note_given_up(locked, by=by, role=role, now=now)
    take_off_calendars(locked, by=by, now=now)
    clear_notices(event_prefix=session_reminders(locked))
    locked.starts_at = None
    locked.save(update_fields=["starts_at"])
    note_session(locked, "take off", by=by, role=role)
    return locked


def take_off_calendars(session: Session, *, by: Account | None, now: datetime) -> None:
    """Cancel the invitation of a locked session, if one is out; its time is left for the caller to clear."""
    if not session.invited or session.starts_at is None:
        return
    session.sequence += 1
    session.invited = False
    session.save(update_fields=["sequence", "invited"])
    call_off(session, by=by, now=now)


def begin_partnership(partnership: Partnership, *, by: Account, role: str, now: datetime) -> None:
    """A session dated or held answers every reminder to find a time; the first one begins the partnership."""
    clear_notices(event=introduction_event(partnership))
    clear_notices(event_prefix=partnership_reminders(partnership))
    if partnership.state == "introduced":
        make_move(partnership, PARTNERSHIP, "begin", by=by, role=role, begun_at=now)
    elif partnership.begun_at is None:
        partnership.begun_at = now
        partnership.save(update_fields=["begun_at"])


def note_session(session: Session, move: str, *, by: Account, role: str) -> None:
    """Journal a change to a session that is no change of its state."""
    write_entry(
        noun="session",
        subject=session.pk,
        move=move,
        by=by,
        role=role,
        body_id=session.partnership.scheme.body_id,
        facts={"sequence": session.sequence},
    )


def _must_be_planned(session: Session) -> None:
    if session.state != "planned":
        raise MoveRefused(f"Session {session.number} is {session.state} now, so its time cannot be changed.")


def _must_be_ahead(starts_at: datetime, now: datetime) -> None:
    if starts_at <= now:
        raise TimeRefused("Choose a time that lies ahead. If you have met already, say “We met” instead.")
    if starts_at > now + FURTHEST:
        raise TimeRefused("Choose a time within the next two years.")
