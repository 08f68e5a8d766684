"""Chooses how the two meet."""

from django.db import transaction

from alongside.journal.moves import write_entry
from alongside.partnerships.actions.locking import lock_partnership, must_run
from alongside.partnerships.models import Partnership
from alongside.people.models import Account


@transaction.atomic
def choose_tool(partnership: Partnership, *, by: Account, role: str, tool: str) -> Partnership:
    """Say by which tool the two like to meet: a term of the scheme's, or their own words; printed in invitations."""
    locked = lock_partnership(partnership.pk)
    must_run(locked)
    if locked.preferred_tool != tool:
        locked.preferred_tool = tool
        locked.save(update_fields=["preferred_tool"])
        write_entry(
            noun="partnership",
            subject=locked.pk,
            move="choose tool",
            by=by,
            role=role,
            body_id=locked.scheme.body_id,
        )
    return locked
