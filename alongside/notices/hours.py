"""When a person may be written to: after their quiet hours, and for a digest in their morning."""

from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Final, Protocol

MORNING: Final = time(8, 0)
"""When the day's digest goes out, in each person's own zone."""


class Reader(Protocol):
    """Whoever is written to: an account (the people app, which stands above, knows its class)."""

    quiet_from: time | None
    quiet_until: time | None

    @property
    def zone(self) -> tzinfo: ...


def quiet_end(reader: Reader, now: datetime) -> datetime | None:
    """The end, in UTC, of the quiet hours that `now` falls in; None when the person may be written to."""
    start, end = reader.quiet_from, reader.quiet_until
    if start is None or end is None or start == end:
        return None
    local = now.astimezone(reader.zone)
    clock = local.time()
    over_midnight = start > end
    inside = (clock >= start or clock < end) if over_midnight else start <= clock < end
    if not inside:
        return None
    day = local.date() + timedelta(days=1 if over_midnight and clock >= start else 0)
    # In the hour that a clock change doubles, the end that counts is the one still to come.
    return datetime.combine(day, end, tzinfo=reader.zone).replace(fold=local.fold).astimezone(UTC)


def next_morning(reader: Reader, now: datetime) -> datetime:
    """The person's next morning, or the end of their quiet hours where these last longer."""
    today = now.astimezone(reader.zone).date()
    morning = datetime.combine(today, MORNING, tzinfo=reader.zone)
    if morning <= now:
        morning = datetime.combine(today + timedelta(days=1), MORNING, tzinfo=reader.zone)
    return quiet_end(reader, morning) or morning.astimezone(UTC)
