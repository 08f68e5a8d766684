"""What a form can take over from what its writer rated of themselves, where an app above knows of ratings."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from alongside.domain.scheme.part import Side
from alongside.people.models import Account

Level = Literal["low", "high"]


@dataclass(frozen=True)
class Ratings:
    """When somebody last rated themselves, None for never, and where they do so.

    `groups_at` opens what is sealed, so it is asked only when they take it over: the keys of the groups they rated so.
    """

    last_on: date | None
    url: str
    groups_at: Callable[[Level], tuple[str, ...]]


Finder = Callable[[Account, str, Side], Ratings | None]
_finders: dict[str, Finder] = {}


def knows_ratings(name: str, finder: Finder) -> None:
    """Declare a finder; called from `AppConfig.ready`, twice does no harm. None where it has no such framework."""
    _finders[name] = finder


def ratings_of(account: Account, framework: str, part: Side) -> Ratings | None:
    """What the first finder that has this framework says; None where nobody has it."""
    answers = (finder(account, framework, part) for finder in _finders.values())
    return next((found for found in answers if found), None)
