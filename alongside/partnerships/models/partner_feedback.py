"""Feedback that one partner gives the other at any time, by the scheme's questions."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.journal.models import Journalled
from alongside.partnerships.models.expectation import ROLES
from alongside.partnerships.models.goal import Goal
from alongside.partnerships.models.partnership import Partnership
from alongside.vault.models import Note


class PartnerFeedback(Journalled):
    """What the partner with this role says to the other, sealed for both; `goal` is what it is about, if anything."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="partner_feedback")
    goal = models.ForeignKey(Goal, null=True, on_delete=models.SET_NULL, related_name="feedback")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=ROLES)
    text = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "given_at"])]
        ordering: ClassVar = ["-given_at", "id"]

    def __str__(self) -> str:
        return f"Feedback by the {self.role}"

    @property
    def body_id(self) -> object:
        """The body whose scheme it is."""
        return self.partnership.body_id
