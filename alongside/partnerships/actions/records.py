"""Writes the record of issues that both partners keep of a session."""

from django.db import transaction

from alongside.partnerships.actions.locking import lock_session
from alongside.partnerships.actions.sealing import seal_for_both
from alongside.partnerships.models import Session
from alongside.people.models import Account
from alongside.vault.drafts import discard_draft
from alongside.vault.notes import WrittenMeanwhile


def record_draft(session: Session) -> str:
    """Under which name what someone is typing for this record is kept."""
    return f"record:{session.pk}"


@transaction.atomic
def write_record(session: Session, *, by: Account, role: str, text: str, version: int = 0) -> Session:
    """Save the record. `version` is the one the writer had before them, 0 for an empty page.

    WrittenMeanwhile if the partner saved another since: nothing is overwritten, and the writer's draft stays.
    """
    locked = lock_session(session)
    if locked.record is not None and version == 0:
        raise WrittenMeanwhile("Your partner saved a record while you were writing.")
    note = seal_for_both(
        text, locked.partnership, by=by, role=role, kind="record", note=locked.record, version=version or None
    )
    locked.record = note
    locked.save(update_fields=["record"])
    discard_draft(by, record_draft(locked))
    return locked
