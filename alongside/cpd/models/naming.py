"""A person's consent that a partner names them in an audit profile."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.journal.models import Journalled
from alongside.people.models import Account


class NamingConsentQuerySet(models.QuerySet["NamingConsent"]):
    """Consents, as somebody may see them."""

    def visible_to(self, account: Account) -> "NamingConsentQuerySet":
        """Those one gave and those one was given."""
        return self.filter(models.Q(giver=account) | models.Q(receiver=account))


class NamingConsent(Journalled):
    """`giver` lets `receiver` name them; without such a row names are withheld. Taking it back deletes the row."""

    giver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    receiver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar = NamingConsentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["giver", "receiver"], name="one_naming_consent_per_pair"),
        ]
