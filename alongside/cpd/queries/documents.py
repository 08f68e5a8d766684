"""Documents of one's own activities, with their names or whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.shortcuts import get_object_or_404

from alongside.cpd.models import Document, Record
from alongside.domain.documents import FileKind
from alongside.people.models import Account
from alongside.vault.documents import SealedFile, as_file
from alongside.vault.notes import open_notes


@dataclass(frozen=True)
class OpenedDocument:
    """A document as it was attached."""

    document: Document
    file: SealedFile

    @property
    def name(self) -> str:
        """What the file is called."""
        return self.file.name

    @property
    def data(self) -> bytes:
        """What it holds."""
        return self.file.data

    @property
    def kind(self) -> FileKind:
        """What kind of file it is."""
        return self.file.kind


def document_or_404(account: Account, document_id: UUID) -> Document:
    """A document of one's own; a 404 like a missing one otherwise."""
    found: Document = get_object_or_404(
        Document.objects.visible_to(account).select_related("content", "record"), pk=document_id
    )
    return found


def opened_documents(records: Iterable[Record], *, by: Account) -> list[OpenedDocument]:
    """What is attached to these activities, in the order of the activities; one entry of the journal for all."""
    order = {record.pk: place for place, record in enumerate(records)}
    rows = Document.objects.visible_to(by).standing().filter(record__in=order).select_related("content")
    documents = sorted(rows, key=lambda one: (order[one.record_id], one.added_at))
    opened = open_notes([one.content for one in documents], by=by, role="author")
    return [_opened(one, opened[one.content_id]) for one in documents]


def opened_document(document: Document, *, by: Account) -> OpenedDocument:
    """One document, whole."""
    return _opened(document, open_notes([document.content], by=by, role="author")[document.content_id])


def _opened(document: Document, text: str) -> OpenedDocument:
    return OpenedDocument(document, as_file(text))
