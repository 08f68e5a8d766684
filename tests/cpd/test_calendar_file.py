"""A calendar as a list of what may have been an activity: read from files as programs write them, ticked by its owner."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.cpd.actions.lists import KeptFile
from alongside.cpd.calendar_file import MOST_BYTES, MOST_EVENTS, is_calendar, read_calendar
from alongside.cpd.lists import read_file
from alongside.cpd.models import Record
from alongside.cpd.queries.rules import rules_for
from alongside.people.importing.table import FileRefused
from alongside.vault.models import Draft
from tests.factories import Cast

Browser = Callable[[str], Client]
TODAY = date(2026, 11, 20)


def calendar(*events: str) -> bytes:
    lines = "".join(f"BEGIN:VEVENT\r\n{event.strip()}\r\nEND:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{lines}END:VCALENDAR\r\n".encode()


def event(title: str, *lines: str) -> str:
    return "\r\n".join((f"SUMMARY:{title}", *lines))


def read(*events: str) -> list[tuple[str, ...]]:
    return [row.cells for row in read_calendar(calendar(*events), TODAY).rows]


@pytest.mark.parametrize(
    "lines,cells",
    [
        (
            ("DTSTART:20261103T130000Z", "DTEND:20261103T143000Z"),
            ("2026-11-03", "2026-11-03", "Talk", "1.50"),
        ),
        (("DTSTART:20261103T130000", "DURATION:PT45M"), ("2026-11-03", "2026-11-03", "Talk", "0.75")),
        (
            ("DTSTART;VALUE=DATE:20261103", "DTEND;VALUE=DATE:20261105"),
            ("2026-11-03", "2026-11-04", "Talk", "0"),
        ),
        (("DTSTART;VALUE=DATE:20261103",), ("2026-11-03", "2026-11-03", "Talk", "0")),
        (("DTSTART:20261103T130000Z",), ("2026-11-03", "2026-11-03", "Talk", "0.00")),
        # Across the night on which the clocks go back the evening is still three hours and a half long.
        (
            ("DTSTART;TZID=Europe/London:20261024T230000", "DTEND;TZID=Europe/London:20261025T013000"),
            ("2026-10-24", "2026-10-25", "Talk", "2.50"),
        ),
        (
            ("DTSTART:20261103T130000Z", "DTEND:20261103T120000Z"),
            ("2026-11-03", "2026-11-03", "Talk", "0.00"),
        ),
        (
            ("DTSTART:20261103T130000Z", "DTEND:20261103T140000"),
            ("2026-11-03", "2026-11-03", "Talk", "0.00"),
        ),
        (
            ("DTSTART:20261103T130000Z", "DTEND:20261103T140000Z", "RRULE:FREQ=WEEKLY"),
            ("2026-11-03", "2026-11-03", "Talk", "1.00"),
        ),
    ],
)
def test_an_event_is_read_as_calendars_write_it(lines: tuple[str, ...], cells: tuple[str, ...]) -> None:
    assert read(event("Talk", *lines)) == [cells]


def test_an_evening_in_utc_falls_on_the_owners_own_day() -> None:
    lines = ("DTSTART:20261121T033000Z", "DTEND:20261121T043000Z")
    here = ("DTSTART;TZID=Europe/London:20261103T233000", "DTEND;TZID=Europe/London:20261104T003000")
    table = read_calendar(
        calendar(event("Talk", *lines), event("Abroad", *here)), TODAY, ZoneInfo("America/Toronto")
    )
    assert [row.cells for row in table.rows] == [
        ("2026-11-20", "2026-11-20", "Talk", "1.00"),
        ("2026-11-03", "2026-11-04", "Abroad", "1.00"),
    ]


def test_that_an_event_repeats_is_said() -> None:
    weekly = event("Journal club", "DTSTART:20151103T130000Z", "RRULE:FREQ=WEEKLY")
    once = event("Talk", "DTSTART:20261103T130000Z")
    assert "stands here once" in " ".join(read_calendar(calendar(weekly, once), TODAY).notes)
    assert read_calendar(calendar(once), TODAY).notes == ()


def test_the_newest_comes_first_and_what_is_to_come_or_called_off_does_not() -> None:
    found = read(
        event("Old", "DTSTART;VALUE=DATE:20260101"),
        event("Called off", "DTSTART;VALUE=DATE:20260102", "STATUS:CANCELLED"),
        event("To come", "DTSTART;VALUE=DATE:20261121"),
        event("Long ago", "DTSTART;VALUE=DATE:20211119"),
        event("", "DTSTART;VALUE=DATE:20260103"),
        "SUMMARY:Without a day",
        event("New\\, twice", "DTSTART;VALUE=DATE:20261120"),
        event("New\\, twice", "DTSTART;VALUE=DATE:20261120"),
    )
    assert [cells[2] for cells in found] == ["New, twice", "Old"]


def test_a_full_calendar_shows_its_newest_events_and_says_so() -> None:
    table = read_calendar(
        calendar(*(event(f"E{number}", "DTSTART;VALUE=DATE:20260101") for number in range(MOST_EVENTS + 1))),
        TODAY,
    )
    assert len(table.rows) == MOST_EVENTS
    assert table.notes == (f"Only the newest {MOST_EVENTS} events are shown.",)


@pytest.mark.parametrize(
    "data,words",
    [
        (calendar(), "no event of the last"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Cut", "cannot be read|no event"),
        (b"BEGIN:VCALENDAR\r\n" + b"X" * (MOST_BYTES + 1), "larger than 2 MB"),
        (b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\n", "cannot be read|no event"),
        (calendar(event("Odd", "DTSTART:nonsense")), "cannot be read|no event"),
    ],
)
def test_a_calendar_that_cannot_be_read_is_refused_in_words(data: bytes, words: str) -> None:
    assert is_calendar(data)
    with pytest.raises(FileRefused, match=words):
        read_calendar(data, TODAY)


def test_a_list_is_not_taken_for_a_calendar() -> None:
    assert not is_calendar(b"Date,Activity,Hours\n")
    assert is_calendar(b"\xef\xbb\xbf\r\nbegin:vcalendar\r\n")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "title,kind",
    [
        ("Webinar on wounds", "workshop"),
        ("Monthly Journal Club", "reading"),
        ("Staff meeting", "other"),
        ("Bookings for the courseware", "other"),
    ],
)
def test_a_word_of_the_title_proposes_the_kind(cast: Cast, title: str, kind: str) -> None:
    data = calendar(event(title, "DTSTART:20261103T130000Z", "DTEND:20261103T140000Z"))
    account = cast.alice.account
    read = read_file(KeptFile("mine.ics", data), account, rules_for(account, TODAY), TODAY)
    assert [row.facts.kind.value for row in read.new if row.facts] == [kind]


@pytest.mark.django_db
def test_only_what_is_ticked_is_added_and_nothing_else_is_kept(cast: Cast, browser_of: Browser) -> None:
    day = f"{timezone.localdate():%Y%m%d}"
    data = calendar(
        event("Journal club", f"DTSTART:{day}T130000Z", f"DTEND:{day}T140000Z"),
        event("Dentist", f"DTSTART:{day}T090000Z", f"DTEND:{day}T093000Z"),
    )
    alice = browser_of("alice")
    page = alice.post(
        reverse("cpd-list"), {"file": SimpleUploadedFile("mine.ics", data)}, follow=True
    ).content.decode()
    assert "Which of these were activities?" in page
    row = page.split("Journal club")[0].rsplit('value="', 1)[1].split('"')[0]
    assert "Tick what you want to add" in alice.post(reverse("cpd-list-look"), follow=True).content.decode()
    assert not Record.objects.exists()
    alice.post(reverse("cpd-list-look"), {"row": [row]})
    added = Record.objects.get()
    assert (added.title, added.kind, added.hours) == ("Journal club", "reading", Decimal("1"))
    assert not Draft.objects.exists()
    again = alice.post(reverse("cpd-list"), {"file": SimpleUploadedFile("mine.ics", data)}, follow=True)
    assert "Journal club" not in again.content.decode()
    assert "Dentist" in again.content.decode()
