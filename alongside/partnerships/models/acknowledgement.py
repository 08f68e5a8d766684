"""What one says to the other in thanks at the end."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.journal.models import Journalled
from alongside.partnerships.models.expectation import ROLES
from alongside.partnerships.models.partnership import Partnership
from alongside.vault.models import Note


class Acknowledgement(Journalled):
    """Thanks from the partner with this role to the other, sealed for both.

    `may_be_shown` is the writer's consent that the other uses it as evidence of what they did; it can be taken back,
    and then no further copy is made.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="acknowledgements")
    role = models.CharField(max_length=10, choices=ROLES)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="+")
    may_be_shown = models.BooleanField(default=False)
    written_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partnership", "role"], name="one_acknowledgement_per_partner"),
        ]

    def __str__(self) -> str:
        return f"By the {self.role} at {self.written_at:%Y-%m-%d %H:%M}"
