"""Events of a body: who sees them, what the office can do, and how one's being there becomes evidence that is one's own."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from time_machine import TimeMachineFixture

from alongside.cpd.models import Record
from alongside.domain.cpd.activities import Kind
from alongside.domain.lifecycle import MoveRefused
from alongside.events.actions import announce_event, call_off, change_event
from alongside.events.models import Event
from alongside.journal.models import Entry
from alongside.people.models import Account
from alongside.vault.drafts import open_draft
from tests.factories import Cast, make_partnership
from tests.reading import text_of

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]
BEGINS = datetime(2026, 12, 10, 18, 30, tzinfo=UTC)
BEFORE, THE_DAY, AFTER = BEGINS - timedelta(days=9), BEGINS - timedelta(hours=8), BEGINS + timedelta(days=30)
FORM = {
    "title": "Winter social", "audience": "mentors and mentees together", "on": "2026-12-10", "begins": "18:30",
    "until": "", "ends": "21:00", "where": "The Old Library, Leeds", "link": "", "about": "Come and talk.",
    "kind": "peer_review", "hours": "",
}  # fmt: skip
FIELDS: dict[str, Any] = {
    "title": "Winter social", "starts_at": BEGINS, "ends_at": BEGINS + timedelta(hours=2.5),
    "where": "The Old Library, Leeds", "kind": Kind.PEER_REVIEW.value,
}  # fmt: skip


def announced(cast: Cast, **more: Any) -> Event:
    return announce_event(cast.body, by=cast.carol, fields=FIELDS | more)


def page_of(client: Client, route: str, *args: object) -> str:
    return text_of(client.get(reverse(route, args=args)).content)


@pytest.mark.requirement("R124")
@time_machine.travel(BEFORE)
def test_the_office_announces_an_event_and_members_find_it(cast: Cast, browser_of: Browser) -> None:
    carol, alice = browser_of("carol"), browser_of("alice")
    assert "Events" not in page_of(alice, "home")
    said = text_of(carol.post(reverse("office-event-add", args=["imi"]), FORM, follow=True).content)
    assert "your members see it under Events" in said
    event = Event.objects.get()
    assert event.starts_at == BEGINS
    make_partnership(cast.scheme, cast.alice, cast.bob)
    pair = cast.alice.partnerships_as_mentee.get()
    pages = [page_of(alice, "home"), page_of(alice, "events"), page_of(alice, "partnership", pair.pk)]
    assert ["Winter social" in page for page in pages] == [True, True, True]
    assert "Go together" in pages[2]
    page = page_of(alice, "event", event.pk)
    for words in ("Thursday 10 December 2026 at 18:30 GMT to 21:00", "Leeds", "mentors and mentees together"):
        assert words in page
    assert "Were you there?" not in page


@pytest.mark.parametrize("now", [BEFORE, AFTER])
def test_another_bodys_member_and_office_find_nothing(
    cast: Cast, browser_of: Browser, time_machine: TimeMachineFixture, now: datetime
) -> None:
    time_machine.move_to(now)
    event = announced(cast)
    frank = browser_of("frank")
    assert "Winter social" not in page_of(frank, "events")
    assert "Winter social" in page_of(browser_of("alice"), "events")
    for route in ("event", "event-calendar", "cpd-event"):
        assert frank.get(reverse(route, args=[event.pk])).status_code == 404
    alice = browser_of("alice")
    assert alice.get(reverse("office-events", args=["imi"])).status_code == 404


@pytest.mark.requirement("R124")
@time_machine.travel(THE_DAY)
def test_from_the_day_on_being_there_begins_an_activity_that_only_saving_keeps(
    cast: Cast, browser_of: Browser
) -> None:
    event, alice = announced(cast), browser_of("alice")
    assert "I was there" in page_of(alice, "event", event.pk)
    form = alice.get(reverse("cpd-event", args=[event.pk])).context["form"]
    known = {name: form[name].value() for name in ("title", "kind", "on", "hours")}
    assert known == {
        "title": "Winter social", "kind": "peer_review", "on": event.first_day, "hours": "2.5",
    }  # fmt: skip
    assert not Record.objects.exists()
    told = {
        "title": "Winter social",
        "kind": "peer_review",
        "on": "2026-12-10",
        "hours": "2.5",
        "learned": "A lot.",
    }
    alice.post(reverse("cpd-event", args=[event.pk]), told)
    record = Record.objects.get()
    assert (record.owner, record.title, record.hours) == (cast.alice.account, "Winter social", Decimal("2.5"))


@time_machine.travel(AFTER)
def test_the_office_learns_nothing_of_who_was_there(cast: Cast, browser_of: Browser) -> None:
    event = announced(cast)
    told = {"title": "Winter social", "kind": "peer_review", "on": "2026-12-10", "hours": "2.5"}
    browser_of("alice").post(reverse("cpd-event", args=[event.pk]), told)
    (record,) = Record.objects.all()
    facts = {field.name: str(getattr(record, field.attname)) for field in Record._meta.concrete_fields}
    assert str(event.pk) not in facts.values()
    assert not Entry.objects.filter(account=cast.alice.account, subject=event.pk).exists()
    carol = browser_of("carol")
    assert carol.get(reverse("cpd-event", args=[event.pk])).status_code == 404  # the office was not invited
    for route, args in (
        ("office-events", ["imi"]),
        ("office-event", ["imi", event.pk]),
        ("event", [event.pk]),
    ):
        assert cast.alice.name not in page_of(carol, route, *args)


@time_machine.travel(BEFORE)
def test_before_its_day_and_when_called_off_nobody_was_there(cast: Cast, browser_of: Browser) -> None:
    event, alice = announced(cast), browser_of("alice")
    said = text_of(alice.get(reverse("cpd-event", args=[event.pk]), follow=True).content)
    assert "from its day on" in said
    call_off(event, by=cast.carol)
    with time_machine.travel(AFTER):
        alice.post(reverse("cpd-event", args=[event.pk]), {"title": "x"})
        assert "I was there" not in page_of(alice, "events")
    assert not Record.objects.exists()


@time_machine.travel(THE_DAY)
def test_the_same_event_twice_is_noticed_and_a_half_written_one_waits(
    cast: Cast, browser_of: Browser
) -> None:
    event, alice = announced(cast), browser_of("alice")
    url = reverse("cpd-event", args=[event.pk])
    alice.post(reverse("cpd-event-draft", args=[event.pk]), {"title": "Winter social", "learned": "Half a"})
    assert alice.get(url).context["form"]["learned"].value() == "Half a"
    told = {"title": "Winter social", "kind": "peer_review", "on": "2026-12-10", "hours": "2.5"}
    alice.post(url, told)
    assert open_draft(cast.alice.account, f"cpd-event:{event.pk}") is None
    assert "already. Nothing is added yet" in text_of(alice.post(url, told).content)
    assert Record.objects.count() == 1


@pytest.mark.parametrize(
    "change, said",
    [
        ({"link": "http://example.org/join"}, "beginning with https://"),
        ({"link": "javascript:alert(1)"}, "beginning with https://"),
        ({"where": ""}, "Say where people meet, or give a link."),
        ({"ends": "18:00"}, "It must end after it begins."),
        ({"until": "2027-06-01"}, "31 days at the most"),
        ({"on": "2027-03-28", "begins": "01:30"}, "there is no 01:30"),
        ({"kind": "mentoring"}, "Choose one of the answers shown."),
        ({"title": ""}, "Give it a name."),
    ],
)
def test_what_makes_no_sense_is_asked_again_and_what_was_typed_stays(
    cast: Cast, browser_of: Browser, change: dict[str, str], said: str
) -> None:
    page = browser_of("carol").post(reverse("office-event-add", args=["imi"]), FORM | change).content
    assert said in text_of(page)
    assert b"Come and talk." in page
    assert not Event.objects.exists()


def test_sent_twice_it_is_announced_once_and_anothers_id_is_never_taken(
    cast: Cast, browser_of: Browser
) -> None:
    carol, own = browser_of("carol"), str(uuid4())
    for _ in range(2):
        carol.post(reverse("office-event-add", args=["imi"]), FORM | {"event_id": own})
    assert str(Event.objects.get().pk) == own
    elsewhere = announce_event(cast.frank.body, by=cast.carol, fields=FIELDS)
    carol.post(reverse("office-event-add", args=["imi"]), FORM | {"event_id": str(elsewhere.pk)})
    assert Event.objects.filter(body=cast.body).count() == 2
    elsewhere.refresh_from_db()
    assert elsewhere.body == cast.frank.body


@time_machine.travel(BEFORE)
def test_the_office_changes_it_calls_it_off_and_puts_it_back(cast: Cast, browser_of: Browser) -> None:
    event, carol, alice = announced(cast), browser_of("carol"), browser_of("alice")
    page = reverse("office-event", args=["imi", event.pk])
    assert carol.get(page).context["form"]["begins"].value().strftime("%H:%M") == "18:30"
    carol.post(page, FORM | {"title": "Winter walk", "link": "example.org/walk"})
    event.refresh_from_db()
    assert (event.title, event.link) == ("Winter walk", "https://example.org/walk")
    carol.post(reverse("office-event-call-off", args=["imi", event.pk]))
    assert "Called off" in page_of(alice, "events")
    assert "Winter walk" not in page_of(alice, "home")
    with pytest.raises(MoveRefused):
        change_event(event, by=cast.carol, fields={"title": "Too late"})
    again = carol.post(reverse("office-event-call-off", args=["imi", event.pk]), follow=True)
    assert "This event is called off now" in text_of(again.content)
    carol.post(reverse("office-event-restore", args=["imi", event.pk]))
    assert "Winter walk" in page_of(alice, "home")
    moves = Entry.objects.filter(noun="event").order_by("number").values_list("move", flat=True)
    assert list(moves) == ["announce", "change", "call_off", "put_back"]


@time_machine.travel(AFTER)
def test_past_ones_stay_for_those_who_were_there(cast: Cast, browser_of: Browser) -> None:
    announced(cast)
    alice = browser_of("alice")
    page = page_of(alice, "events")
    assert "Lately" in page
    assert "I was there" in page
    assert "Past" in page_of(browser_of("carol"), "office-events", "imi")
    with time_machine.travel(AFTER + timedelta(days=400)):
        assert "Winter social" not in page_of(browser_of("alice"), "events")
        assert "Winter social" in page_of(browser_of("carol"), "office-events", "imi")


@time_machine.travel(BEFORE)
def test_a_calendar_reads_it_and_learns_that_it_is_called_off(cast: Cast, browser_of: Browser) -> None:
    event = announced(cast, link="https://example.org/join")
    url = reverse("event-calendar", args=[event.pk])

    def entry() -> Any:
        answer = browser_of("alice").get(url)
        assert answer.headers["Content-Type"].startswith("text/calendar")
        (found,) = Calendar.from_ical(answer.content).walk("VEVENT")
        return found

    first = entry()
    assert (first.decoded("dtstart"), first.decoded("dtend")) == (BEGINS, BEGINS + timedelta(hours=2.5))
    assert (str(first["location"]), str(first["status"])) == ("The Old Library, Leeds", "CONFIRMED")
    assert "https://example.org/join" in str(first["description"])
    with time_machine.travel(BEFORE + timedelta(hours=1)):
        change_event(event, by=cast.carol, fields={"title": "Winter walk"})
        call_off(event, by=cast.carol)
        later = entry()
    assert (later["uid"], str(later["status"])) == (first["uid"], "CANCELLED")
    assert later["sequence"] > first["sequence"]


def test_hours_are_those_of_learning_or_its_length_or_left_to_the_member(cast: Cast) -> None:
    day, evening = timedelta(days=1), announced(cast)
    assert evening.counted_hours == Decimal("2.5")
    assert announced(cast, hours=Decimal("1.5")).counted_hours == Decimal("1.5")
    assert announced(cast, ends_at=BEGINS + 2 * day).counted_hours is None
    to_midnight = announced(cast, ends_at=datetime(2026, 12, 11, 0, 0, tzinfo=UTC))
    assert (to_midnight.last_day, to_midnight.counted_hours) == (to_midnight.first_day, Decimal("5.5"))


def test_the_database_refuses_an_event_that_ends_before_it_begins(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        announced(cast, ends_at=BEGINS)


def test_the_list_costs_the_same_with_one_event_and_with_three(
    cast: Cast, sign_in: Callable[[Account | None], Client]
) -> None:
    def queries() -> int:
        client = sign_in(cast.alice.account)
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("events"))
        return len(seen)

    soon = {"starts_at": timezone.now() + timedelta(days=1), "ends_at": timezone.now() + timedelta(days=2)}
    gone = {"starts_at": timezone.now() - timedelta(days=2), "ends_at": timezone.now() - timedelta(days=1)}
    announced(cast, **soon)
    announced(cast, **gone)
    one = queries()
    for _ in range(2):
        announced(cast, **soon)
        announced(cast, **gone)
    assert queries() == one
