"""Two partners while their story is lived."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from random import Random
from uuid import UUID

from django.utils import timezone

from alongside.demo.past import Act
from alongside.demo.stage import Stage
from alongside.demo.voice import Voice
from alongside.domain.scheme import BOTH_SIDES
from alongside.partnerships.models import Partnership
from alongside.people.models import Account


@dataclass(frozen=True)
class Pair:
    """One partnership: the `faithful` keep to the plan and write about everything."""

    stage: Stage
    partnership_id: UUID
    faithful: bool

    @cached_property
    def accounts(self) -> dict[str, Account]:
        """The two, by role."""
        pair = self.read()
        return {side: pair.account_of(side) for side in BOTH_SIDES}

    @property
    def chance(self) -> Random:
        """The body's own dice."""
        return self.stage.crowd.chance

    @property
    def voice(self) -> Voice:
        """The body's words."""
        return self.stage.voice

    def read(self) -> Partnership:
        """The partnership as it is now."""
        rows = Partnership.objects.select_related(
            "scheme__body", "definition", "mentee__account", "mentor__account"
        )
        found: Partnership = rows.get(pk=self.partnership_id)
        return found

    def running(self) -> Partnership | None:
        """The same, or None once it has ended or while it rests."""
        pair = self.read()
        return pair if pair.state in ("introduced", "active") else None

    def likely(self, share: float) -> bool:
        """Whether these two do what this share of pairs does; the faithful do everything."""
        return self.faithful or self.chance.random() < share

    def plan(self, low: float, high: float, act: Act) -> None:
        """Let something happen some time between so many days from now."""
        self.stage.history.plan(timezone.now() + timedelta(days=self.chance.uniform(low, high)), act)
