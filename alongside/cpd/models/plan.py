"""What a person plans to learn, with or without a mentor: goals, and the steps to each."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.domain.lifecycles import PLANNED_GOAL
from alongside.journal.models import Journalled
from alongside.people.models import Account
from alongside.vault.models import Note


class PlannedGoalQuerySet(models.QuerySet["PlannedGoal"]):
    """Planned goals, as somebody may see them."""

    def visible_to(self, account: Account) -> "PlannedGoalQuerySet":
        """One's own and nobody else's, whatever office one holds."""
        return self.filter(owner=account)


class PlannedGoal(Journalled):
    """A goal of a learning plan. Its words are sealed under the owner's own key, as are those of its steps.

    Nothing in it belongs to a partnership: what its owner takes to one is a copy that they share there or not.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="planned_goals"
    )
    text = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="+")
    by_when = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=PLANNED_GOAL.choices(), default=PLANNED_GOAL.start)
    planned_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    objects: ClassVar = PlannedGoalQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["owner", "state"])]
        ordering: ClassVar = [models.F("by_when").asc(nulls_last=True), "planned_at", "id"]

    def __str__(self) -> str:
        return f"A goal planned on {self.planned_at:%Y-%m-%d}"

    @property
    def body_id(self) -> None:
        """No body's: it is the owner's own, whichever bodies they belong to."""
        return None

    def is_late(self, today: date) -> bool:
        """Under way, past its day."""
        return self.state == "open" and self.by_when is not None and self.by_when < today


class PlannedStepQuerySet(models.QuerySet["PlannedStep"]):
    """Planned steps, as somebody may see them."""

    def visible_to(self, account: Account) -> "PlannedStepQuerySet":
        """Those to one's own goals."""
        return self.filter(goal__in=PlannedGoal.objects.visible_to(account))


class PlannedStep(Journalled):
    """A step to a planned goal, done or not."""

    goal = models.ForeignKey(PlannedGoal, on_delete=models.PROTECT, related_name="steps")
    text = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True)
    planned_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    objects: ClassVar = PlannedStepQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["goal", models.F("due_on").asc(nulls_last=True), "planned_at", "id"]

    def __str__(self) -> str:
        return f"A step planned on {self.planned_at:%Y-%m-%d}"

    def is_late(self, today: date) -> bool:
        """Not done, past its day."""
        return self.done_at is None and self.due_on is not None and self.due_on < today
