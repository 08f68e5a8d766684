"""What activities count by a body's rules: the cycle they fall in, credits for each, and what is missing.

An activity counts in the cycle in which its last day lies. Within a cycle the oldest are counted first, so that
caps always fall on the same activities, however these were entered.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum

from alongside.domain.cpd.activities import Activity, Kind, Period, day_before
from alongside.domain.cpd.credit_rules import Category, CreditRules, Cycle, Share, Version
from alongside.domain.cpd.gaps import Gap, gaps_between
from alongside.domain.months import months_after
from alongside.domain.scheme.part import Side

NOTHING = Decimal("0.00")
_CENT = Decimal("0.01")
_PARTS: dict[Kind, Side] = {Kind.MENTORING: "mentor", Kind.BEING_MENTORED: "mentee"}


class Reason(StrEnum):
    """Why an activity counts for less than its hours would bring."""

    NOT_COUNTED = "not counted"
    TOO_SHORT = "too short"
    COUNTED_BEFORE = "counted before"
    AT_THE_MOST = "at the most"


@dataclass(frozen=True, slots=True)
class Credited:
    """One activity of the cycle with its credits, and why they are less than its hours would bring."""

    activity: Activity
    category: Category | None
    credits: Decimal
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class CategoryTotal:
    """What one category brought."""

    category: Category
    activities: int
    hours: Decimal
    credits: Decimal


@dataclass(frozen=True, slots=True)
class ShareTotal:
    """What several categories brought together."""

    share: Share
    credits: Decimal

    @property
    def missing(self) -> Decimal:
        """Credits that must still come from these."""
        return max((self.share.at_least or NOTHING) - self.credits, NOTHING)

    @property
    def is_full(self) -> bool:
        """Whether nothing more counts here."""
        return self.share.at_most is not None and self.credits >= self.share.at_most


@dataclass(frozen=True, slots=True)
class YearTotal:
    """One year of a longer cycle."""

    period: Period
    credits: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a person stands in one cycle. All credits are estimates: the body decides.

    The cycle is `rolling` where nobody has said when it began: the latest months up to today.
    """

    rules: CreditRules
    version: Version
    cycle: Period
    today: date
    rolling: bool
    credited: tuple[Credited, ...]
    carried_in: Decimal
    categories: tuple[CategoryTotal, ...]
    shares: tuple[ShareTotal, ...]
    years: tuple[YearTotal, ...]
    gaps: tuple[Gap, ...]

    @property
    def earned(self) -> Decimal:
        """Credits of this cycle's own activities."""
        return sum((one.credits for one in self.credited), NOTHING)

    @property
    def total(self) -> Decimal:
        """What counts towards the need: earned here and taken over."""
        return self.earned + self.carried_in

    @property
    def missing(self) -> Decimal:
        """Credits that the cycle still needs."""
        return max((self.version.needed or NOTHING) - self.total, NOTHING)

    @property
    def used_categories(self) -> int:
        """How many categories have something in them that counts."""
        return sum(1 for one in self.categories if one.credits > 0)

    @property
    def missing_categories(self) -> int:
        """How many more categories a mixture asks for."""
        return max(self.version.fewest_categories - self.used_categories, 0)

    @property
    def days_left(self) -> int:
        """Days until the cycle ends, today not counted."""
        return max((self.cycle.until - self.today).days, 0)

    @property
    def by_now(self) -> Decimal | None:
        """What an even pace would have brought by today; None where nothing is needed or the cycle ends today anyway."""
        if self.version.needed is None or self.rolling:
            return None
        gone = min(max((self.today - self.cycle.on).days + 1, 0), self.cycle.days)
        return (self.version.needed * gone / self.cycle.days).quantize(_CENT)

    @property
    def is_met(self) -> bool:
        """Whether need, shares and mixture are there already."""
        return not (self.missing or self.missing_categories or any(one.missing for one in self.shares))


def cycle_on(cycle: Cycle, today: date, own_first: date | None = None) -> Period:
    """The cycle that holds `today`, counted from the member's own first day, else from everybody's.

    Where neither is known it is the latest months up to today.
    """
    first = own_first or cycle.first
    if first is None:
        return Period(months_after(today, -cycle.months) + timedelta(days=1), today)
    # Every beginning is counted from the first one, so that 29 February comes back in leap years.
    number = ((today.year - first.year) * 12 + today.month - first.month) // cycle.months
    if months_after(first, number * cycle.months) > today:
        number -= 1
    on = months_after(first, number * cycle.months)
    return Period(on, day_before(months_after(first, (number + 1) * cycle.months)))


def rules_in_cycle(rules: CreditRules, today: date, own_first: date | None = None) -> tuple[Version, Period]:
    """The cycle that holds `today` and the version that counts it: the one in force on its first day."""
    period = cycle_on(rules.version_on(today).cycle, today, own_first)
    version = rules.version_on(period.on)
    return version, cycle_on(version.cycle, today, own_first)


