"""What became of the checklist of a first meeting: ticked, taken off, and what the two added."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.journal.models import Journalled
from alongside.partnerships.models.expectation import ROLES
from alongside.partnerships.models.session import Session
from alongside.vault.models import Note


class ChecklistLine(Journalled):
    """One line of the list that somebody touched; what nobody touched stands in the scheme's definition alone.

    `item` is the key of the scheme's item; it is empty where the two wrote the line, and then `text` holds their words,
    sealed for both.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="checklist_lines")
    item = models.CharField(max_length=60, blank=True)
    text = models.ForeignKey(Note, null=True, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()
    ticked_by = models.CharField(max_length=10, choices=ROLES, blank=True)
    ticked_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["session", "item"],
                condition=~models.Q(item=""),
                name="one_line_per_item_of_a_checklist",
            ),
            models.CheckConstraint(
                condition=models.Q(item="", text__isnull=False) | (~models.Q(item="") & models.Q(text=None)),
                name="a_line_is_the_schemes_or_their_own",
            ),
        ]
        ordering: ClassVar = ["added_at", "id"]

    def __str__(self) -> str:
        return f"Line {self.item or self.pk}"

    @property
    def name(self) -> str:
        """What forms call it: the scheme's key, or the id of one's own line."""
        return self.item or str(self.pk)

    @property
    def body_id(self) -> object:
        """The body whose scheme it is."""
        return self.session.body_id
