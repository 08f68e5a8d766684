"""A link by which somebody signs in from their mail: one use, a quarter of an hour."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models


class SignInLinkQuerySet(models.QuerySet["SignInLink"]):
    """Links, as time makes them."""

    def open_at(self, now: datetime) -> "SignInLinkQuerySet":
        """Those that nobody has used yet. Asks this table alone, so that an update of them has one winner."""
        return self.filter(used_at=None, expires_at__gt=now)


class SignInLink(models.Model):
    """Only the digest of what stands in the mail is kept. Without an account it was asked for an unknown address."""

    digest = models.CharField(max_length=64, unique=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    path = models.CharField(max_length=200, blank=True)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)

    objects: ClassVar = SignInLinkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"sign-in link until {self.expires_at:%Y-%m-%d %H:%M}"
