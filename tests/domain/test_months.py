"""Months are counted as people count them."""

from datetime import date

import pytest

from alongside.domain.months import months_after


@pytest.mark.parametrize(
    "day,months,then",
    [
        (date(2026, 11, 21), 6, date(2027, 5, 21)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 1, 15), 0, date(2026, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)
def test_the_same_day_months_later_or_the_last_of_a_shorter_month(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


def test_past_the_end_of_the_calendar_is_refused() -> None:
    with pytest.raises(OverflowError, match="further away than the calendar goes"):
        months_after(date(9999, 12, 1), 1)
