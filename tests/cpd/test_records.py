"""Records as their owner keeps them: typed, changed, removed, put back, locked."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.cpd.actions import (
    RecordLocked,
    edit_record,
    remove_record,
    reopen_profile,
    restore_record,
    send_profile,
)
from alongside.cpd.models import Profile, Record
from alongside.cpd.queries.overview import overview_of
from alongside.cpd.queries.records import RecordText, open_texts
from alongside.journal.queries import entries_about
from alongside.vault.models import Note
from alongside.vault.notes import NotAReader, WrittenMeanwhile, open_note
from tests.cpd.worlds import SECRET, facts, make_profile, make_record
from tests.factories import Cast

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def test_a_typed_record_keeps_its_facts_plain_and_its_words_sealed(cast: Cast) -> None:
    record = make_record(cast.alice.account)
    assert (record.title, record.hours, record.source) == ("A paper on consent", Decimal("1.25"), "typed")
    assert record.text is not None
    note = Note.objects.get(pk=record.text.pk)
    assert SECRET.encode() not in bytes(note.blob)
    assert open_texts([record], by=cast.alice.account)[record.pk].learned == SECRET


@pytest.mark.parametrize("name", ["bob", "carol", "dan", "erin", "frank", "grace", "tess"])
def test_the_words_of_a_record_open_for_nobody_but_their_owner(cast: Cast, name: str) -> None:
    record = make_record(cast.alice.account)
    assert record.text is not None
    with pytest.raises(NotAReader):
        open_note(record.text, by=cast.account(name), role="author")
    assert list(Record.objects.visible_to(cast.account(name))) == []


def test_a_record_without_words_has_nothing_sealed(cast: Cast) -> None:
    record = make_record(cast.alice.account, text=RecordText(learned=" "))
    assert (record.text, Note.objects.count()) == (None, 0)


def test_an_edit_replaces_facts_and_words(cast: Cast) -> None:
    record = make_record(cast.alice.account)
    edited = edit_record(
        record, by=cast.alice.account, facts=facts(title="Two papers"), text=RecordText("New."), version=1
    )
    assert (edited.title, edited.version, edited.is_edited) == ("Two papers", 2, True)
    assert open_texts([edited], by=cast.alice.account)[edited.pk] == RecordText("New.")


def test_an_edit_of_an_older_version_is_not_written_over_the_newer(cast: Cast) -> None:
    record = make_record(cast.alice.account)
    edit_record(record, by=cast.alice.account, facts=facts(title="First"), text=RecordText(), version=1)
    with pytest.raises(WrittenMeanwhile):
        edit_record(record, by=cast.alice.account, facts=facts(title="Second"), text=RecordText(), version=1)
    assert Record.objects.get().title == "First"


def test_a_session_held_on_a_partners_tomorrow_is_listed_at_once(cast: Cast) -> None:
    """Bob in New York has Saturday while Alice in London notes their session of Sunday."""
    record = make_record(cast.bob.account, on=TODAY, until=TODAY)
    overview = overview_of(cast.bob.account, today=TODAY - timedelta(days=1))
    assert overview.records == (record,)
    assert overview.period.until == TODAY


def test_a_removed_record_can_be_put_back(cast: Cast) -> None:
    record = make_record(cast.alice.account)
    remove_record(record, by=cast.alice.account)
    assert list(Record.objects.standing()) == []
    restore_record(record, by=cast.alice.account)
    assert list(Record.objects.standing()) == [record]
    moves = [entry.move for entry in entries_about("cpd record", record.pk)]
    assert moves == ["record", "remove", "restore"]


def test_the_journal_never_holds_words_or_titles(cast: Cast) -> None:
    record = make_record(cast.alice.account, title=SECRET)
    told = [str(entry.facts) for entry in entries_about("cpd record", record.pk)]
    assert [words for words in told if SECRET in words] == []


def sent_profile(cast: Cast, on: date, until: date) -> Profile:
    profile = make_profile(cast.alice, on=on, until=until)
    return send_profile(profile, by=cast.alice.account, today=TODAY)


def test_a_record_that_went_out_in_a_profile_stays_as_it_was(cast: Cast) -> None:
    record = make_record(cast.alice.account)
    sent_profile(cast, TODAY - timedelta(days=700), TODAY)
    with pytest.raises(RecordLocked):
        edit_record(record, by=cast.alice.account, facts=facts(), text=RecordText(), version=1)
    with pytest.raises(RecordLocked):
        remove_record(record, by=cast.alice.account)


def test_a_record_of_another_time_stays_open(cast: Cast) -> None:
    record = make_record(cast.alice.account)
    sent_profile(cast, TODAY - timedelta(days=700), TODAY - timedelta(days=1))
    assert Record.objects.get(pk=record.pk).locked_at is None


def test_a_record_opens_again_when_no_sent_profile_lists_it(cast: Cast) -> None:
    record = make_record(cast.alice.account)
    first = sent_profile(cast, TODAY - timedelta(days=700), TODAY)
    second = sent_profile(cast, TODAY - timedelta(days=30), TODAY)
    reopen_profile(first, by=cast.alice.account)
    assert Record.objects.get(pk=record.pk).locked_at is not None
    reopen_profile(second, by=cast.alice.account)
    assert Record.objects.get(pk=record.pk).locked_at is None


@pytest.mark.parametrize("wrong", [{"until": TODAY - timedelta(days=1)}, {"hours": Decimal("-1")}])
def test_the_database_refuses_what_cannot_be(cast: Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_record(cast.alice.account, **wrong)