def standing_in(
    rules: CreditRules, activities: Iterable[Activity], today: date, own_first: date | None = None
) -> Standing:
    """Where a person stands today; `activities` may be of any time, those of the cycle before are carried over."""
    version, cycle = rules_in_cycle(rules, today, own_first)
    everything = tuple(activities)
    credited = credit(version, everything, cycle)
    inside = tuple(one.activity for one in credited)
    return Standing(
        rules=rules,
        version=version,
        cycle=cycle,
        today=today,
        rolling=(own_first or version.cycle.first) is None,
        credited=credited,
        carried_in=_carried_in(rules, everything, cycle, own_first),
        categories=_category_totals(version, credited),
        shares=tuple(ShareTotal(share, _share_credits(share, credited)) for share in version.shares),
        years=_year_totals(version, credited, cycle),
        gaps=_gaps(version, inside, cycle, today),
    )


def credit(version: Version, activities: Iterable[Activity], cycle: Period) -> tuple[Credited, ...]:
    """The credits of each activity that ended in the cycle, oldest first, no cap ever exceeded."""
    inside = [one for one in _in_order(activities) if one.until in cycle]
    parts = frozenset(_PARTS[one.kind] for one in inside if one.kind in _PARTS)
    left = {category.key: category.most for category in version.categories}
    left_of_shares = {share.key: share.at_most for share in version.shares}
    seen: set[tuple[str, str]] = set()
    credited = []
    for activity in inside:
        category = version.category_of(activity.kind, parts)
        worth, reason = _worth(activity, category, seen)
        if category is not None and worth:
            shares = version.shares_of(category.key)
            room = [left[category.key], *(left_of_shares[share.key] for share in shares)]
            allowed = min([worth, *(each for each in room if each is not None)])
            reason = Reason.AT_THE_MOST if allowed < worth else None
            worth = allowed
            _take(left, category.key, worth)
            for share in shares:
                _take(left_of_shares, share.key, worth)
        credited.append(Credited(activity, category, worth, reason))
    return tuple(credited)


def _in_order(activities: Iterable[Activity]) -> list[Activity]:
    """Oldest first, and of two that are alike the longer one, however they were entered."""
    return sorted(
        activities, key=lambda one: (one.on, one.until, one.title, one.kind, -one.hours, one.reference)
    )


def _worth(
    activity: Activity, category: Category | None, seen: set[tuple[str, str]]
) -> tuple[Decimal, Reason | None]:
    if category is None or not category.per_hour:
        return NOTHING, Reason.NOT_COUNTED
    if activity.hours * 60 < category.least_minutes:
        return NOTHING, Reason.TOO_SHORT
    if category.once:
        name = (category.key, " ".join(activity.title.casefold().split()))
        if name in seen:
            return NOTHING, Reason.COUNTED_BEFORE
        seen.add(name)
    return (activity.hours * category.per_hour).quantize(_CENT, ROUND_DOWN), None


def _take(left: dict[str, Decimal | None], key: str, taken: Decimal) -> None:
    room = left[key]
    if room is not None:
        left[key] = room - taken


def _carried_in(
    rules: CreditRules, activities: tuple[Activity, ...], cycle: Period, own_first: date | None
) -> Decimal:
    """What the cycle before had above its need, up to the most that its own rules let go on."""
    if (own_first or rules.version_on(cycle.on).cycle.first) is None:
        return NOTHING  # cycles that move with today have none before them
    if own_first is not None and cycle.on <= own_first:
        return NOTHING
    version, before = rules_in_cycle(rules, day_before(cycle.on), own_first)
    if version.needed is None or not version.carry_over:
        return NOTHING
    earned = sum((one.credits for one in credit(version, activities, before)), NOTHING)
    return min(max(earned - version.needed, NOTHING), version.carry_over)


def _category_totals(version: Version, credited: tuple[Credited, ...]) -> tuple[CategoryTotal, ...]:
    totals = []
    for category in version.categories:
        ones = [one for one in credited if one.category is not None and one.category.key == category.key]
        hours = sum((one.activity.hours for one in ones), NOTHING)
        totals.append(CategoryTotal(category, len(ones), hours, sum((one.credits for one in ones), NOTHING)))
    return tuple(totals)


def _share_credits(share: Share, credited: tuple[Credited, ...]) -> Decimal:
    return sum(
        (one.credits for one in credited if one.category and one.category.key in share.categories), NOTHING
    )


def _year_totals(version: Version, credited: tuple[Credited, ...], cycle: Period) -> tuple[YearTotal, ...]:
    if version.needed_each_year is None:
        return ()
    years, number, on = [], 0, cycle.on
    while on <= cycle.until:
        number += 1
        until = min(day_before(months_after(cycle.on, 12 * number)), cycle.until)
        year = Period(on, until)
        years.append(
            YearTotal(year, sum((one.credits for one in credited if one.activity.until in year), NOTHING))
        )
        on = months_after(cycle.on, 12 * number)
    return tuple(years)


def _gaps(version: Version, inside: tuple[Activity, ...], cycle: Period, today: date) -> tuple[Gap, ...]:
    if version.gap_months is None or not inside:
        return ()
    first = min(one.on for one in inside)
    counted = Period(min(max(first, cycle.on), cycle.until), cycle.until)
    return gaps_between(inside, counted, today, version.gap_months)
