"""Who of the two wishes to stay in touch once they have parted."""

from typing import ClassVar

from django.db import models

from alongside.journal.models import Journalled
from alongside.partnerships.models.expectation import ROLES
from alongside.partnerships.models.partnership import Partnership


class Touch(Journalled):
    """The partner with this role wishes to stay in touch. Each sees the other's address while both have said so, and
    before that learns nothing of the other's wish.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="touches")
    role = models.CharField(max_length=10, choices=ROLES)
    said_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partnership", "role"], name="one_wish_per_partner"),
        ]

    def __str__(self) -> str:
        return f"By the {self.role}"
