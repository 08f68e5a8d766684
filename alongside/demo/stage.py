"""A body of the demonstration: how it is set up, and what it is while its past is lived."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from alongside.demo.crowd import Crowd, Place
from alongside.demo.past import Act, History
from alongside.demo.voice import Voice
from alongside.domain.scheme import SchemeDefinition
from alongside.people.models import Account, Member
from alongside.schemes.models import Scheme
from alongside.schemes.queries import definition_in_force, rules_of

DAYS: Final = 400
"""How long ago a body's scheme began."""


@dataclass
class Stage:
    """One body while its past is lived. `office` is its staff by role; `share` says which part of its people there is.

    The `faithful` are members whose partnerships keep to the plan and write about everything; they never say no.
    """

    history: History
    scheme: Scheme
    crowd: Crowd
    voice: Voice
    office: Mapping[str, Account]
    now: datetime
    share: float
    faithful: set[Member] = field(default_factory=set)

    @property
    def rules(self) -> SchemeDefinition:
        """The scheme's rules at the moment that is being lived."""
        return rules_of(definition_in_force(self.scheme, timezone.localdate()))

    @property
    def reviewer(self) -> Account:
        """Who reads applications and requests."""
        return self.office["director"]

    @property
    def coordinator(self) -> Account:
        """Who matches and introduces."""
        return self.office["coordinator"]

    def ago(self, days: float, act: Act) -> None:
        """Let something happen so many days before today."""
        self.history.plan(self.now - timedelta(days=days), act)

    def later(self, low: float, high: float, act: Act) -> None:
        """Let something happen some time between so many days from the moment that is being lived."""
        self.history.plan(timezone.now() + self.crowd.days(low, high), act)

    def some(self, count: int, *, least: int) -> int:
        """So many people, or the share of them that is made, and never fewer than `least`."""
        return max(least, round(count * self.share))


@dataclass(frozen=True)
class Plan:
    """How a body is set up, and what happens in it."""

    slug: str
    name: str
    short_name: str
    time_zone: str
    place: Place
    preset: str
    about: str
    """One sentence for whoever chooses in the demonstration through whose eyes to look."""
    quiet_members: int
    office: tuple[tuple[str, str, str], ...]
    voice: Voice
    live: Callable[[Stage], None]
    stars: Mapping[str, str] = field(default_factory=dict)
    """Whom one can be, by the first part of their address, and what one sees as them."""
