"""Attaching a document to an activity, and taking it off."""

from django.db import transaction
from django.utils import timezone

from alongside.cpd.models import Document, Record
from alongside.domain.documents import DocumentRefused
from alongside.journal.moves import write_entry
from alongside.people.models import Account
from alongside.vault.documents import as_text
from alongside.vault.keys import key_for_author
from alongside.vault.notes import seal_note

MOST_DOCUMENTS = 10
"""For one activity."""
LOCKED = "This activity went out in a profile, so its documents stay as they were."


@transaction.atomic
def attach_document(record: Record, *, by: Account, name: str, data: bytes) -> Document:
    """Seal a file under its owner's key. DocumentRefused where it is no file we take, or the activity takes no more."""
    locked = Record.objects.select_for_update().get(pk=record.pk)
    if locked.locked_at is not None:
        raise DocumentRefused(LOCKED)
    if Document.objects.standing().filter(record=locked).count() >= MOST_DOCUMENTS:
        raise DocumentRefused(f"This activity has {MOST_DOCUMENTS} documents already. Take one off first.")
    note = seal_note(as_text(name, data), key=key_for_author(by), by=by, role="author", kind="cpd document")
    made = Document(record=locked, content=note, size=len(data))
    made.save(force_insert=True)
    _note(made, "attach", by)
    return made


@transaction.atomic
def remove_document(document: Document, *, by: Account) -> None:
    """Take it off the activity; it can be put back."""
    _set_removed(document, by, removed=True)


@transaction.atomic
def restore_document(document: Document, *, by: Account) -> None:
    """Put it back."""
    _set_removed(document, by, removed=False)


def _set_removed(document: Document, by: Account, *, removed: bool) -> None:
    locked = Document.objects.select_for_update().select_related("record").get(pk=document.pk)
    if locked.record.locked_at is not None:
        raise DocumentRefused(LOCKED)
    if (locked.removed_at is not None) != removed:
        locked.removed_at = timezone.now() if removed else None
        locked.save(update_fields=["removed_at"])
        _note(locked, "remove" if removed else "restore", by)


def _note(document: Document, move: str, by: Account) -> None:
    write_entry(noun="cpd document", subject=document.pk, move=move, by=by, role="author", body_id=None)
