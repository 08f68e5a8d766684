"""The body's handbook: editions that never change, and who has read and understood which."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Final

from django.conf import settings
from django.db import models

from alongside.journal.models import Journalled
from alongside.people.models import Member
from alongside.schemes.models import Scheme


class Edition(Journalled):
    """One edition of the handbook for one side, in Markdown. A change is a new edition."""

    SIDES: ClassVar = [("mentor", "mentor"), ("mentee", "mentee")]

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="handbooks")
    side = models.CharField(max_length=6, choices=SIDES)
    number = models.PositiveIntegerField()
    text = models.TextField()
    note = models.CharField(max_length=300, blank=True)
    read_again = models.BooleanField(default=False)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scheme", "side", "number"], name="one_edition_per_number"),
        ]
        ordering: ClassVar = ["scheme", "side", "-number"]

    def __str__(self) -> str:
        return f"Edition {self.number}"

    @property
    def body_id(self) -> Any:
        """The body whose scheme it is."""
        return self.scheme.body_id


READ_AGAIN_AFTER: Final = timedelta(days=180)


class Reading(models.Model):
    """A member says that they have read and understood an edition."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="readings")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="handbook_readings")
    read_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "member"], name="read_once"),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.edition}"

    def may_be_renewed(self, now: datetime) -> bool:
        """Whether it is so long ago that reading the same edition again is worth noting."""
        return now - self.read_at > READ_AGAIN_AFTER
