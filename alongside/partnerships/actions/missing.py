"""Notes for the two alone that a time came to nothing, and takes that back. Nobody else reads it, so no mail says it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.notices.actions import clear_notices
from alongside.partnerships.actions.locking import lock_session
from alongside.partnerships.actions.scheduling import note_session
from alongside.partnerships.models import MissedTime, Session
from alongside.people.models import Account


@transaction.atomic
def miss_session(
    session: Session, *, by: Account, role: str, absent: str, was_at: datetime, now: datetime | None = None
) -> Session:
    """The two did not meet at `was_at`: the session waits for another time.

    `absent` is the role of who was not there, empty where nobody is to be counted. Where the session has another time
    by now, or none, nothing changes, so that saying it twice is saying it once.
    """
    now = now or timezone.now()
    locked = lock_session(session)
    if locked.state != "planned" or locked.starts_at != was_at:
        return locked
    if was_at > now:
        raise MoveRefused("Its time has not come yet. You can choose another one, or take it off.")
    if absent:
        MissedTime.objects.create(
            session=locked, role=absent, kind=MissedTime.ABSENT, was_at=was_at, noted_at=now, noted_by=by
        )
    clear_notices(event_prefix=f"session:{locked.pk}:")
    locked.starts_at, locked.invited = None, False
    locked.save(update_fields=["starts_at", "invited"])
    note_session(locked, "take off", by=by, role=role)
    return locked


@transaction.atomic
def forgive_missed_time(session: Session, *, by: Account, role: str, missed_id: UUID) -> bool:
    """Count it no more; whether there was anything to count."""
    locked = lock_session(session)
    row = locked.missed_times.filter(pk=missed_id).first()
    if row is None:
        return False
    if not row.may_be_forgiven_by(by, role):
        raise MoveRefused("Your partner can take this off, as it was their time too.")
    row.delete()
    note_session(locked, "put right", by=by, role=role)
    return True
