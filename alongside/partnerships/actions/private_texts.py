"""Seals what one person alone may read, moves a text from one key to another, and forgets texts."""

from alongside.journal.moves import write_entry
from alongside.partnerships.actions.sealing import seal_for_both
from alongside.partnerships.models import Partnership
from alongside.people.models import Account
from alongside.vault.keys import key_for_author
from alongside.vault.models import Note
from alongside.vault.notes import open_note, seal_note


def seal_for_author(
    text: str,
    partnership: Partnership,
    *,
    by: Account,
    role: str,
    kind: str,
    note: Note | None = None,
    version: int | None = None,
) -> Note:
    """A note for its author alone, or a new version of one; WrittenMeanwhile if `version` is no longer its last."""
    key = key_for_author(by, subject=partnership.pk, body_id=partnership.scheme.body_id)
    return seal_note(text, key=key, by=by, role=role, kind=kind, note=note, version=version)


def copy_for_both(note: Note, partnership: Partnership, *, by: Account, role: str) -> Note:
    """The same words as a new note under the partnership's key."""
    text = open_note(note, by=by, role=role)
    return seal_for_both(text, partnership, by=by, role=role, kind=note.kind)


def copy_for_author(note: Note, partnership: Partnership, *, by: Account, role: str) -> Note:
    """The same words as a new note under the author's own key."""
    text = open_note(note, by=by, role=role)
    return seal_for_author(text, partnership, by=by, role=role, kind=note.kind)


def forget_note(note: Note, partnership: Partnership, *, by: Account, role: str) -> None:
    """Delete a sealed text that nothing points to any more; the journal keeps that it was there."""
    write_entry(
        noun="note",
        subject=note.pk,
        move="forget",
        by=by,
        role=role,
        body_id=partnership.scheme.body_id,
        facts={"kind": note.kind},
    )
    note.delete()
