"""A calendar file (RFC 5545) as a list of what may have been an activity: its owner ticks what was one."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal
from typing import Any, Final

from icalendar import Calendar, Component, vDDDTypes, vDuration

from alongside.domain.months import months_after
from alongside.people.importing.table import FileRefused, Row, Table

MOST_BYTES: Final = 2 * 1024 * 1024
MOST_EVENTS: Final = 200
YEARS: Final = 5
HEADINGS: Final = ("First day", "Last day", "Activity", "Hours")
_BEGINS: Final = b"BEGIN:VCALENDAR"


def is_calendar(data: bytes) -> bool:
    """Whether a file is a calendar, told from its content."""
    return data.lstrip(b"\xef\xbb\xbf\r\n\t ")[: len(_BEGINS)].upper() == _BEGINS


def read_calendar(data: bytes, today: date, zone: tzinfo = UTC) -> Table:
    """Its newest events of the last years, newest first, as the table that a list would be. Raises FileRefused.

    An event that repeats stands once, on its first day, and a note says so. One of whole days has 0 hours, as nobody
    says how many. Times in UTC, as Google writes them all, fall on the day that it was in the owner's `zone`.
    """
    if len(data) > MOST_BYTES:
        raise FileRefused("This calendar is larger than 2 MB. Export fewer months of it.")
    try:
        components = Calendar.from_ical(data, multiple=True)
    except (ValueError, IndexError, KeyError, RecursionError) as error:
        raise FileRefused(
            "This calendar cannot be read. Export it again, or bring the activities in as CSV."
        ) from error
    first = months_after(today, -12 * YEARS)
    found = [event for calendar in components for event in calendar.walk("VEVENT")]
    events = [(cells, "rrule" in event) for event in found if (cells := _cells(event, zone))]
    past = sorted({cells for cells, _ in events if first <= cells[0] <= today}, reverse=True)
    if not past:
        raise FileRefused(f"This calendar has no event of the last {YEARS} years up to today.")
    rows = [
        Row(number, (on.isoformat(), until.isoformat(), title, str(hours)))
        for number, (on, until, title, hours) in enumerate(past[:MOST_EVENTS], start=1)
    ]
    notes = [f"Only the newest {MOST_EVENTS} events are shown."] if len(past) > MOST_EVENTS else []
    if any(repeats and cells[0] <= today for cells, repeats in events):
        notes.append(
            f"What repeats stands here once, on its first day, and not at all if that was more than {YEARS} years ago. "
            "Add the other times yourself."
        )
    return Table(HEADINGS, tuple(rows), tuple(notes))


def _cells(event: Component, zone: tzinfo) -> tuple[date, date, str, Decimal] | None:
    """First day, last day, title and hours; None of an event that was called off or says too little."""
    title = " ".join(str(event.get("summary", "")).split())[:200]
    start = _when(event, "dtstart")
    if not title or start is None or str(event.get("status", "")).upper() == "CANCELLED":
        return None
    end = _when(event, "dtend")
    length = _when(event, "duration")
    if end is None and isinstance(length, timedelta):
        end = start + length
    if not isinstance(start, datetime):
        last = end - timedelta(days=1) if end and not isinstance(end, datetime) else start
        return start, max(start, last), title, Decimal(0)
    if not isinstance(end, datetime) or (start.tzinfo is None) != (end.tzinfo is None) or end < start:
        end = start
    hours = Decimal((end - start).total_seconds() / 3600).quantize(Decimal("0.01"))
    if start.tzname() == "UTC":
        start, end = start.astimezone(zone), end.astimezone(zone)
    return start.date(), max(start.date(), end.date()), title, min(hours, Decimal(9999))


def _when(event: Component, name: str) -> Any:
    """The day, moment or length under a name, or None where there is none, more than one, or nothing that can be read."""
    found = event.get(name)
    return found.dt if isinstance(found, vDDDTypes | vDuration) else None
