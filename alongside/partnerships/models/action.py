"""A step the two agreed on, with an owner and a date."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.domain.lifecycles import ACTION
from alongside.journal.models import Journalled
from alongside.partnerships.models.goal import Goal
from alongside.partnerships.models.partnership import Partnership
from alongside.partnerships.models.session import Session
from alongside.people.models import Account
from alongside.vault.models import Note


class ActionQuerySet(models.QuerySet["Action"]):
    """Actions, as somebody may see them."""

    def visible_to(self, account: Account) -> "ActionQuerySet":
        """Actions of one's own partnerships."""
        return self.filter(partnership__in=Partnership.objects.visible_to(account))

    def open(self) -> "ActionQuerySet":
        """Those still to do."""
        return self.filter(state="open")


class Action(Journalled):
    """What one of the two will do, sealed for both; `owner` is that partner's role, `goal` what it is a step to."""

    ROLES: ClassVar = [("mentee", "mentee"), ("mentor", "mentor")]

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="actions")
    session = models.ForeignKey(Session, null=True, on_delete=models.PROTECT, related_name="actions")
    goal = models.ForeignKey(Goal, null=True, on_delete=models.PROTECT, related_name="steps")
    owner = models.CharField(max_length=10, choices=ROLES)
    text = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=ACTION.choices(), default=ACTION.start)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    objects: ClassVar = ActionQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "state", "due_on"])]

    @property
    def body_id(self) -> object:
        """The body whose scheme it is."""
        return self.partnership.body_id

    def is_late(self, today: date) -> bool:
        """Still to do, past its day."""
        return self.state == "open" and self.due_on is not None and self.due_on < today
