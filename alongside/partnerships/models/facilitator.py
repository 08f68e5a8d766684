"""A third person who is invited to one meeting, such as to help with the first one."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.journal.models import Journalled
from alongside.partnerships.models.session import Session

INVITERS: list[tuple[str, str]] = [("mentee", "mentee"), ("mentor", "mentor"), ("office", "office")]


class FacilitatorQuerySet(models.QuerySet["Facilitator"]):
    """Third persons, and who of them is still invited."""

    def invited(self) -> "FacilitatorQuerySet":
        """Those whose invitation nobody took back."""
        return self.filter(ended_at=None)


class Facilitator(Journalled):
    """Whoever was invited to this session and to nothing else; `role` is that of whoever invited them."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="facilitators")
    name = models.CharField(max_length=120)
    email = models.EmailField()
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=INVITERS)
    invited_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar = FacilitatorQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["session"], condition=models.Q(ended_at=None), name="one_facilitator_per_session"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def body_id(self) -> object:
        """The body whose scheme it is."""
        return self.session.body_id
