"""One look of a person at themselves by a competency framework."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.journal.models import Journalled
from alongside.people.models import Account
from alongside.vault.models import Note


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """Looks, as somebody may see them."""

    def visible_to(self, account: Account) -> "AssessmentQuerySet":
        """One's own and nobody else's, whatever office one holds; also those one has removed."""
        return self.filter(owner=account)

    def standing(self) -> "AssessmentQuerySet":
        """Those that their owner did not remove."""
        return self.filter(removed_at=None)


class Assessment(Journalled):
    """How `owner` rated themselves on a day. `answers` are levels by indicator, sealed under their own key.

    `framework_version` is the version that asked; what a later one no longer asks is kept and not shown.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="cpd_assessments"
    )
    framework_key = models.CharField(max_length=60)
    framework_version = models.PositiveIntegerField()
    part = models.CharField(max_length=10, choices=[("mentor", "mentor"), ("mentee", "mentee")])
    on = models.DateField()
    answers = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar = AssessmentQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["owner", "framework_key", "part"])]
        ordering: ClassVar = ["-on", "-made_at", "id"]

    def __str__(self) -> str:
        return f"{self.framework_key} {self.part} {self.on}"
