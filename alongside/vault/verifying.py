"""Checks that every sealed text is the one that the journal tells of, and that a master key opens them all."""

import hashlib
from collections.abc import Iterator

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet

from alongside.journal.models import Entry
from alongside.vault.ciphers import SealBroken, open_bytes
from alongside.vault.keys import unwrap
from alongside.vault.models import DataKey, DocumentKey, Draft, Note
from alongside.vault.notes import place_of


def replaced_notes(using: str = DEFAULT_DB_ALIAS) -> Iterator[str]:
    """A sentence for each note that is not the newest one sealed: an old text put back, or one that nobody wrote."""
    sealed = {
        subject: (facts.get("version"), facts.get("digest"))
        for subject, facts in _seals(using).values_list("subject", "facts").iterator(chunk_size=2000)
    }
    for note in Note.objects.using(using).order_by("pk").iterator(chunk_size=500):
        known = sealed.get(note.pk)
        if known is None:
            yield f"Note {note.pk} was never sealed by anybody: the journal does not know it."
        elif known != (note.version, hashlib.sha256(note.blob).hexdigest()):
            yield f"Note {note.pk} is not the text that was sealed last (version {known[0]})."


def count_sealed(using: str = DEFAULT_DB_ALIAS) -> int:
    """How many texts there are, notes and drafts."""
    return Note.objects.using(using).count() + Draft.objects.using(using).count()


def closed_texts(masters: dict[int, bytes], using: str = DEFAULT_DB_ALIAS) -> Iterator[str]:
    """A sentence for each text that these master keys do not open. Nothing of any text leaves this function."""
    for key in DataKey.objects.using(using).prefetch_related("wraps").order_by("pk").iterator(chunk_size=500):
        try:
            plain = unwrap(key, masters)
        except SealBroken as error:
            yield f"Key {key.pk}: {error}"
            continue
        yield from _closed_under(key, plain)


def _closed_under(key: DataKey, plain: bytes) -> Iterator[str]:
    texts = [(f"Note {note.pk}", note.blob, place_of(note, key)) for note in key.notes.all()]
    drafts = Draft.objects.using(key._state.db).filter(data_key=key)
    texts += [(f"Draft {draft.pk}", draft.blob, draft.place) for draft in drafts]
    signing = DocumentKey.objects.using(key._state.db).filter(data_key=key)
    texts += [(f"Document key {one.pk}", one.blob, one.place) for one in signing]
    for name, blob, place in texts:
        try:
            open_bytes(plain, blob, place)
        except SealBroken as error:
            yield f"{name}: {error}"


def _seals(using: str) -> QuerySet[Entry]:
    return Entry.objects.using(using).filter(noun="note", move="seal").order_by("chain_id", "number")
