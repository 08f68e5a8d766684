"""A look of an office at its own programme, with the figures of that day."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.journal.models import Journalled
from alongside.people.models import Account
from alongside.schemes.models import Scheme


class ReviewQuerySet(models.QuerySet["Review"]):
    """Reviews, as somebody may see them."""

    def run_by(self, account: Account) -> "ReviewQuerySet":
        """Those of the schemes whose office one belongs to."""
        return self.filter(scheme__in=Scheme.objects.run_by(account))


class Review(Journalled):
    """How a programme scored itself on a day, in hundredths by standard, with notes by standard and what was decided.

    `figures` are those that stood on the page of outcomes on that day, so they speak of nobody.
    """

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="reviews")
    standards_key = models.CharField(max_length=60)
    on = models.DateField()
    scores = models.JSONField()
    notes = models.JSONField()
    decisions = models.TextField(blank=True)
    figures = models.JSONField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar = ReviewQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-on", "-made_at"]

    def __str__(self) -> str:
        return f"{self.scheme} {self.on}"
