"""Tells other apps that what a body's list says of members has changed, one by one or in an import."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.dispatch import Signal

from alongside.people.models import Member

members_changed: Final = Signal()
"""Sent with `members`, as they are now and in the transaction that changes them, and `fields`, what was written."""
members_will_change: Final = Signal()
"""Sent with `ids`, before anything is journalled: whatever else is written with these members is locked now."""


def tell_of_coming_change(ids: Iterable[UUID]) -> None:
    """These members are locked, and are about to be written."""
    members_will_change.send(sender=Member, ids=list(ids))


def tell_of_change(members: Iterable[Member], fields: Iterable[str]) -> None:
    """Somebody's columns were written."""
    members_changed.send(sender=Member, members=list(members), fields=frozenset(fields))
