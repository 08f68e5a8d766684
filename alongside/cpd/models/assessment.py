"""One look of a person at themselves by a competency framework."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.journal.models import Journalled
from alongside.people.models import Account, Body
from alongside.vault.models import Note


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """Looks, as somebody may see them."""

    def visible_to(self, account: Account) -> "AssessmentQuerySet":
        """One's own and nobody else's, whatever office one holds; also those one has removed."""
        return self.filter(owner=account)

    def standing(self) -> "AssessmentQuerySet":
        """Those that their owner did not remove."""
        return self.filter(removed_at=None)


class Assessment(Journalled):
    """How `owner` rated themselves on a day. `answers` are levels by indicator, sealed under their own key.

    `framework_version` is the version that asked; what a later one no longer asks is kept and not shown. `counted` is
    whether the levels were added to the sums of the owner's bodies, which is never more than once a year.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="cpd_assessments"
    )
    framework_key = models.CharField(max_length=60)
    framework_version = models.PositiveIntegerField()
    part = models.CharField(max_length=10, choices=[("mentor", "mentor"), ("mentee", "mentee")])
    on = models.DateField()
    answers = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)
    counted = models.BooleanField(default=False)

    objects: ClassVar = AssessmentQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["owner", "framework_key", "part"])]
        ordering: ClassVar = ["-on", "-made_at", "id"]

    def __str__(self) -> str:
        return f"{self.framework_key} {self.part} {self.on}"


class CompetencySum(models.Model):
    """Levels of one indicator added up over the members of a body, without any link to whose they are.

    They are in groups of five people in the order in which they were given: `group` counts from 0, and only whole groups
    are ever shown. `low` is how many of the `people` gave a level in the lower half.
    """

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="competency_sums")
    framework_key = models.CharField(max_length=60)
    part = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    indicator = models.CharField(max_length=60)
    group = models.PositiveIntegerField()
    people = models.PositiveSmallIntegerField(default=0)
    low = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["body", "framework_key", "part", "year", "indicator", "group"],
                name="one_sum_per_group_and_indicator",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.year}, group {self.group}"
