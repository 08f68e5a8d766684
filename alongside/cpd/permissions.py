"""Who may do what with records and profiles; whose they are, the fetch has asked already."""

from alongside.cpd.models import Profile, Record
from alongside.people.models import Account


def can_edit_record(account: Account, record: Record) -> bool:
    """Its owner, until it went out in a profile."""
    return record.owner_id == account.pk and record.locked_at is None


def can_write_profile(account: Account, profile: Profile) -> bool:
    """Its writer, until it was sent."""
    return profile.member.account_id == account.pk and profile.sent_on is None
