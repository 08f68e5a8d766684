"""The invitation as calendars read it: parsed again by libraries that are not ours to write it with."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events  # type: ignore[import-untyped]
import time_machine

from alongside.notices.models import Mail
from alongside.partnerships.actions import (
    add_agenda_item,
    choose_tool,
    restore_session,
    schedule_session,
    skip_session,
    unschedule_session,
    write_record,
)
from alongside.partnerships.models import Partnership, Session
from tests.factories import Cast

AUTUMN = datetime(2026, 10, 26, 12, 0, tzinfo=UTC)  # London has gone back an hour, New York has not


def calendars(address: str) -> list[icalendar.Calendar]:
    mails = Mail.objects.filter(kind="meeting", address=address).order_by("created_at")
    return [icalendar.Calendar.from_ical(mail.calendar) for mail in mails]


def event_of(calendar: icalendar.Calendar) -> Any:
    (event,) = calendar.walk("VEVENT")
    return event


@pytest.fixture
def dated(cast: Cast, first: Session) -> Session:
    """The first session on the afternoon after Britain's clocks went back."""
    return schedule_session(
        first,
        by=cast.alice.account,
        role="mentee",
        starts_at=AUTUMN,
        minutes=45,
        join_url="https://meet.example/room?a=1,2;b",
        place="Room 4, West wing",
    )


def test_both_get_the_same_invitation(cast: Cast, dated: Session) -> None:
    (to_alice,), (to_bob,) = (calendars(each.account.email) for each in (cast.alice, cast.bob))
    assert to_alice.to_ical() == to_bob.to_ical()
    assert to_alice["METHOD"] == "REQUEST"
    event = event_of(to_alice)
    attendees = {str(each): dict(each.params) for each in event["ATTENDEE"]}
    assert set(attendees) == {f"mailto:{each.account.email}" for each in (cast.alice, cast.bob)}
    assert {params["RSVP"] for params in attendees.values()} == {"TRUE"}
    assert str(event["ORGANIZER"]).startswith("mailto:")
    assert str(event["ORGANIZER"]) not in attendees


@pytest.mark.requirement("R42")
def test_the_invitation_is_right_across_a_clock_change(cast: Cast, dated: Session) -> None:
    (calendar,) = calendars(cast.bob.account.email)
    (found,) = recurring_ical_events.of(calendar).at(date(2026, 10, 26))
    start = found["DTSTART"].dt
    assert start.astimezone(ZoneInfo("Europe/London")).strftime("%H:%M") == "12:00"
    assert start.astimezone(ZoneInfo("America/New_York")).strftime("%H:%M") == "08:00"
    assert found["DTEND"].dt - start == timedelta(minutes=45)


def test_the_link_is_where_each_calendar_looks_for_it(cast: Cast, dated: Session) -> None:
    event = event_of(calendars(cast.bob.account.email)[0])
    link = "https://meet.example/room?a=1,2;b"
    assert event["LOCATION"] == link
    assert link in event["DESCRIPTION"]
    assert str(event["CONFERENCE"]) == link
    assert event["CONFERENCE"].params["VALUE"] == "URI"


def test_a_change_replaces_the_entry_and_a_cancellation_removes_it(
    cast: Cast, dated: Session, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(minutes=1))
    schedule_session(
        dated, by=cast.bob.account, role="mentor", starts_at=AUTUMN + timedelta(days=1), minutes=45
    )
    clock.shift(timedelta(minutes=1))
    unschedule_session(dated, by=cast.alice.account, role="mentee")
    sent = calendars(cast.alice.account.email)
    events = [event_of(calendar) for calendar in sent]
    assert [str(calendar["METHOD"]) for calendar in sent] == ["REQUEST", "REQUEST", "CANCEL"]
    assert len({str(event["UID"]) for event in events}) == 1
    assert [int(event["SEQUENCE"]) for event in events] == [1, 2, 3]
    assert len({str(event["ORGANIZER"]) for event in events}) == 1
    assert [str(event["STATUS"]) for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]


