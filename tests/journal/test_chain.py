"""The chain: an entry edited, taken out, cut off or slipped in is found; what was only read again is not."""

import secrets
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from alongside.journal.chain import digest_of, hash_of
from alongside.journal.models import Chain, Entry
from alongside.journal.moves import write_entry
from alongside.journal.queries import chain_heads, entries_about, verify_journal
from alongside.people.actions import create_body, find_or_create_account
from alongside.people.models import Account, Body
from tests.plugins.races import Races

FACTS: dict[str, Any] = {
    "version": 1,
    "names": ("a", "b"),
    "Zoë": None,
    "half": 0.5,
    "nested": {"2": 1, "10": 2},
}


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_the_transaction_of_its_change_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        write_entry(noun="thing", subject=uuid4(), move="begin", by=None, role="system", body_id=None)
    assert Entry.objects.count() == 0


@pytest.fixture
def body(db: None) -> Body:
    """A body with nine entries on its chain: its own creation and eight others."""
    made = create_body(slug="imi", name="Institute", short_name="IMI", contact_email="office@imi.example")
    account = find_or_create_account("alice@people.example")
    for number in range(8):
        _write(made, account, move=f"step {number}")
    return made


@transaction.atomic
def _write(body: Body, account: Account, *, move: str, facts: dict[str, Any] | None = None) -> Entry:
    return write_entry(
        noun="thing",
        subject=uuid4(),
        move=move,
        by=account,
        role="mentee",
        body_id=body.pk,
        facts=facts or FACTS,
    )


def _entry(number: int) -> Entry:
    return Entry.objects.get(number=number, chain__body__isnull=False)


def test_an_untouched_journal_holds(body: Body) -> None:
    assert verify_journal() == (9, [])


EDITS: dict[str, Callable[[Entry], Any]] = {
    "at": lambda entry: entry.at + timedelta(microseconds=1),
    "account": lambda entry: None,
    "role": lambda entry: "office",
    "noun": lambda entry: "other",
    "subject": lambda entry: uuid4(),
    "move": lambda entry: "something else",
    "source": lambda entry: "draft",
    "target": lambda entry: "ended",
    "via": lambda entry: "web",
    "address": lambda entry: "203.0.113.9",
    "facts": lambda entry: {**entry.facts, "version": 2},
    "salt": lambda entry: secrets.token_hex(16),
    "digest": lambda entry: secrets.token_hex(32),
    "hash": lambda entry: secrets.token_hex(32),
}


@pytest.mark.parametrize("field", EDITS)
def test_an_edited_field_is_found(body: Body, field: str) -> None:
    entry = _entry(5)
    Entry.objects.filter(pk=entry.pk).update(**{field: EDITS[field](entry)})
    assert verify_journal()[1] != []


def test_an_edit_with_a_fresh_digest_is_still_found(body: Body) -> None:
    entry = _entry(5)
    entry.move = "something else"
    entry.digest = digest_of(entry)
    entry.hash = hash_of(_entry(4).hash, entry.digest)
    entry.save()
    assert verify_journal()[1] == ["imi: Entry 6 does not hang on the entry before it."]


def test_an_entry_taken_out_is_found(body: Body) -> None:
    _entry(5).delete()
    assert verify_journal()[1][0] == "imi: Entry 5 is missing: the next one there is 6."


def test_an_end_cut_off_is_found(body: Body) -> None:
    _entry(9).delete()
    assert verify_journal()[1] == [
        "imi: The chain's head says 9 entries, but 8 are there: its end was cut or forged."
    ]


def test_an_end_cut_off_with_its_head_shows_against_a_head_noted_before(body: Body) -> None:
    noted = chain_heads()
    last = _entry(8)
    _entry(9).delete()
    Chain.objects.filter(body=body).update(length=8, head=last.hash)
    assert (verify_journal()[1], chain_heads()["imi"] == noted["imi"]) == ([], False)


def test_an_entry_slipped_in_is_found(body: Body) -> None:
    for number in range(9, 5, -1):
        Entry.objects.filter(number=number).update(number=number + 1)
    slipped = _entry(5)
    slipped.pk, slipped.number, slipped.move = None, 6, "slipped in"
    slipped.digest = digest_of(slipped)
    slipped.hash = hash_of(_entry(5).hash, slipped.digest)
    slipped.save(force_insert=True)
    assert verify_journal()[1] != []


def test_two_entries_that_change_places_are_found(body: Body) -> None:
    for number, place in ((4, 99), (5, 4), (99, 5)):
        Entry.objects.filter(number=number).update(number=place)
    assert verify_journal()[1] != []


def test_an_entry_moved_to_another_bodys_chain_is_found(body: Body) -> None:
    other = create_body(slug="other", name="Other", short_name="O", contact_email="office@other.example")
    entry = Entry.objects.get(chain__body=body, number=9)
    Entry.objects.filter(pk=entry.pk).update(chain=Chain.objects.get(body=other), number=2)
    assert len(verify_journal()[1]) >= 2


@pytest.mark.parametrize(
    "facts", [FACTS, {1: "a", 10: "b", 2: "c"}, {"deep": [{"x": (1, 2)}]}, {"big": 10**15}]
)
def test_whatever_facts_are_written_the_digest_holds_when_they_are_read(
    body: Body, facts: dict[str, Any]
) -> None:
    _write(body, find_or_create_account("alice@people.example"), move="odd", facts=facts)
    assert verify_journal()[1] == []


def test_the_story_of_a_thing_is_told_in_order(body: Body) -> None:
    subject, account = uuid4(), find_or_create_account("alice@people.example")
    for move in ("begin", "pause", "end"):
        write_entry(noun="pair", subject=subject, move=move, by=account, role="mentee", body_id=body.pk)
    assert [entry.move for entry in entries_about("pair", subject)] == ["begin", "pause", "end"]


def test_entries_written_at_once_have_one_order(races: Races) -> None:
    body = create_body(slug="imi", name="Institute", short_name="IMI", contact_email="office@imi.example")
    account = find_or_create_account("alice@people.example")
    outcomes = races.at_once(*[partial(_write, body, account, move=f"racer {number}") for number in range(6)])
    assert ([one.error for one in outcomes], verify_journal()) == ([None] * 6, (7, []))


def test_the_installation_has_one_chain_however_many_begin_it(races: Races) -> None:
    write = partial(
        transaction.atomic(write_entry),
        noun="thing",
        subject=uuid4(),
        move="begin",
        by=None,
        role="system",
        body_id=None,
    )
    outcomes = races.at_once(*[write] * 4)
    assert ([one.error for one in outcomes], Chain.objects.count(), verify_journal()) == (
        [None] * 4,
        1,
        (4, []),
    )
