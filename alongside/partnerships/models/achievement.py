"""A success of the mentee that could be told to others, and what the office may tell of it."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.journal.models import Journalled
from alongside.partnerships.models.expectation import ROLES
from alongside.partnerships.models.partnership import Partnership
from alongside.people.models import Account
from alongside.vault.models import Note


class AchievementQuerySet(models.QuerySet["Achievement"]):
    """Achievements, as somebody may see them."""

    def visible_to(self, account: Account) -> "AchievementQuerySet":
        """Those of one's own partnerships; the office has what was released of them."""
        return self.filter(partnership__in=Partnership.objects.visible_to(account))


class Achievement(Journalled):
    """What the partner with this role wrote about a success of the mentee's, sealed for both."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="achievements")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=ROLES)
    text = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects: ClassVar = AchievementQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-written_at", "id"]

    def __str__(self) -> str:
        return f"By the {self.role} at {self.written_at:%Y-%m-%d %H:%M}"

    @property
    def body_id(self) -> object:
        """The body whose scheme it is."""
        return self.partnership.body_id

    @property
    def released_at(self) -> datetime | None:
        """Since when the office may tell it; None while it stays between the two."""
        released: ReleasedAchievement | None = getattr(self, "released", None)
        return released.released_at if released else None


class ReleasedAchievement(Journalled):
    """The office's copy: version `version` of the words, to exactly which the mentee has consented.

    It is not sealed, since it is meant to be told. The row is there while the consent is, and deleted with it.
    """

    achievement = models.OneToOneField(Achievement, on_delete=models.PROTECT, related_name="released")
    version = models.PositiveIntegerField()
    text = models.TextField()
    released_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-released_at", "id"]

    def __str__(self) -> str:
        return f"Version {self.version}"
