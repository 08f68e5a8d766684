"""What the two want to talk about in a session."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.journal.models import Journalled
from alongside.partnerships.models.partnership import Partnership
from alongside.partnerships.models.session import Session
from alongside.people.models import Account
from alongside.vault.models import Note


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    """Agenda items, as somebody may see them."""

    def visible_to(self, account: Account) -> "AgendaItemQuerySet":
        """Items of one's own partnerships."""
        return self.filter(session__partnership__in=Partnership.objects.visible_to(account))

    def standing(self) -> "AgendaItemQuerySet":
        """Those that nobody took off."""
        return self.filter(removed_at=None)

    def standing_on(self, moment: datetime) -> "AgendaItemQuerySet":
        """Those that nobody had taken off at a moment."""
        return self.filter(models.Q(removed_at=None) | models.Q(removed_at__gte=moment))


class AgendaItem(Journalled):
    """One item, sealed for both partners. `topic` is a term of the scheme's vocabulary of topics, or empty.

    `origin` is the id of what the item was made from, such as an entry of the learning log, so that it stands
    on the same agenda once.
    """

    MENTEE, MENTOR = "mentee", "mentor"
    ROLES: ClassVar = [(MENTEE, MENTEE), (MENTOR, MENTOR)]

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="agenda_items")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=ROLES)
    topic = models.CharField(max_length=60, blank=True)
    text = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="+")
    origin = models.UUIDField(null=True)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    objects: ClassVar = AgendaItemQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "origin"], name="one_agenda_item_per_origin"),
        ]
        ordering: ClassVar = ["session", "added_at", "id"]

    @property
    def body_id(self) -> object:
        """The body whose scheme it is."""
        return self.session.body_id
