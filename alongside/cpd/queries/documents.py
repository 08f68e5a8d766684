"""Documents of one's own activities, with their names or whole."""

import base64
import json
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.shortcuts import get_object_or_404

from alongside.cpd.models import Document, Record
from alongside.domain.cpd.evidence import FileKind, kind_of
from alongside.people.models import Account
from alongside.vault.notes import open_notes


@dataclass(frozen=True)
class OpenedDocument:
    """A document as it was attached."""

    document: Document
    name: str
    data: bytes

    @property
    def kind(self) -> FileKind:
        """What kind of file it is."""
        return kind_of(self.data)


def as_sealed(name: str, data: bytes) -> str:
    """A document as its note holds it."""
    return json.dumps({"name": name, "data": base64.b64encode(data).decode()})


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
    held = json.loads(text)
    return OpenedDocument(document, held["name"], base64.b64decode(held["data"]))
