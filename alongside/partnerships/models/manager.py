"""That a partner has told their line manager; nobody's approval is waited for."""

from typing import ClassVar

from django.db import models

from alongside.journal.models import Journalled
from alongside.partnerships.models.expectation import ROLES
from alongside.partnerships.models.partnership import Partnership


class ManagerTold(Journalled):
    """The partner with this role told their line manager on that day. They alone see it."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="managers_told")
    role = models.CharField(max_length=10, choices=ROLES)
    told_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partnership", "role"], name="one_day_told_per_partner"),
        ]

    def __str__(self) -> str:
        return f"By the {self.role} on {self.told_on}"

    @property
    def body_id(self) -> object:
        """The body whose scheme it is."""
        return self.partnership.body_id
