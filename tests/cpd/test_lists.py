"""Activities go out as a list and come in from one: looked at row by row, added whole or not at all, and once."""

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.cpd.actions.lists import KEPT
from alongside.cpd.models import Record
from alongside.cpd.queries.records import RecordText, open_texts
from alongside.domain.cpd.activities import Kind
from alongside.spreadsheets.writing import xlsx_bytes
from alongside.vault.drafts import open_draft
from tests.cpd.worlds import SECRET, make_record
from tests.factories import Cast
from tests.reading import text_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
Browser = Callable[[str], Client]
LIST = (
    "Date,What,Type,Duration,Points,Reflection\n"
    f"2026-03-04,Study day on scars,Webinar,90 min,3,I saw {SECRET}\n"
    "2026-05-06,Journal club,Juggling,1:15,,\n"
)


def choose(client: Client, content: bytes | str, name: str = "list.csv") -> str:
    data = content.encode() if isinstance(content, str) else content
    upload = SimpleUploadedFile(name, data)
    return client.post(reverse("cpd-list"), {"file": upload}, follow=True).content.decode()


def add(client: Client, order: str = "") -> str:
    return client.post(reverse("cpd-list-look"), {"order": order}, follow=True).content.decode()


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_list_is_looked_at_before_it_is_added(cast: Cast, browser_of: Browser) -> None:
    alice = browser_of("alice")
    page = choose(alice, LIST)
    assert "2 activities to add" in page
    assert "Not read: Points." in page
    assert "(“Juggling” in the list)" in page
    assert not Record.objects.exists()
    assert "2 activities added to your list." in add(alice)
    scars, club = Record.objects.visible_to(cast.alice.account).order_by("on")
    assert (scars.title, scars.kind, scars.hours, scars.on) == (
        "Study day on scars",
        Kind.WORKSHOP,
        Decimal("1.5"),
        date(2026, 3, 4),
    )
    assert (club.kind, club.hours) == (Kind.OTHER, Decimal("1.25"))
    assert open_texts([scars], by=cast.alice.account)[scars.pk].learned == f"I saw {SECRET}"
    assert open_draft(cast.alice.account, KEPT) is None


def test_a_workbook_is_read_as_well(cast: Cast, browser_of: Browser) -> None:
    book = xlsx_bytes("CPD", ["Date", "Activity", "Hours"], [(date(2026, 1, 2), "A course", 2)])
    assert "1 activity to add" in choose(browser_of("alice"), book, "list.xlsx")


def test_sent_twice_it_is_added_once(cast: Cast, browser_of: Browser) -> None:
    alice = browser_of("alice")
    choose(alice, LIST)
    add(alice)
    assert "There is no list any more." in add(alice)
    page = choose(alice, LIST)
    assert "Nothing new in this list" in page
    assert "2 rows are on your list already" in page
    assert Record.objects.count() == 2


@pytest.mark.parametrize(
    "row,words",
    [
        ("2027-30-01,A,reading,1,,", "We cannot read “2027-30-01” as a date."),
        (f"{(TODAY + timedelta(days=2)).isoformat()},A,reading,1,,", "Check the year."),
        ("2026-03-04,,reading,1,,", "Say in a few words what you did."),
        ("2026-03-04,A,reading,many,,", "Write the hours as a number"),
        ("2026-03-04,A,reading,30,,", "more hours than the days have"),
        ("2026-03-04,A,reading,,,", "Give the hours"),
    ],
)
def test_one_wrong_row_stops_the_whole_list_and_is_told_with_its_number(
    cast: Cast, browser_of: Browser, row: str, words: str
) -> None:
    alice = browser_of("alice")
    page = choose(alice, f"{LIST}{row}\n")
    assert "1 row to put right" in page
    assert "Row 4" in page
    assert words in page
    assert "Something in the list is to be put right first." in add(alice)
    assert not Record.objects.exists()


