"""Stretches of whole months in which nothing was recorded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from alongside.domain.cpd.activities import Activity, Period, day_after, day_before
from alongside.domain.months import months_after


@dataclass(frozen=True, slots=True)
class Gap:
    """Days from `on` to `until` without any activity, and how many whole months that makes."""

    on: date
    until: date
    months: int

    def overlaps(self, on: date, until: date) -> bool:
        """Whether the other stretch shares a day with this one."""
        return self.on <= until and self.until >= on


def whole_months(on: date, until: date) -> int:
    """Complete months from `on` to the end of `until`: 1 April to 30 June is three."""
    end = day_after(until)
    months = (end.year - on.year) * 12 + end.month - on.month
    return months if months_after(on, months) <= end else months - 1


def gaps_between(
    activities: Iterable[Activity], period: Period, today: date, months: int = 3
) -> tuple[Gap, ...]:
    """Empty stretches of at least `months` consecutive months in the period, oldest first.

    The stretches before the first activity and after the last one count; days still to come do not.
    """
    end = min(period.until, today)
    gaps: list[Gap] = []
    free_from = period.on
    for activity in sorted(activities, key=lambda one: (one.on, one.until)):
        if not period.touches(activity) or activity.on > end:
            continue
        gaps += _gap(free_from, day_before(activity.on), months)
        free_from = max(free_from, day_after(activity.until))
    return tuple(gaps + _gap(free_from, end, months))


def _gap(on: date, until: date, months: int) -> list[Gap]:
    if until < on:
        return []
    length = whole_months(on, until)
    return [Gap(on, until, length)] if length >= months else []
