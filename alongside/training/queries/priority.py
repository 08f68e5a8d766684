"""In which tier of a scheme's priority somebody is."""

from datetime import date

from django.db.models import Max

from alongside.domain.scheme import SchemeDefinition
from alongside.domain.scheme.training import Priority, Served
from alongside.people.models import Member
from alongside.training.models import TakingPart


def priority_for(rules: SchemeDefinition, served: Served) -> Priority | None:
    """The scheme's order of serving, where it decides on this."""
    return rules.priority if rules.priority and served in rules.priority.serves else None


def tier_of(member: Member, rules: SchemeDefinition, served: Served, today: date) -> int:
    """The number of a member's tier today, 0 first; without an order of serving everybody is in the first."""
    priority = priority_for(rules, served)
    if priority is None:
        return 0
    took_part = TakingPart.objects.filter(member=member, on__lte=today).aggregate(last=Max("on"))
    return priority.tier_of(member.sections, took_part["last"], today)


def tier_label(rules: SchemeDefinition, served: Served, tier: int) -> str:
    """What a tier is called; empty where there are none."""
    priority = priority_for(rules, served)
    return priority.label_of(tier) if priority else ""
