"""Completing a workshop matters elsewhere: other apps say here what follows."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from alongside.training.models import Place

Completed = Callable[[Place, datetime], Any]
_followers: dict[str, Completed] = {}


def when_completed(name: str, follower: Completed) -> None:
    """Declare what follows; called from `AppConfig.ready`."""
    _followers[name] = follower


def tell_completed(place: Place, now: datetime) -> None:
    """Call everything that follows, inside the transaction in which it was completed."""
    for follower in _followers.values():
        follower(place, now)
