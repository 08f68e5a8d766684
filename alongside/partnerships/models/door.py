"""A door that was opened: to whom a mentor has introduced their mentee."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.journal.models import Journalled
from alongside.partnerships.models.expectation import ROLES
from alongside.partnerships.models.partnership import Partnership
from alongside.people.models import Account
from alongside.vault.models import Note


class OpenedDoorQuerySet(models.QuerySet["OpenedDoor"]):
    """Opened doors, as somebody may change them; both partners read those of their partnership."""

    def written_by(self, account: Account) -> "OpenedDoorQuerySet":
        """Those that one noted oneself."""
        return self.filter(author=account)


class OpenedDoor(Journalled):
    """An introduction that the partner with this role noted, sealed for both; what brought the two together is no such.

    Of the third person it holds a name or a part they play, and nothing by which to reach them. Taken back, it is gone.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="opened_doors")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=ROLES)
    on = models.DateField()
    text = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects: ClassVar = OpenedDoorQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-on", "-written_at", "id"]

    def __str__(self) -> str:
        return f"By the {self.role} on {self.on}"

    @property
    def body_id(self) -> object:
        """The body whose scheme it is."""
        return self.partnership.body_id
