"""Months added to a day as people count them."""

from calendar import monthrange
from datetime import date


def months_after(day: date, months: int) -> date:
    """The same day of the month `months` later, or that month's last day where it is shorter.

    31 August and six months is the last day of February. Raises OverflowError past the year 9999.
    """
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError("That is further away than the calendar goes.")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
