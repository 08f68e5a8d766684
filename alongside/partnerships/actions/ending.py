"""Ends a partnership: one step, no reason, no blame."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.domain.lifecycles import APPLICATION, PARTNERSHIP, SESSION
from alongside.enrolment.actions import return_to_queue
from alongside.enrolment.models import Application
from alongside.journal.moves import make_move
from alongside.notices.actions import clear_notices
from alongside.partnerships.actions.locking import lock_partnership
from alongside.partnerships.actions.scheduling import take_off_calendars
from alongside.partnerships.mails.changes import tell_of_ending
from alongside.partnerships.mails.pulse import stop_asking_for_pulses
from alongside.partnerships.models import Partnership
from alongside.people.models import Account


@transaction.atomic
def end_partnership(
    partnership: Partnership,
    *,
    by: Account | None,
    role: str,
    rematch: bool = False,
    ending: str = "",
    now: datetime | None = None,
) -> Partnership:
    """End at any time; nobody asks why, and the other is told in neutral words.

    Planned sessions are left out and their invitations cancelled. With `rematch` the mentee stands at the head
    of the queue again, else their application is closed; the mentor's place is free either way. Ending twice is
    the same as ending once. Both still read what they wrote. `by` is None where the clock ends it, on the last day
    that the two had agreed on: that is no early ending, whatever was still planned. `ending` is how whoever ends it
    puts it, one of those in `endings_open_to`; left out, it follows from what was held and what was still planned.
    """
    now = now or timezone.now()
    application = lock_application(partnership)
    locked = lock_partnership(partnership.pk)
    if locked.state == "ended":
        return locked
    if ending and ending not in dict(endings_open_to(locked)):
        raise MoveRefused(
            "You have held no session yet, so there is nothing to complete. Choose another ending."
        )
    ending = ending or usual_ending(locked, by_the_clock=by is None)
    _leave_out_planned(locked, by, now)
    make_move(locked, PARTNERSHIP, "end", by=by, role=role, ended_at=now, ended_by=by, ending=ending)
    clear_notices(event_prefix=f"partnership:{locked.pk}:")
    stop_asking_for_pulses(locked)
    returned = rematch and application is not None and application.state == "paired"
    if returned and application is not None and by is not None:
        return_to_queue(application, by=by, now=now)
    elif application is not None and application.state == "paired":
        make_move(application, APPLICATION, "close", by=by, role="system")
    tell_of_ending(locked, returned=returned, term_is_over=by is None)
    return locked


def lock_application(partnership: Partnership) -> Application | None:
    """The mentee's application, locked before the partnership, as introducing does."""
    if partnership.mentee_application_id is None:
        return None
    locked: Application = Application.objects.select_for_update(of=("self",)).get(
        pk=partnership.mentee_application_id
    )
    return locked


def endings_open_to(partnership: Partnership) -> list[tuple[str, str]]:
    """The ways to put it, with their words: only who has met can have done what they set out to do."""
    held = partnership.sessions.filter(state="held").exists()
    return [one for one in Partnership.ENDINGS if held or one[0] != Partnership.COMPLETED]


def usual_ending(partnership: Partnership, *, by_the_clock: bool = False) -> str:
    """Completed where the two have met and nothing was still to come, or their time was up; early otherwise."""
    states = set(partnership.sessions.values_list("state", flat=True))
    is_completed = "held" in states and (by_the_clock or "planned" not in states)
    return Partnership.COMPLETED if is_completed else Partnership.EARLY


def _leave_out_planned(partnership: Partnership, by: Account | None, now: datetime) -> None:
    """Skip every session that is still planned."""
    for session in partnership.sessions.filter(state="planned"):
        session.partnership = partnership
        take_off_calendars(session, by=by, now=now)
        clear_notices(event_prefix=f"session:{session.pk}:")
        make_move(session, SESSION, "skip", by=by, role="system")
