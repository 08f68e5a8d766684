"""Tells other apps that what a body's list says of members has changed, one by one or in an import."""

from collections.abc import Iterable
from typing import Final

from django.dispatch import Signal

from alongside.people.models import Member

members_changed: Final = Signal()
"""Sent with `members`, as they are now and in the transaction that changes them, and `fields`, what was written."""


def tell_of_change(members: Iterable[Member], fields: Iterable[str]) -> None:
    """Somebody's columns were written."""
    members_changed.send(sender=Member, members=list(members), fields=frozenset(fields))
