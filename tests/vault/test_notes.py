"""Notes: who may open them, what is noted of it, and that nothing put elsewhere or put back opens unseen."""

import hashlib
from functools import partial
from typing import Any

import pytest

from alongside.journal.models import Entry
from alongside.vault.ciphers import SealBroken
from alongside.vault.keys import key_for_author, key_for_partnership
from alongside.vault.master import master_keys
from alongside.vault.models import DataKey, KeyWrap, Note
from alongside.vault.notes import NotAReader, WrittenMeanwhile, open_note, open_notes, seal_note
from alongside.vault.verifying import closed_texts, replaced_notes
from tests.plugins.races import Races
from tests.vault.conftest import Pair, make_pair

TEXT = "A phrase that stands nowhere else: heliotrope."


def _seal(pair: Pair, text: str = TEXT, **more: Any) -> Note:
    return seal_note(
        text, **{"key": pair.shared, "by": pair.alice, "role": "mentee", "kind": "record", **more}
    )


@pytest.mark.requirement("R72", "R265")
def test_the_partners_read_and_nobody_else_does(pair: Pair) -> None:
    note = _seal(pair)
    assert [open_note(note, by=who, role="mentee") for who in (pair.alice, pair.bob)] == [TEXT, TEXT]
    with pytest.raises(NotAReader):
        open_note(note, by=pair.stranger, role="office")


@pytest.mark.requirement("R49")
def test_an_authors_own_text_is_closed_to_the_partner(pair: Pair) -> None:
    note = _seal(pair, key=pair.alices, kind="reflection")
    with pytest.raises(NotAReader):
        open_note(note, by=pair.bob, role="mentor")


def test_nobody_writes_with_a_key_that_does_not_reach_them(pair: Pair) -> None:
    with pytest.raises(NotAReader):
        _seal(pair, by=pair.stranger)


def test_nobody_writes_over_a_note_with_a_key_of_their_own(pair: Pair) -> None:
    note = _seal(pair)
    with pytest.raises(NotAReader):
        _seal(pair, "mine now", note=note, by=pair.stranger, key=key_for_author(pair.stranger))
    assert open_note(note, by=pair.bob, role="mentor") == TEXT


def test_the_database_holds_no_plain_text(pair: Pair) -> None:
    note = _seal(pair)
    stored = bytes(Note.objects.get(pk=note.pk).blob)
    entries = str(list(Entry.objects.values()))
    assert (b"heliotrope" in stored, "heliotrope" in entries) == (False, False)


def test_every_opening_is_noted_without_the_text(pair: Pair) -> None:
    note = _seal(pair)
    open_note(note, by=pair.bob, role="mentor")
    entry = Entry.objects.get(noun="key", move="open")
    assert (entry.account, entry.subject, entry.facts) == (
        pair.bob,
        pair.shared.pk,
        {"notes": [str(note.pk)]},
    )


def test_one_refused_note_opens_none_of_those_asked_for(pair: Pair) -> None:
    notes = [_seal(pair), _seal(pair, key=pair.alices)]
    with pytest.raises(NotAReader):
        open_notes(notes, by=pair.bob, role="mentor")


@pytest.mark.parametrize("moved", ["author", "kind", "version", "id"])
def test_a_note_put_elsewhere_does_not_open(pair: Pair, moved: str) -> None:
    note, other = _seal(pair), _seal(pair, "another")
    every: dict[str, dict[str, Any]] = {
        "author": {"author": pair.bob},
        "kind": {"kind": "agenda"},
        "version": {"version": 2},
        "id": {"blob": other.blob},
    }
    Note.objects.filter(pk=note.pk).update(**every[moved])
    with pytest.raises(SealBroken):
        open_note(note, by=pair.alice, role="mentee")


def test_a_note_moved_to_another_partnership_does_not_open(pair: Pair) -> None:
    other = make_pair("other")
    note = _seal(pair)
    Note.objects.filter(pk=note.pk).update(data_key=other.shared)
    with pytest.raises(SealBroken):
        open_note(note, by=other.alice, role="mentee")


