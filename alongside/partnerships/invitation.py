"""Writes a session as iCalendar: the invitation that Outlook, Gmail and Apple accept, and its cancellation."""

from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress, vText, vUri

from alongside.partnerships.facilitator_links import facilitator_link
from alongside.partnerships.models import Facilitator, Partnership, Session

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"


def calendar_text(session: Session, *, method: str, now: datetime) -> str:
    """The session as iCalendar (RFC 5545) with an iTIP method (RFC 5546).

    Times are in UTC, so the hour is right whatever the clocks do. The UID never changes; SEQUENCE is the
    session's. The organiser is this installation, the same whoever of the two set the time, as calendars take a
    change only from whom they had the invitation. Number and theme are all it says of the session.
    """
    return _calendar(_event(session, method, now), method)


def _calendar(event: Event, method: str) -> str:
    calendar = Calendar()
    calendar.add("prodid", "-//Alongside//Mentoring sessions//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(event)
    text: str = calendar.to_ical().decode()
    return text


def facilitator_calendar(facilitator: Facilitator, *, method: str, now: datetime) -> str:
    """The same meeting for the third person: when and where, with whom, and nothing else. The UID is theirs."""
    session = facilitator.session
    event = _moment(session, f"{facilitator.pk}@alongside", method, now)
    # Calendars take a cancellation only if it is newer than the invitation.
    if facilitator.ended_at is not None:
        event["sequence"] = session.sequence + 1
    event.add("summary", f"Mentoring meeting with {session.partnership.title}")
    event.add("url", facilitator_link(facilitator))
    event.add("attendee", _address(facilitator.email, facilitator.name, method))
    return _calendar(event, method)


def _event(session: Session, method: str, now: datetime) -> Event:
    partnership = session.partnership
    event = _moment(session, uid_of(session), method, now)
    event.add("summary", f"Mentoring session {session.number}: {session.theme}")
    event.add("description", _description(session))
    event.add("url", page_of(session))
    # The same file goes to both, so it names nobody where one may not have the other's address.
    invited = () if partnership.protects_minor else (partnership.mentee.account, partnership.mentor.account)
    for account in invited:
        event.add("attendee", _address(account.email, account.name, method))
    return event


def _moment(session: Session, uid: str, method: str, now: datetime) -> Event:
    """When and where, as both partners and the third person have it."""
    event = Event()
    event.add("uid", uid)
    event.add("sequence", session.sequence)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", session.dated_at.astimezone(UTC))
    event.add("dtend", (session.dated_at + timedelta(minutes=session.minutes)).astimezone(UTC))
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    event.add("transp", "OPAQUE")
    event.add("class", "PRIVATE")
    if where := session.join_url or session.place:
        event.add("location", where)
    if session.join_url:
        link = vUri(session.join_url)
        link.params["VALUE"] = vText("URI")
        link.params["LABEL"] = vText("Join the meeting")
        event.add("conference", link)
    event.add("organizer", _organiser(session.partnership))
    return event


def uid_of(session: Session) -> str:
    """The invitation's UID: the session's own id, so that it outlives a change of address of the server."""
    return f"{session.pk}@alongside"


def page_of(session: Session) -> str:
    """The address of the session's page."""
    return f"{settings.SITE_URL}/sessions/{session.pk}/"


def _description(session: Session) -> str:
    lines = [f"Session {session.number}: {session.theme}"]
    if session.partnership.preferred_tool:
        lines.append(f"You meet by {session.partnership.tool_label}.")
    if session.join_url:
        lines.append(f"Join: {session.join_url}")
    if session.place:
        lines.append(f"Place: {session.place}")
    lines.append(f"Agenda and preparation: {page_of(session)}")
    return "\n".join(lines)


def _organiser(partnership: Partnership) -> vCalAddress:
    address = vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    address.params["CN"] = vText(_plain(partnership.scheme.name))
    return address


def _address(email: str, name: str, method: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{email}")
    named: dict[str, Any] = {"CN": _plain(name), "CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT"}
    if method == REQUEST:
        named |= {"PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"}
    for name, value in named.items():
        address.params[name] = vText(value)
    return address


def _plain(name: str) -> str:
    """A name that may stand in a parameter: without quotation marks and control characters."""
    return "".join(character for character in name if character.isprintable() and character != '"')