@pytest.mark.parametrize(
    "content,words",
    [
        ("Date,Title\n2026-01-01,A\n", "This list has no column for: Hours."),
        ("", "This file is empty."),
        ("%PDF-1.7", "This is a PDF."),
        ("Date,Activity,Hours\n" + "2026-01-01,A,1\n" * 1001, "more than 1,000 rows"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_words(
    cast: Cast, browser_of: Browser, content: str, words: str
) -> None:
    assert words in choose(browser_of("alice"), content)
    assert open_draft(cast.alice.account, KEPT) is None


def test_days_that_read_two_ways_are_asked_about(cast: Cast, browser_of: Browser) -> None:
    alice = browser_of("alice")
    page = choose(alice, "Date,Activity,Hours\n03/04/2026,A talk,1\n")
    assert "day first: 03/04/2026 is 3 April" in page
    assert "3 Apr 2026" in page
    other = alice.get(reverse("cpd-list-look"), {"order": "m/d/y"}).content.decode()
    assert "4 Mar 2026" in other
    add(alice, "m/d/y")
    assert Record.objects.get().on == date(2026, 3, 4)


def test_a_list_of_other_years_is_shown_where_it_stands(cast: Cast, browser_of: Browser) -> None:
    alice = browser_of("alice")
    choose(alice, "Date,Activity,Hours\n2011-01-01,Long ago,1\n")
    assert alice.post(reverse("cpd-list-look"))["Location"] == f"{reverse('cpd')}?show=all"


def test_a_discarded_list_adds_nothing(cast: Cast, browser_of: Browser) -> None:
    alice = browser_of("alice")
    choose(alice, LIST)
    page = alice.post(reverse("cpd-list-discard"), follow=True).content.decode()
    assert "Nothing was added." in page
    assert alice.get(reverse("cpd-list-look")).status_code == 302
    assert not Record.objects.exists()


def test_the_kept_file_is_sealed_and_nobody_elses(cast: Cast, browser_of: Browser) -> None:
    choose(browser_of("alice"), LIST)
    with connection.cursor() as cursor:
        cursor.execute("SELECT blob FROM vault_draft")
        assert all(SECRET.encode() not in bytes(row[0]) for row in cursor.fetchall())
    assert browser_of("bob").get(reverse("cpd-list-look")).status_code == 302
    assert open_draft(cast.bob.account, KEPT) is None


@pytest.mark.requirement("R231")
def test_hours_of_the_job_plan_are_added_up_and_go_out_and_come_in_again(
    cast: Cast, browser_of: Browser
) -> None:
    alice = browser_of("alice")
    for title, hours, time in (
        ("One", "1", "spa"),
        ("Two", "1.5", "spa"),
        ("Three", "4", "own"),
        ("Four", "8", ""),
    ):
        said = {"title": title, "kind": "reading", "on": TODAY.isoformat(), "hours": hours, "time_of": time}
        alice.post(reverse("cpd-add"), said)
    page = text_of(alice.get(reverse("cpd")).content)
    assert "Supporting professional activities (SPA) 2.5 hours My own time 4 hours" in page
    taken = alice.get(reverse("cpd-list-take")).content
    assert {row["Activity"]: row["Working time"] for row in rows_of(taken)} == {
        "One": "Supporting professional activities (SPA)",
        "Two": "Supporting professional activities (SPA)",
        "Three": "My own time",
        "Four": "",
    }
    erin = browser_of("erin")
    choose(erin, taken)
    add(erin)
    own = Record.objects.visible_to(cast.erin.account)
    assert dict(own.values_list("title", "time_of")) == {
        "One": "spa",
        "Two": "spa",
        "Three": "own",
        "Four": "",
    }


def test_ten_hours_are_written_as_people_write_them(cast: Cast, browser_of: Browser) -> None:
    make_record(cast.alice.account, hours=Decimal(10))
    assert rows_of(browser_of("alice").get(reverse("cpd-list-take")).content)[0]["Hours"] == "10"


def test_hours_go_out_by_type_and_period_and_come_in_again(cast: Cast, browser_of: Browser) -> None:
    text = RecordText(learned="=SUM(A1)", benefit_self="I ask twice.", benefit_service_users="They know.")
    make_record(cast.alice.account, text=text, hours=Decimal("1.50"), title="Ffotograffiaeth, dau")
    make_record(cast.alice.account, on=date(2010, 1, 1), title="Long ago")
    make_record(cast.bob.account, title="Bob's own")
    alice = browser_of("alice")
    answer = alice.get(reverse("cpd-list-take"))
    assert "no-store" in answer["Cache-Control"]
    assert "alice" not in answer["Content-Disposition"].lower()
    (row,) = rows_of(answer.content)
    assert (row["Activity"], row["Hours"], row["Type of learning"]) == (
        "Ffotograffiaeth, dau",
        "1.5",
        "Self-directed learning",
    )
    assert (row["First day"], row["What I learned"]) == (TODAY.isoformat(), "'=SUM(A1)")
    everything = alice.get(reverse("cpd-list-take"), {"show": "all"}).content
    assert [row["Activity"] for row in rows_of(everything)] == ["Ffotograffiaeth, dau", "Long ago"]
    assert "2 rows are on your list already" in choose(alice, everything)
    erin = browser_of("erin")
    assert "2 activities to add" in choose(erin, everything)
    add(erin)
    assert Record.objects.visible_to(cast.erin.account).get(title="Long ago").kind == Kind.READING


@pytest.mark.parametrize(
    "written,hours",
    [
        ("1,5", "1.50"),
        ("90 min", "1.50"),
        ("1 h 30 min", "1.50"),
        ("1:30", "1.50"),
        ("2hrs", "2.00"),
        ("0.75", "0.75"),
        ("0.333333333333333", "0.33"),
        ("0,6666667", "0.67"),
    ],
)
def test_hours_are_read_as_people_write_them(
    cast: Cast, browser_of: Browser, written: str, hours: str
) -> None:
    alice = browser_of("alice")
    choose(alice, f'Date,Activity,Hours\n2026-01-01,A,"{written}"\n')
    add(alice)
    assert Record.objects.get().hours == Decimal(hours)
