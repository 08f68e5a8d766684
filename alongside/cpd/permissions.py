"""What may be done with records; whose they are, the fetch has asked already."""

from alongside.cpd.models import Record
from alongside.people.models import Account


def can_edit_record(account: Account, record: Record) -> bool:
    """Its owner, until it went out in a profile."""
    return record.owner_id == account.pk and record.locked_at is None
