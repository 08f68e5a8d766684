"""What a set of activities adds up to: hours, how many, and how mixed they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from alongside.domain.cpd.activities import Activity, Kind


@dataclass(frozen=True, slots=True)
class Total:
    """Hours and number of activities of one type of learning."""

    learning_type: str
    activities: int
    hours: Decimal


def total_hours(activities: Iterable[Activity]) -> Decimal:
    """All hours, exactly; no activities make 0.00."""
    return sum((activity.hours for activity in activities), Decimal("0.00"))


def totals_by_type(activities: Iterable[Activity], types: Mapping[Kind, str]) -> tuple[Total, ...]:
    """One total for each type that occurs, most hours first, then by name."""
    grouped: dict[str, list[Activity]] = {}
    for activity in activities:
        grouped.setdefault(types[activity.kind], []).append(activity)
    totals = [Total(name, len(group), total_hours(group)) for name, group in grouped.items()]
    return tuple(sorted(totals, key=lambda total: (-total.hours, total.learning_type)))
