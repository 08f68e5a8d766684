"""The half days of a run as an invitation for one participant's calendar."""

from datetime import UTC, datetime
from email.utils import parseaddr

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress, vText

from alongside.training.models import HalfDay, Place

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"


def invitation_text(place: Place, *, method: str, now: datetime) -> str:
    """Every half day as iCalendar (RFC 5545, RFC 5546), times in UTC, to the holder of the place alone.

    SEQUENCE is the minute of writing, so that a later invitation takes the place of an earlier one; a half day that was
    moved is the same event at another time.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Alongside//Workshops//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    days = list(place.run.half_days.order_by("starts_at"))
    for number, day in enumerate(days, start=1):
        calendar.add_component(_event(place, day, number, len(days), method, now))
    text: str = calendar.to_ical().decode()
    return text


def _event(place: Place, day: HalfDay, number: int, days: int, method: str, now: datetime) -> Event:
    run, page = place.run, f"{settings.SITE_URL}/workshops/{place.run_id}/"
    event = Event()
    event.add("uid", f"half-day-{day.pk}-{place.pk}@alongside")
    event.add("sequence", int(now.timestamp()) // 60)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", day.starts_at.astimezone(UTC))
    event.add("dtend", day.ends_at.astimezone(UTC))
    event.add("summary", run.name if days == 1 else f"{run.name}, part {number} of {days}")
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
