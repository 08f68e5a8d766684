"""An event as a calendar file that every calendar takes."""

from datetime import UTC

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar
from icalendar import Event as Entry

from alongside.events.models import Event


def calendar_text(event: Event) -> str:
    """The event as iCalendar (RFC 5545), times in UTC. SEQUENCE is the minute of its last change, so a newer file wins."""
    calendar = Calendar()
    calendar.add("prodid", "-//Alongside//Events//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    page = f"{settings.SITE_URL}{reverse('event', args=[event.pk])}"
    entry = Entry()
    entry.add("uid", f"event-{event.pk}@alongside")
    entry.add("sequence", int(event.changed_at.timestamp()) // 60)
    entry.add("dtstamp", event.changed_at.astimezone(UTC))
    entry.add("dtstart", event.starts_at.astimezone(UTC))
    entry.add("dtend", event.ends_at.astimezone(UTC))
    entry.add("summary", event.title)
    entry.add("description", "\n\n".join(part for part in (event.about, event.link, page) if part))
    entry.add("location", event.where or event.link)
    entry.add("status", "CONFIRMED" if event.state == "announced" else "CANCELLED")
    entry.add("url", page)
    calendar.add_component(entry)
    text: str = calendar.to_ical().decode()
    return text
