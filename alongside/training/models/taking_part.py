"""Who took part in a meeting of the body: it can decide who is served first."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.people.models import Member


class TakingPart(models.Model):
    """A member took part in a meeting, or contributed to it, on a day."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="took_part")
    what = models.CharField(max_length=150)
    on = models.DateField()
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "what", "on"], name="took_part_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["member", "-on"])]

    def __str__(self) -> str:
        return f"{self.what}, {self.on:%d %B %Y}"
