"""Periods, order and hours of CPD activities."""

from datetime import date
from decimal import Decimal

import pytest

from alongside.domain.cpd.activities import KIND_NAMES, Activity, Kind, Period, by_date, hours_of_minutes


def an_activity(on: date, until: date | None = None, title: str = "Journal club") -> Activity:
    return Activity(on, until or on, Kind.READING, title, Decimal("1.00"))


def test_a_period_holds_its_first_and_last_day() -> None:
    period = Period(date(2025, 4, 1), date(2027, 3, 31))
    days = [date(2025, 3, 31), date(2025, 4, 1), date(2027, 3, 31), date(2027, 4, 1)]
    assert [day in period for day in days] == [False, True, True, False]


def test_a_period_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="cannot end before"):
        Period(date(2025, 4, 1), date(2025, 3, 31))


def test_a_period_of_one_day_has_one_day() -> None:
    assert Period(date(2025, 4, 1), date(2025, 4, 1)).days == 1


def test_an_activity_over_the_edge_of_a_period_touches_it() -> None:
    period = Period(date(2025, 4, 1), date(2025, 4, 30))
    spans = [
        (date(2025, 3, 1), date(2025, 3, 31)),
        (date(2025, 3, 1), date(2025, 4, 1)),
        (date(2025, 4, 30), date(2025, 5, 9)),
        (date(2025, 5, 1), date(2025, 5, 9)),
    ]
    assert [period.touches(an_activity(on, until)) for on, until in spans] == [False, True, True, False]


def test_the_order_of_entry_changes_nothing() -> None:
    first, second = an_activity(date(2025, 4, 1), title="A"), an_activity(date(2025, 4, 1), title="B")
    third = an_activity(date(2025, 5, 1))
    assert by_date([third, second, first]) == by_date([first, third, second]) == (first, second, third)


@pytest.mark.parametrize(
    "minutes, hours", [(0, "0.00"), (20, "0.33"), (45, "0.75"), (50, "0.83"), (90, "1.50")]
)
def test_minutes_become_hours_to_two_places(minutes: int, hours: str) -> None:
    assert hours_of_minutes(minutes) == Decimal(hours)


def test_every_kind_has_a_name() -> None:
    assert set(KIND_NAMES) == set(Kind)
