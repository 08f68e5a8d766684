"""What somebody said a partnership has been good for, and sums of it that speak of nobody."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.journal.models import Journalled
from alongside.partnerships.models.expectation import ROLES
from alongside.partnerships.models.partnership import Partnership
from alongside.schemes.models import Scheme
from alongside.vault.models import Note

STAGES = [("start", "at the start"), ("end", "at the end"), ("later", "some months later")]


class OutcomeAnswer(Journalled):
    """The answers of the partner with this role at one stage, sealed under their own key. They never change."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="outcome_answers")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=ROLES)
    stage = models.CharField(max_length=5, choices=STAGES)
    text = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partnership", "role", "stage"], name="one_answer_per_partner_and_stage"
            ),
        ]

    def __str__(self) -> str:
        return f"The {self.role}, {self.get_stage_display()}"

    @property
    def body_id(self) -> object:
        """The body whose scheme it is."""
        return self.partnership.body_id


class OutcomeSum(models.Model):
    """The answers to one question added up, without any link to who gave them.

    They are those of the people introduced in `year`, in groups of five in the order in which they answered: `group`
    counts from 0, and only whole groups are ever shown. At the stage `end`, `before` adds up what the same people
    had answered at the start, and whoever had not is left out; at `later` it is 0.
    """

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="outcome_sums")
    year = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=10, choices=ROLES)
    stage = models.CharField(max_length=5, choices=STAGES)
    question = models.CharField(max_length=60)
    group = models.PositiveIntegerField()
    people = models.PositiveSmallIntegerField(default=0)
    before = models.PositiveSmallIntegerField(default=0)
    after = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["scheme", "year", "role", "stage", "question", "group"], name="one_sum_per_group"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}, {self.year}, group {self.group}"
