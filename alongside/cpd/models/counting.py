"""By whose rules a person counts their activities."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.journal.models import Journalled
from alongside.people.models import Account


class CountingQuerySet(models.QuerySet["Counting"]):
    """Choices, as somebody may see them."""

    def visible_to(self, account: Account) -> "CountingQuerySet":
        """One's own and nobody else's, whatever office one holds."""
        return self.filter(owner=account)


class Counting(Journalled):
    """The credit rules that `owner` chose by `rules_key`, and when their own cycle began where they said so."""

    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="cpd_counting"
    )
    rules_key = models.CharField(max_length=60)
    cycle_from = models.DateField(null=True)

    objects: ClassVar = CountingQuerySet.as_manager()

    def __str__(self) -> str:
        return self.rules_key
