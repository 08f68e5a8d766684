"""An entry of the learning log counts towards CPD when its author says so, once, with hours of their own."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.cpd.actions import count_learning, remove_record
from alongside.cpd.models import Record
from alongside.cpd.queries.records import RecordText, open_texts
from alongside.cpd.writing import ProfileText
from alongside.domain.cpd.activities import Kind
from alongside.partnerships.models import LearningEntry, Partnership
from alongside.vault.drafts import open_draft
from alongside.vault.models import Note
from tests.cpd.worlds import SECRET, exported, facts, introduced, make_entry, make_profile, write_profile
from tests.factories import NAMES, Cast

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]
TODAY = timezone.localdate()


@pytest.fixture
def pair(cast: Cast) -> Partnership:
    return introduced(cast)


@pytest.fixture
def entry(pair: Partnership) -> LearningEntry:
    return make_entry(pair)


def page_of(entry: LearningEntry) -> str:
    return reverse("cpd-learning", args=[entry.pk])


def said(entry: LearningEntry, **fields: str) -> dict[str, str]:
    standing = {
        "title": "Reading",
        "kind": "reading",
        "on": entry.on.isoformat(),
        "hours": "1.5",
        "learned": f"A paper on {SECRET}.",
    }
    return standing | fields


def counted(entry: LearningEntry, cast: Cast) -> Record:
    return count_learning(entry, by=cast.alice.account, facts=facts(), text=RecordText(learned=SECRET))


@pytest.mark.requirement("R41")
def test_an_entry_goes_out_in_a_profile_when_its_author_counts_and_chooses_it(
    cast: Cast, browser_of: Browser, entry: LearningEntry
) -> None:
    alice = browser_of("alice")
    alice.post(page_of(entry), said(entry))
    record = Record.objects.get(owner=cast.alice.account)
    profile = make_profile(cast.alice, on=TODAY - timedelta(days=60), until=TODAY)
    write_profile(profile, ProfileText())
    assert [SECRET in file for file in exported(alice, profile)] == [False, False]
    write_profile(profile, ProfileText(), record)
    assert [SECRET in file for file in exported(alice, profile)] == [True, True]


@pytest.mark.requirement("R41")
def test_an_entry_that_nobody_counted_is_in_no_profile(
    cast: Cast, browser_of: Browser, entry: LearningEntry
) -> None:
    alice = browser_of("alice")
    alice.get(reverse("cpd"))
    profile = make_profile(cast.alice, on=TODAY - timedelta(days=60), until=TODAY)
    assert [SECRET in file for file in exported(alice, profile)] == [False, False]
    assert not Record.objects.exists()


@pytest.mark.parametrize(
    "kind,becomes,title",
    [
        ("read", Kind.READING, "Reading"),
        ("experiment", Kind.LEARNING_AT_WORK, "Trying something out"),
        ("connect", Kind.PEER_REVIEW, "Connecting with others"),
        ("elsewhere", Kind.OTHER, None),
    ],
)
def test_the_form_has_what_the_log_knows_and_asks_for_the_hours(
    browser_of: Browser, pair: Partnership, kind: str, becomes: Kind, title: str | None
) -> None:
    entry = make_entry(pair, kind=kind)
    form = browser_of("alice").get(page_of(entry)).context["form"]
    assert (form["title"].value() or None, form["kind"].value(), form["on"].value()) == (
        title,
        becomes,
        entry.on,
    )
    assert (form["learned"].value(), form["hours"].value()) == (f"A paper on {SECRET}.", None)
    page = browser_of("alice").post(page_of(entry), said(entry, hours="")).content.decode()
    assert ("Give the hours, such as 1.5." in page, SECRET in page) == (True, True)
    assert not Record.objects.exists()


def test_counting_twice_makes_one_record(cast: Cast, browser_of: Browser, entry: LearningEntry) -> None:
    alice = browser_of("alice")
    for _ in range(2):
        alice.post(page_of(entry), said(entry))
    assert counted(entry, cast) == Record.objects.get()
    record = Record.objects.get()
    assert (record.hours, record.source, record.reference) == (Decimal("1.5"), "learning", entry.pk)
    assert alice.get(page_of(entry))["Location"] == reverse("cpd-record", args=[record.pk])


def test_a_removed_record_comes_back_with_what_is_said_now(cast: Cast, entry: LearningEntry) -> None:
    first = counted(entry, cast)
    remove_record(first, by=cast.alice.account)
    again = count_learning(
        entry, by=cast.alice.account, facts=facts(hours=Decimal(3)), text=RecordText(learned="New")
    )
    assert (again.pk, again.removed_at, again.hours) == (first.pk, None, Decimal(3))
    assert open_texts([again], by=cast.alice.account)[again.pk].learned == "New"


def test_the_words_are_sealed_and_not_in_the_title(cast: Cast, entry: LearningEntry) -> None:
    record = counted(entry, cast)
    assert SECRET not in record.title
    assert not any(SECRET.encode() in bytes(note.blob) for note in Note.objects.all())


def test_entries_wait_on_the_overview_and_in_the_log_until_they_count(
    cast: Cast, browser_of: Browser, entry: LearningEntry
) -> None:
    alice = browser_of("alice")
    log = alice.get(reverse("learning", args=[entry.partnership_id])).content.decode()
    assert page_of(entry) in log
    assert page_of(entry) in alice.get(reverse("cpd")).content.decode()
    counted(entry, cast)
    page = alice.get(reverse("cpd")).content.decode()
    assert (page_of(entry) in page, SECRET in page) == (False, False)


def test_a_draft_is_kept_and_comes_back(cast: Cast, browser_of: Browser, entry: LearningEntry) -> None:
    alice = browser_of("alice")
    alice.post(reverse("cpd-learning-draft", args=[entry.pk]), said(entry, learned="Half a thought"))
    assert "Half a thought" in alice.get(page_of(entry)).content.decode()
    alice.post(page_of(entry), said(entry))
    assert open_draft(cast.alice.account, f"cpd-learning:{entry.pk}") is None


@pytest.mark.parametrize("name", [name for name in NAMES if name != "alice"])
def test_nobody_else_counts_an_entry(
    cast: Cast, browser_of: Browser, entry: LearningEntry, name: str
) -> None:
    browser = browser_of(name)
    assert browser.get(page_of(entry)).status_code == 404
    assert browser.post(page_of(entry), said(entry)).status_code == 404
    with pytest.raises(LearningEntry.DoesNotExist):
        count_learning(entry, by=cast.account(name), facts=facts(), text=RecordText())


def test_the_overview_asks_as_often_for_three_entries_as_for_one(
    browser_of: Browser, pair: Partnership, entry: LearningEntry
) -> None:
    alice, counts = browser_of("alice"), []
    alice.get(reverse("cpd"))
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            alice.get(reverse("cpd"))
        counts.append(len(captured))
        make_entry(pair)
        make_entry(pair)
    assert counts[0] == counts[1]
