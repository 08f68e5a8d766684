"""The half days of a run as an invitation for one participant's calendar."""

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parseaddr

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress, vText

from alongside.training.models import HalfDay, Place
from alongside.training.queries.runs import half_days_of

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"


def invitations_of(place: Place, *, method: str, now: datetime) -> list[str]:
    """An invitation for each half day, to the holder of the place alone: one message is about one event (RFC 5546, 3.2.2).

    SEQUENCE is the minute of writing, so that a later invitation takes the place of an earlier one; a half day that was
    moved is the same event at another time.
    """
    return [_calendar([event], method) for event in _events(place, method, now)]


def cancellation_of(place: Place, day: HalfDay, *, now: datetime) -> str:
    """The message that takes a half day out of the calendar, also when it is no more."""
    return _calendar([_event(place, day, place.run.name, CANCEL, now)], CANCEL)


def calendar_file(place: Place, *, now: datetime) -> str:
    """Every half day in one file (RFC 5545), for whoever takes it from the page."""
    return _calendar(_events(place, PUBLISH, now), PUBLISH)


def _events(place: Place, method: str, now: datetime) -> list[Event]:
    """One for each half day; where there are several, each says which part of the workshop it is."""
    days, name = half_days_of(place.run), place.run.name
    return [
        _event(place, day, name if len(days) == 1 else f"{name}, part {number} of {len(days)}", method, now)
        for number, day in enumerate(days, start=1)
    ]


def _calendar(events: Iterable[Event], method: str) -> str:
    calendar = Calendar()
    calendar.add("prodid", "-//Alongside//Workshops//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    for event in events:
        calendar.add_component(event)
    text: str = calendar.to_ical().decode()
    return text


def _event(place: Place, day: HalfDay, summary: str, method: str, now: datetime) -> Event:
    run, page = place.run, f"{settings.SITE_URL}/workshops/{place.run_id}/"
    event = Event()
    event.add("uid", f"half-day-{day.pk}-{place.pk}@alongside")
    event.add("sequence", int(now.timestamp()) // 60)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", day.starts_at.astimezone(UTC))
    event.add("dtend", day.ends_at.astimezone(UTC))
    event.add("summary", summary)
    event.add("description", f"How to join stands on the page of the workshop: {page}")
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    event.add("url", page)
    if run.where:
        event.add("location", run.where)
    organiser = vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    organiser.params["CN"] = vText(run.scheme.name.replace('"', "”"))
    event.add("organizer", organiser)
    if method != PUBLISH:
        attendee = vCalAddress(f"mailto:{place.member.account.email}")
        attendee.params["CN"] = vText(place.member.name.replace('"', "”"))
        attendee.params["PARTSTAT"] = vText("ACCEPTED")
        event.add("attendee", attendee)
    return event