def test_saying_the_same_time_twice_sends_one_invitation(cast: Cast, dated: Session) -> None:
    schedule_session(
        dated,
        by=cast.bob.account,
        role="mentor",
        starts_at=AUTUMN,
        minutes=45,
        join_url=dated.join_url,
        place=dated.place,
    )
    assert Mail.objects.filter(kind="meeting").count() == 2


def test_a_session_left_out_and_put_back_is_cancelled_and_invited_anew(
    cast: Cast, dated: Session, clock: time_machine.Traveller
) -> None:
    alice = cast.alice.account
    clock.shift(timedelta(minutes=1))
    skip_session(dated, by=alice, role="mentee")
    clock.shift(timedelta(minutes=1))
    restore_session(dated, by=alice, role="mentee")
    sent = calendars(alice.email)
    assert [str(calendar["METHOD"]) for calendar in sent] == ["REQUEST", "CANCEL", "REQUEST"]
    assert [int(event_of(calendar)["SEQUENCE"]) for calendar in sent] == [1, 2, 3]


@pytest.mark.requirement("R45")
def test_the_chosen_tool_is_printed_in_the_invitation(cast: Cast, pair: Partnership, first: Session) -> None:
    alice = cast.alice.account
    choose_tool(pair, by=alice, role="mentee", tool="teams")
    schedule_session(first, by=alice, role="mentee", starts_at=AUTUMN, minutes=60)
    mail = Mail.objects.get(kind="meeting", address=alice.email)
    assert "Microsoft Teams" in event_of(icalendar.Calendar.from_ical(mail.calendar))["DESCRIPTION"]
    assert "Microsoft Teams" in mail.text


def test_own_words_for_a_tool_are_printed_as_they_are(cast: Cast, pair: Partnership, first: Session) -> None:
    choose_tool(pair, by=cast.alice.account, role="mentee", tool="A walk by the river")
    schedule_session(first, by=cast.alice.account, role="mentee", starts_at=AUTUMN, minutes=60)
    event = event_of(calendars(cast.bob.account.email)[0])
    assert "A walk by the river" in event["DESCRIPTION"]


def test_nothing_the_pair_wrote_is_in_any_mail(cast: Cast, first: Session) -> None:
    alice = cast.alice.account
    add_agenda_item(first, by=alice, role="mentee", text="canary-agenda")
    write_record(first, by=alice, role="mentee", text="canary-record")
    schedule_session(first, by=alice, role="mentee", starts_at=AUTUMN, minutes=60)
    everything = " ".join(mail.subject + mail.text + mail.calendar for mail in Mail.objects.all())
    assert "Session 1" in everything
    assert "canary" not in everything


@pytest.mark.parametrize("place", ["x\r\nATTENDEE:mailto:evil@example.org", 'a "quoted"; b, c\\n', "Zoë 李"])
def test_whatever_a_place_holds_stays_one_line(cast: Cast, first: Session, place: str) -> None:
    schedule_session(first, by=cast.alice.account, role="mentee", starts_at=AUTUMN, minutes=60, place=place)
    event = event_of(calendars(cast.bob.account.email)[0])
    assert len(event["ATTENDEE"]) == 2
    assert str(event["LOCATION"]).replace("\r\n", "\n") == place.replace("\r\n", "\n")


def test_a_name_full_of_signs_cannot_break_the_invitation(cast: Cast, first: Session) -> None:
    bob = cast.bob.account
    bob.given_name, bob.family_name = 'Bob "the\u202eman"', "O'Brien; CN=x:mailto:evil@example.org"
    bob.save()
    session = Session.objects.get(pk=first.pk)
    schedule_session(session, by=cast.alice.account, role="mentee", starts_at=AUTUMN, minutes=60)
    event = event_of(calendars(cast.alice.account.email)[0])
    addresses = {str(each) for each in event["ATTENDEE"]}
    assert addresses == {f"mailto:{each.account.email}" for each in (cast.alice, cast.bob)}
    assert not any("\u202e" in str(each.params["CN"]) for each in event["ATTENDEE"])
