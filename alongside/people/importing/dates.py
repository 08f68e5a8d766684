"""Dates as people write them in lists: the order of day and month is a choice, made once for a column."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

DAY_FIRST, MONTH_FIRST, YEAR_FIRST = "d/m/y", "m/d/y", "y-m-d"
ORDERS = (DAY_FIRST, MONTH_FIRST, YEAR_FIRST)
EARLIEST = date(1900, 1, 1)

_NUMBERS = re.compile(r"(\d{1,4})[./\- ](\d{1,2})[./\- ](\d{1,4})(?:[T ]\d.*)?")
_DAY_NAME_YEAR = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ \-./]+([a-z]{3,9})\.?[ \-./,]+(\d{2,4})")
_NAME_DAY_YEAR = re.compile(r"([a-z]{3,9})\.?[ ]+(\d{1,2})(?:st|nd|rd|th)?,?[ ]+(\d{4})")
_SERIAL = re.compile(r"\d{5}(\.\d+)?")
_MONTHS = ("january", "february", "march", "april", "may", "june",
           "july", "august", "september", "october", "november", "december")  # fmt: skip
# Excel counts days from here; its false 29 February 1900 is behind us for every date we accept.
_EXCEL_DAY_ZERO = date(1899, 12, 30)


class DateRefused(Exception):
    """The message is one sentence."""


def read_date(raw: str, order: str, *, today: date) -> date:
    """Year first, months in words and Excel's day counts are read whatever the order says."""
    found = _read(raw.strip().lower(), order, today)
    if found is None:
        raise DateRefused(f"We cannot read “{raw}” as a date. Write it as {today:%Y-%m-%d}.")
    if not EARLIEST <= found <= today:
        raise DateRefused(f"The date {found:%Y-%m-%d} is not between 1900 and today. Check the year.")
    return found


def possible_orders(values: Iterable[str]) -> tuple[str, ...]:
    """Which orders read every date of a column; all where no date depends on the order."""
    orders = set(ORDERS)
    for raw in values:
        match = _NUMBERS.fullmatch(raw.strip().lower())
        if match and len(match[1]) < 3:
            orders &= {
                order
                for order in ORDERS
                if _from_numbers(match, order, century_of=date(2026, 1, 1)) is not None
            }
    return tuple(order for order in ORDERS if order in orders)


def depends_on_order(values: Iterable[str]) -> bool:
    """Whether any date of the column would be read differently."""
    numbers = (_NUMBERS.fullmatch(raw.strip().lower()) for raw in values)
    return any(match and len(match[1]) < 3 for match in numbers)


def _read(text: str, order: str, today: date) -> date | None:
    if match := _NUMBERS.fullmatch(text):
        return _from_numbers(match, order, century_of=today)
    if match := _DAY_NAME_YEAR.fullmatch(text):
        return _day(_full_year(match[3], today), _month(match[2]), int(match[1]))
    if match := _NAME_DAY_YEAR.fullmatch(text):
        return _day(int(match[3]), _month(match[1]), int(match[2]))
    if _SERIAL.fullmatch(text):
        return _EXCEL_DAY_ZERO + timedelta(days=int(text[:5]))
    return None


def _from_numbers(match: re.Match[str], order: str, *, century_of: date) -> date | None:
    first, second, third = match[1], match[2], match[3]
    if len(first) >= 3 or order == YEAR_FIRST:
        return _day(_full_year(first, century_of), int(second), int(third))
    day, month = (first, second) if order == DAY_FIRST else (second, first)
    return _day(_full_year(third, century_of), int(month), int(day))


def _full_year(written: str, today: date) -> int:
    """Two digits mean the last hundred years, since members have joined already."""
    year = int(written)
    if len(written) > 2:
        return year
    century = today.year - today.year % 100
    return century + year if century + year <= today.year else century - 100 + year


def _month(name: str) -> int:
    return next((number for number, month in enumerate(_MONTHS, start=1) if month.startswith(name)), 0)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
