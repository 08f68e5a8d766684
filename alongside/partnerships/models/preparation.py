"""What a partner has done before a session."""

from typing import ClassVar

from django.db import models

from alongside.partnerships.models.session import Session


class PreparationTick(models.Model):
    """One thing of the scheme's checklist that the partner with this role has done before a session."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="preparation_ticks")
    role = models.CharField(max_length=10)
    item = models.CharField(max_length=60)
    ticked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "role", "item"], name="one_tick_per_item_and_partner"),
        ]

    def __str__(self) -> str:
        return f"{self.item} by the {self.role}"
