"""Sealing and opening notes. Whoever opens must be one of the key's readers, and every opening is journalled."""

import hashlib
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.journal.moves import write_entry
from alongside.vault.ciphers import open_bytes, seal_bytes
from alongside.vault.keys import unwrap
from alongside.vault.models import DataKey, KeyReader, Note


class NotAReader(Exception):
    """The key of this text does not reach the account that asked."""


class WrittenMeanwhile(Exception):
    """Somebody saved a newer version while this one was being typed; both texts are kept for the writer to see."""


@transaction.atomic
def seal_note(
    text: str,
    *,
    key: DataKey,
    by: Any,
    role: str,
    kind: str,
    note: Note | None = None,
    version: int | None = None,
) -> Note:
    """Seal a new note, or a new version of `note`. `version` is the one the writer had before them, if they had one."""
    _must_read(key, by)
    if note is None:
        note = Note(data_key=key, author=by, kind=kind, version=1)
    else:
        note = Note.objects.select_for_update().get(pk=note.pk)
        if note.data_key_id != key.pk:
            raise NotAReader("This text belongs to another key.")
        if version is not None and note.version != version:
            raise WrittenMeanwhile("Someone saved a newer version while you were writing.")
        note.version += 1
        note.author = by
    note.blob = seal_bytes(unwrap(key), text.encode(), place_of(note, key))
    note.written_at = timezone.now()
    note.save()
    write_entry(
        noun="note",
        subject=note.pk,
        move="seal",
        by=by,
        role=role,
        body_id=key.body_id,
        facts={"kind": kind, "version": note.version, "digest": hashlib.sha256(note.blob).hexdigest()},
    )
    return note


@transaction.atomic
def open_notes(notes: Iterable[Note | None], *, by: Any, role: str) -> dict[UUID, str]:
    """Text by note id. One journal entry per key says who opened which notes; never their text."""
    wanted = {note.pk for note in notes if note is not None}
    opened: dict[UUID, str] = {}
    rows = Note.objects.filter(pk__in=wanted).select_related("data_key").prefetch_related("data_key__wraps")
    by_key: dict[DataKey, list[Note]] = {}
    for note in rows:
        by_key.setdefault(note.data_key, []).append(note)
    reached = set(
        KeyReader.objects.filter(data_key__in=by_key, account=by).values_list("data_key_id", flat=True)
    )
    # Always in the same order of bodies, as each body's chain is locked by the entry.
    for key, group in sorted(by_key.items(), key=lambda each: str(each[0].body_id)):
        if key.pk not in reached:
            raise NotAReader("This text is not for you to read.")
        plain = unwrap(key)
        for note in group:
            opened[note.pk] = open_bytes(plain, note.blob, place_of(note, key)).decode()
        ids = sorted(str(note.pk) for note in group)
        write_entry(
            noun="key",
            subject=key.pk,
            move="open",
            by=by,
            role=role,
            body_id=key.body_id,
            facts={"notes": ids},
        )
    return opened


def open_note(note: Note, *, by: Any, role: str) -> str:
    """The text of one note."""
    return open_notes([note], by=by, role=role)[note.pk]


def _must_read(key: DataKey, account: Any) -> None:
    if not KeyReader.objects.filter(data_key=key, account=account).exists():
        raise NotAReader("This text is not for you to write.")


def place_of(note: Note, key: DataKey) -> str:
    """What a text is bound to: moved to another tenant, unit, note, author, kind or version, it does not open."""
    return (
        f"note:{key.body_id}:{key.scope}:{key.subject}:{note.pk}:{note.author_id}:{note.kind}:{note.version}"
    )
