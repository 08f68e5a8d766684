"""A document that its owner attached to one of their activities."""

from typing import ClassVar

from django.db import models

from alongside.cpd.models.record import Record
from alongside.journal.models import Journalled
from alongside.people.models import Account
from alongside.vault.models import Note


class DocumentQuerySet(models.QuerySet["Document"]):
    """Documents, as somebody may see them."""

    def visible_to(self, account: Account) -> "DocumentQuerySet":
        """Those of one's own activities; also those one has removed."""
        return self.filter(record__owner=account)

    def standing(self) -> "DocumentQuerySet":
        """Those that their owner did not remove."""
        return self.filter(removed_at=None)


class Document(Journalled):
    """A certificate, a programme, a slide: name and bytes sealed under the owner's key. `size` is in bytes."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="documents")
    content = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="+")
    size = models.PositiveIntegerField()
    added_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True)

    objects: ClassVar = DocumentQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["added_at", "id"]

    def __str__(self) -> str:
        return f"{self.size} bytes"
