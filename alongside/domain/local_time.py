"""A day and an hour as people say them, and the moment that is meant, safe where the clocks change."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Resolved:
    """The hour exists once; `at` is its moment in UTC."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Impossible:
    """The clocks jump over the hour; the moments in UTC just before and after it, told by either clock."""

    earlier: datetime
    later: datetime
    sentence: str


@dataclass(frozen=True, slots=True)
class Doubled:
    """The hour comes twice as the clocks go back; both moments in UTC."""

    earlier: datetime
    later: datetime
    sentence: str


def year_in(year: int, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The moments at which a year and the next one begin there."""
    return datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)


def resolve_local(day: date, clock: time, zone: ZoneInfo) -> Resolved | Impossible | Doubled:
    """The moment that hour on that day is in the zone, or the two to choose from with a sentence that asks.

    Raises OverflowError at the ends of the calendar.
    """
    said = datetime.combine(day, clock.replace(tzinfo=None, fold=0))
    first, second = (said.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first == second:
        return Resolved(first)
    if first < second:
        return Doubled(first, second, _asked_twice(said, first, second, zone))
    return Impossible(second, first, _asked_instead(said, second, first, zone))


def _asked_twice(said: datetime, earlier: datetime, later: datetime, zone: ZoneInfo) -> str:
    return (
        f"On {_day(said)} the clocks go back in {_place(zone)}, so {said:%H:%M} comes twice. "
        f"Choose the first ({_offset(earlier, zone)}) or the second ({_offset(later, zone)}), "
        f"{_apart(later - earlier)} later."
    )


def _asked_instead(said: datetime, earlier: datetime, later: datetime, zone: ZoneInfo) -> str:
    before, after = earlier.astimezone(zone), later.astimezone(zone)
    choice = f"{before:%H:%M} or {after:%H:%M}"
    if before.date() != after.date():
        choice = f"{before:%H:%M} on {_day(before)} or {after:%H:%M} on {_day(after)}"
    jump = f"On {_day(said)} the clocks go forward in {_place(zone)}"
    return f"{jump}, so there is no {said:%H:%M}. Choose {choice}."


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"


def _place(zone: ZoneInfo) -> str:
    return str(zone).rsplit("/", 1)[-1].replace("_", " ")


def _offset(moment: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    name = local.tzname() or ""
    shift = f"{local:%z}"
    told = f"UTC{shift[:3]}:{shift[3:5]}"
    return f"{name}, {told}" if name.isalpha() else told


def _apart(gap: timedelta) -> str:
    minutes = int(gap.total_seconds()) // 60
    hours, rest = divmod(minutes, 60)
    words = [f"{hours} hour" + ("s" if hours > 1 else "")] if hours else []
    return " ".join([*words, *([f"{rest} minutes"] if rest else [])])