@pytest.mark.parametrize("change", ["body", "scope", "subject"])
def test_a_key_moved_to_another_tenant_or_unit_opens_nothing(pair: Pair, change: str) -> None:
    other, note = make_pair("other"), _seal(pair)
    every: dict[str, dict[str, Any]] = {
        "body": {"body": other.body},
        "scope": {"scope": "application"},
        "subject": {"subject": other.body.pk},
    }
    DataKey.objects.filter(pk=pair.shared.pk).update(**every[change])
    with pytest.raises(SealBroken):
        open_note(note, by=pair.alice, role="mentee")


def test_a_wrap_moved_to_another_key_opens_nothing(pair: Pair) -> None:
    other, note = make_pair("other"), _seal(pair)
    KeyWrap.objects.filter(data_key=pair.shared).delete()
    KeyWrap.objects.filter(data_key=other.shared).update(data_key=pair.shared)
    with pytest.raises(SealBroken):
        open_note(note, by=pair.alice, role="mentee")


def test_a_destroyed_key_opens_nothing_and_says_so(pair: Pair) -> None:
    note = _seal(pair)
    KeyWrap.objects.filter(data_key=pair.shared).delete()
    with pytest.raises(SealBroken, match="is gone"):
        open_note(note, by=pair.alice, role="mentee")


def _put_back_the_first_version(pair: Pair) -> Note:
    note = _seal(pair, "first")
    old = Note.objects.filter(pk=note.pk).values("blob", "version", "author_id").get()
    _seal(pair, "second", note=note)
    Note.objects.filter(pk=note.pk).update(**old)
    return note


def test_an_old_text_under_the_new_version_does_not_open(pair: Pair) -> None:
    note = _put_back_the_first_version(pair)
    Note.objects.filter(pk=note.pk).update(version=2)
    with pytest.raises(SealBroken):
        open_note(note, by=pair.alice, role="mentee")


def test_an_old_text_put_back_with_its_version_is_found(pair: Pair) -> None:
    note = _put_back_the_first_version(pair)
    assert list(replaced_notes()) == [f"Note {note.pk} is not the text that was sealed last (version 2)."]


def test_a_note_that_nobody_sealed_is_found(pair: Pair) -> None:
    note = _seal(pair)
    forged = Note.objects.create(
        data_key=pair.shared, author=pair.alice, kind="record", blob=note.blob, written_at=note.written_at
    )
    assert list(replaced_notes()) == [
        f"Note {forged.pk} was never sealed by anybody: the journal does not know it."
    ]


def test_untouched_notes_are_all_in_order(pair: Pair) -> None:
    note = _seal(pair)
    for words in ("second", "third"):
        _seal(pair, words, note=note, by=pair.bob)
    assert (list(replaced_notes()), list(closed_texts(master_keys()))) == ([], [])


def test_a_broken_text_is_named_and_never_shown(pair: Pair) -> None:
    note = _seal(pair)
    blob = bytearray(note.blob)
    blob[40] ^= 1
    Note.objects.filter(pk=note.pk).update(blob=bytes(blob))
    (sentence,) = closed_texts(master_keys())
    assert sentence.startswith(f"Note {note.pk}: This text does not fit")


def test_the_second_of_two_writers_is_told_and_the_first_text_stays(pair: Pair) -> None:
    note = _seal(pair)
    _seal(pair, "by Bob", note=note, by=pair.bob, version=1)
    with pytest.raises(WrittenMeanwhile):
        _seal(pair, "by Alice", note=note, version=1)
    assert open_note(note, by=pair.alice, role="mentee") == "by Bob"


def test_two_partners_who_begin_at_once_share_one_key(races: Races) -> None:
    pair = make_pair()
    unit = pair.alice.pk
    make = partial(key_for_partnership, unit, body_id=pair.body.pk, readers=[pair.alice, pair.bob])
    outcomes = races.at_once(make, make, make)
    assert [one.error for one in outcomes] == [None] * 3
    key = DataKey.objects.get(subject=unit)
    assert (key.wraps.count(), key.readers.count()) == (1, 2)


def test_the_digest_in_the_journal_is_that_of_the_stored_text(pair: Pair) -> None:
    note = _seal(pair)
    stored = Note.objects.get(pk=note.pk)
    entry = Entry.objects.get(noun="note", subject=note.pk)
    assert entry.facts["digest"] == hashlib.sha256(stored.blob).hexdigest()
