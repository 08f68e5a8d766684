"""When a person may be written to."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, tzinfo
from zoneinfo import ZoneInfo

import pytest

from alongside.notices.hours import next_morning, quiet_end

LONDON = ZoneInfo("Europe/London")


@dataclass
class Reader:
    """Somebody with quiet hours."""

    quiet_from: time | None = None
    quiet_until: time | None = None
    zone: tzinfo = LONDON


NIGHT = Reader(time(22), time(7))


def at(day: int, hour: int, minute: int = 0, *, month: int = 11) -> datetime:
    """A moment of 2026, in UTC."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    "now, end",
    [
        (at(21, 21, 59), None),
        (at(21, 22), at(22, 7)),
        (at(21, 23, 30), at(22, 7)),
        (at(22, 3), at(22, 7)),
        (at(22, 7), None),
    ],
)
def test_a_night_over_midnight_ends_in_the_morning(now: datetime, end: datetime | None) -> None:
    assert quiet_end(NIGHT, now) == end


def test_hours_within_a_day_end_on_that_day() -> None:
    assert quiet_end(Reader(time(9), time(17)), at(21, 12)) == at(21, 17)


def test_somebody_without_quiet_hours_is_never_quiet() -> None:
    assert [quiet_end(Reader(), at(21, hour)) for hour in range(24)] == [None] * 24


def test_quiet_hours_are_those_of_the_persons_own_zone() -> None:
    in_sydney = Reader(time(22), time(7), ZoneInfo("Australia/Sydney"))
    assert quiet_end(in_sydney, at(21, 12)) == at(21, 20)


def test_in_the_doubled_hour_the_end_is_still_to_come() -> None:
    short_night = Reader(time(22), time(1, 30))
    second_quarter_past_one = at(25, 1, 15, month=10)
    assert quiet_end(short_night, second_quarter_past_one) == at(25, 1, 30, month=10)


def test_an_end_in_the_missing_hour_is_after_the_change() -> None:
    end = quiet_end(Reader(time(22), time(1, 30)), at(29, 0, 30, month=3))
    assert end is not None
    assert end.astimezone(UTC) == at(29, 1, 30, month=3)


@pytest.mark.parametrize(
    "now, morning", [(at(21, 7, 59), at(21, 8)), (at(21, 8), at(22, 8)), (at(21, 20), at(22, 8))]
)
def test_a_digest_waits_for_the_next_morning(now: datetime, morning: datetime) -> None:
    assert next_morning(Reader(), now) == morning


def test_a_digest_waits_for_the_end_of_a_long_night() -> None:
    assert next_morning(Reader(time(22), time(11)), at(21, 7)) == at(21, 11)
