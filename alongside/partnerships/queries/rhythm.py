"""Whether two who meet in a rhythm have fallen out of it."""

from datetime import date, tzinfo
from typing import Any

from alongside.domain.sessions import is_overdue


def has_slipped(row: Any, *, zone: tzinfo, today: date, next_booked_on: date | None = None) -> bool:
    """Whether rhythm and grace have passed for a partnership that knows its `last_held_on`; asks no database.

    The rhythm counts on from the last session or, if that is later, from the end of a pause.
    """
    return is_overdue(
        row.plan,
        started_on=(row.begun_at or row.introduced_at).astimezone(zone).date(),
        last_held_on=max((day for day in (row.last_held_on, row.resumed_on) if day), default=None),
        next_booked_on=next_booked_on,
        today=today,
    )
