"""Where a person stands in their cycle."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from django.db.models import Min

from alongside.cpd.models import Record
from alongside.cpd.queries.profiles import period_of, profiles_of
from alongside.cpd.queries.records import activity_of, names_agreed, records_within
from alongside.cpd.queries.rules import rules_for
from alongside.domain.cpd.activities import Activity, Period
from alongside.domain.cpd.definition import ProfileDefinition
from alongside.domain.cpd.gaps import Gap, gaps_between
from alongside.domain.cpd.totals import Total, total_hours, totals_by_type
from alongside.domain.finding import words_in
from alongside.domain.months import months_after
from alongside.people.models import Account

SORTS: Final[dict[str, Callable[[Record], Any]]] = {
    "title": lambda record: words_in(record.title),
    "on": lambda record: record.on,
    "kind": lambda record: record.get_kind_display(),
    "hours": lambda record: record.hours,
}
"""By what a list of activities can be put in order."""


@dataclass(frozen=True)
class Overview:
    """A cycle: its records newest first, and what they add up to."""

    rules: ProfileDefinition
    period: Period
    is_whole: bool
    records: tuple[Record, ...]
    activities: tuple[Activity, ...]
    hours: Decimal
    totals: tuple[Total, ...]
    times: tuple[tuple[str, Decimal], ...]
    gaps: tuple[Gap, ...]

    @property
    def is_mixed(self) -> bool:
        """Whether there are as many types of learning as the regulator asks for."""
        return len(self.totals) >= self.rules.activities.fewest_types


def overview_of(account: Account, *, today: date, whole: bool = False) -> Overview:
    """The cycle of the profile being written, else the regulator's years up to today; `whole` is all there ever was."""
    today = _last_day(account, today)
    rules = rules_for(account, today)
    profile = profiles_of(account).filter(sent_on=None, until__gte=today).first()
    period = period_of(profile) if profile else _latest_years(rules.audit.every_years, today)
    if whole:
        period = _everything(account, today)
    records = tuple(records_within(account, period))
    agreed = names_agreed(account)
    activities = tuple(activity_of(record, agreed) for record in records)
    types = {kind: one.name for one in rules.learning_types for kind in one.kinds}
    # Only a profile says when the cycle began; without one, what came before the first activity is no gap.
    counted = period if profile and not whole else _since_the_first(activities, period)
    return Overview(
        rules=rules,
        period=period,
        is_whole=whole,
        records=records,
        activities=activities,
        hours=total_hours(activities),
        totals=totals_by_type(activities, types),
        times=_times(records),
        gaps=gaps_between(activities, counted, today, rules.activities.gap_months) if activities else (),
    )


def listed(
    records: Iterable[Record], *, words: str = "", kind: str = "", sort: str = ""
) -> tuple[Record, ...]:
    """Those of `records` whose titles have words that begin like each of `words`, and which are of this `kind`.

    `sort` is a key of `SORTS`, with a `-` before it the other way round; otherwise they stay as they come.
    """
    sought = words_in(words)
    found = [
        record for record in records if kind in ("", record.kind) and _has(words_in(record.title), sought)
    ]
    if key := SORTS.get(sort.removeprefix("-")):
        found.sort(key=key, reverse=sort.startswith("-"))
    return tuple(found)


def _has(words: list[str], sought: list[str]) -> bool:
    return all(any(word.startswith(beginning) for word in words) for beginning in sought)


def _last_day(account: Account, today: date) -> date:
    """Today, or tomorrow where a partner further east has noted a session on what is today for them."""
    tomorrow = today + timedelta(days=1)
    ahead = Record.objects.visible_to(account).standing().filter(on=tomorrow).exists()
    return tomorrow if ahead else today


def _latest_years(years: int, today: date) -> Period:
    return Period(months_after(today, -12 * years) + timedelta(days=1), today)


def _since_the_first(activities: tuple[Activity, ...], period: Period) -> Period:
    first = min((activity.on for activity in activities), default=period.on)
    return Period(max(first, period.on), period.until)


def _everything(account: Account, today: date) -> Period:
    first = Record.objects.visible_to(account).standing().aggregate(first=Min("on"))["first"]
    return Period(min(first or today, today), today)


def _times(records: tuple[Record, ...]) -> tuple[tuple[str, Decimal], ...]:
    """Hours by the part of one's working time, of those activities of which it was said."""
    found = [
        (name, sum((record.hours for record in records if record.time_of == time), Decimal(0)))
        for time, name in Record.TIMES
    ]
    return tuple((name, hours) for name, hours in found if hours)
