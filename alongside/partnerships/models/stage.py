"""Where the two are in their work together, and where they have been."""

from typing import ClassVar

from django.db import models

from alongside.journal.models import Journalled
from alongside.partnerships.models.expectation import ROLES
from alongside.partnerships.models.partnership import Partnership


class StageMove(Journalled):
    """The partner with this role says that the two are in `stage`, a key of the scheme's stages. Nothing is overwritten."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="stage_moves")
    role = models.CharField(max_length=10, choices=ROLES)
    stage = models.CharField(max_length=60)
    moved_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["partnership", "moved_at", "id"]

    def __str__(self) -> str:
        return f"To {self.stage} by the {self.role}"

    @property
    def body_id(self) -> object:
        """The body whose scheme it is."""
        return self.partnership.body_id
