"""In which tier of a scheme's priority somebody is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max

from alongside.domain.scheme import SchemeDefinition
from alongside.domain.scheme.training import Priority, Served
from alongside.people.models import Member
from alongside.training.models import TakingPart


@dataclass(frozen=True)
class Tiers:
    """A scheme's order of serving, with each member's tier by id; without a priority everybody is in the first."""

    priority: Priority | None
    by_member: dict[UUID, int]

    def tier_of(self, member_id: Any) -> int:
        """The number of somebody's tier, 0 first."""
        return self.by_member.get(member_id, 0)

    def label(self, tier: int) -> str:
        """What the tier is called; empty where there are none."""
        return self.priority.label_of(tier) if self.priority else ""


def priority_for(rules: SchemeDefinition, served: Served) -> Priority | None:
    """The scheme's order of serving, where it decides on this."""
    return rules.priority if rules.priority and served in rules.priority.serves else None


def tiers_of(members: Iterable[Member], rules: SchemeDefinition, served: Served, today: date) -> Tiers:
    """The tier of each of these members today; one query."""
    priority = priority_for(rules, served)
    rows = list(members)
    if priority is None:
        return Tiers(None, {})
    last = dict(
        TakingPart.objects.filter(member__in=rows, on__lte=today)
        .order_by()
        .values("member")
        .annotate(last=Max("on"))
        .values_list("member", "last")
    )
    return Tiers(priority, {row.pk: priority.tier_of(row.sections, last.get(row.pk), today) for row in rows})
