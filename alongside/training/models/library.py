"""What trainers and the office add to the scheme's list of things to read and watch, and links that lead nowhere."""

from typing import Any, ClassVar, Final

from django.conf import settings
from django.db import models

from alongside.journal.models import Journalled
from alongside.people.models import Account, Body, OfficeRole
from alongside.schemes.models import Scheme

KEEPERS: Final = (OfficeRole.TRAINER, OfficeRole.COORDINATOR, OfficeRole.DIRECTOR)
"""The office roles that keep the list of a scheme."""
NO_ANSWERS: Final = 2
"""Looked at so many times in a row without success, a link counts as broken."""


class LibraryItemQuerySet(models.QuerySet["LibraryItem"]):
    """Items, as somebody may see them."""

    def visible_to(self, account: Account) -> "LibraryItemQuerySet":
        """Those of the schemes one sees, as a member, in the office or as a trainer."""
        return self.filter(scheme__in=Scheme.objects.read_by(account))

    def kept_by(self, account: Account) -> "LibraryItemQuerySet":
        """Those one can change: of the bodies in which one is a trainer or in the office."""
        return self.filter(scheme__body__in=Body.objects.run_by(account, *KEEPERS))

    def on_the_shelf(self) -> "LibraryItemQuerySet":
        """Those that were not taken off."""
        return self.filter(removed_at=None)


class LibraryItem(Journalled):
    """Something to read or watch that a trainer or the office added: an address, a file, or a book without either.

    `phase` and `side` are those of the scheme's own list; an empty side is for both.
    """

    SIDES: ClassVar = [("", "both"), ("mentor", "mentor"), ("mentee", "mentee")]

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="library")
    title = models.CharField(max_length=200)
    note = models.TextField(max_length=1000, blank=True)
    url = models.URLField(max_length=500, blank=True)
    phase = models.CharField(max_length=12, default="any")
    side = models.CharField(max_length=6, choices=SIDES, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = LibraryItemQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["scheme", "removed_at"])]
        ordering: ClassVar = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def body_id(self) -> Any:
        """The body whose scheme it is."""
        return self.scheme.body_id

    @property
    def sides(self) -> tuple[str, ...]:
        """Whom it is for, as in the scheme's own list."""
        return (self.side,) if self.side else ("mentee", "mentor")


class LibraryFile(models.Model):
    """The file of an item, apart from it so that a list of items does not carry their files."""

    item = models.OneToOneField(LibraryItem, on_delete=models.CASCADE, related_name="file")
    data = models.BinaryField()
    media_type = models.CharField(max_length=100)
    ending = models.CharField(max_length=5)

    def __str__(self) -> str:
        return f"{self.item} ({self.ending})"


class Link(models.Model):
    """An address on a scheme's list: when we looked at it last, and whether anybody said that it leads nowhere."""

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="links")
    url = models.CharField(max_length=500)
    looked_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=200, blank=True)
    broken_since = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(null=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scheme", "url"], name="one_link_per_scheme")
        ]

    def __str__(self) -> str:
        return self.url

    @property
    def is_broken(self) -> bool:
        """Whether people are warned of it: it failed again and again, or somebody said so."""
        return self.failures >= NO_ANSWERS or self.reported_at is not None
