"""Stretches of three whole months without any activity are pointed out."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.domain.cpd.activities import Activity, Kind, Period
from alongside.domain.cpd.gaps import Gap, gaps_between, whole_months

YEAR = Period(date(2025, 4, 1), date(2026, 3, 31))
AFTERWARDS = date(2026, 5, 1)


def on(*days: date) -> list[Activity]:
    return [Activity(day, day, Kind.COURSE, "Course", Decimal("1.00")) for day in days]


@pytest.mark.parametrize(
    "first, last, months",
    [
        (date(2025, 4, 1), date(2025, 6, 30), 3),
        (date(2025, 4, 1), date(2025, 6, 29), 2),
        (date(2025, 4, 2), date(2025, 7, 1), 3),
        (date(2025, 11, 30), date(2026, 2, 27), 3),
        (date(2023, 11, 30), date(2024, 2, 28), 3),
        (date(2025, 4, 1), date(2025, 4, 1), 0),
    ],
)
def test_whole_months_are_counted_with_both_days(first: date, last: date, months: int) -> None:
    assert whole_months(first, last) == months


@pytest.mark.requirement("R53")
def test_three_empty_months_make_a_gap_and_a_day_less_does_not() -> None:
    monthly = [date(2025, month, 20) for month in (4, 5, 6)]
    later = [date(2025, month, 20) for month in (11, 12)] + [date(2026, month, 20) for month in (1, 2, 3)]
    whole = gaps_between(on(*monthly, date(2025, 9, 21), *later), YEAR, AFTERWARDS)
    short = gaps_between(on(*monthly, date(2025, 9, 20), *later), YEAR, AFTERWARDS)
    assert (whole, short) == ((Gap(date(2025, 6, 21), date(2025, 9, 20), 3),), ())


def test_the_stretches_before_the_first_and_after_the_last_count() -> None:
    assert gaps_between(on(date(2025, 9, 1)), YEAR, AFTERWARDS) == (
        Gap(date(2025, 4, 1), date(2025, 8, 31), 5),
        Gap(date(2025, 9, 2), date(2026, 3, 31), 6),
    )


def test_days_to_come_are_no_gap() -> None:
    assert gaps_between(on(date(2025, 4, 15)), YEAR, today=date(2025, 6, 1)) == ()


def test_a_year_without_anything_is_one_gap() -> None:
    assert gaps_between([], YEAR, AFTERWARDS) == (Gap(date(2025, 4, 1), date(2026, 3, 31), 12),)


def test_a_long_course_leaves_no_gap_while_it_lasts() -> None:
    course = Activity(date(2025, 4, 1), date(2026, 3, 31), Kind.COURSE, "Diploma", Decimal("200"))
    assert gaps_between([course, *on(date(2025, 5, 1))], YEAR, AFTERWARDS) == ()


def test_what_lies_outside_the_period_does_not_break_a_gap() -> None:
    outside = on(date(2025, 3, 1), date(2026, 4, 10))
    assert gaps_between(outside, YEAR, AFTERWARDS) == (Gap(date(2025, 4, 1), date(2026, 3, 31), 12),)


@given(st.lists(st.dates(date(2025, 1, 1), date(2026, 12, 31)), max_size=12))
def test_gaps_hold_no_activity_and_do_not_depend_on_order(days: list[date]) -> None:
    activities = on(*days)
    gaps = gaps_between(activities, YEAR, AFTERWARDS)
    assert gaps == gaps_between(activities[::-1], YEAR, AFTERWARDS)
    assert [day for day in days for gap in gaps if gap.on <= day <= gap.until] == []
