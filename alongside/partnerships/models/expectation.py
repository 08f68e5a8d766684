"""What the two expect of each other, settled one by one by the formula."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.domain.lifecycles import EXPECTATION
from alongside.journal.models import Journalled
from alongside.partnerships.models.partnership import Partnership
from alongside.people.models import Account
from alongside.vault.models import Note

ROLES = [("mentee", "mentee"), ("mentor", "mentor")]


class ExpectationQuerySet(models.QuerySet["Expectation"]):
    """Expectations, as somebody may see them."""

    def visible_to(self, account: Account) -> "ExpectationQuerySet":
        """Those of one's own partnerships."""
        return self.filter(partnership__in=Partnership.objects.visible_to(account))

    def open(self) -> "ExpectationQuerySet":
        """Those that are still to be settled."""
        return self.filter(state__in=("stated", "clarifying"))

    def to_discuss(self, today: date) -> "ExpectationQuerySet":
        """Those put off to a day that has come, until they are settled; whether or not the clock has reopened them."""
        return self.filter(review_on__lte=today, state__in=("stated", "clarifying", "deferred"))


class Expectation(Journalled):
    """One expectation of the partner with this `role`, in one or more wordings of which the newest counts.

    `wording` is the number of that newest one. `mentee_accepts` and `mentor_accepts` say which wording each has
    accepted last: an older number means nothing any more. The database itself refuses “agreed” unless
    both have accepted the newest.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="expectations")
    role = models.CharField(max_length=10, choices=ROLES)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=EXPECTATION.choices(), default=EXPECTATION.start)
    wording = models.PositiveSmallIntegerField(default=1)
    mentee_accepts = models.PositiveSmallIntegerField(null=True)
    mentee_accepted_at = models.DateTimeField(null=True)
    mentor_accepts = models.PositiveSmallIntegerField(null=True)
    mentor_accepted_at = models.DateTimeField(null=True)
    review_on = models.DateField(null=True)
    stated_at = models.DateTimeField()

    objects: ClassVar = ExpectationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(state="agreed")
                | (
                    models.Q(mentee_accepts__isnull=False, mentee_accepts=models.F("wording"))
                    & models.Q(mentor_accepts__isnull=False, mentor_accepts=models.F("wording"))
                ),
                name="agreed_means_both_accepted_the_newest_wording",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="deferred") | models.Q(review_on__isnull=False),
                name="a_deferred_expectation_has_a_day",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "review_on"])]
        ordering: ClassVar = ["partnership", "stated_at", "id"]

    @property
    def body_id(self) -> object:
        """The body whose scheme it is."""
        return self.partnership.body_id

    def is_accepted_by(self, role: str) -> bool:
        """Whether this partner has accepted the wording that counts."""
        accepts = self.mentee_accepts if role == "mentee" else self.mentor_accepts
        return accepts == self.wording


class Wording(Journalled):
    """One way to put an expectation, suggested by the partner with this role; kept when others follow."""

    expectation = models.ForeignKey(Expectation, on_delete=models.PROTECT, related_name="wordings")
    number = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=10, choices=ROLES)
    text = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="+")
    suggested_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["expectation", "number"], name="one_wording_per_number"),
        ]
        ordering: ClassVar = ["expectation", "number"]

    def __str__(self) -> str:
        return f"Wording {self.number}"


class Clarification(Journalled):
    """A question about an expectation, or an answer from whoever stated it; all are kept, oldest first."""

    expectation = models.ForeignKey(Expectation, on_delete=models.PROTECT, related_name="clarifications")
    role = models.CharField(max_length=10, choices=ROLES)
    text = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["expectation", "written_at", "id"]

    def __str__(self) -> str:
        return f"By the {self.role} at {self.written_at:%Y-%m-%d %H:%M}"
