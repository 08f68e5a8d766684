"""A match run: the office asks the engine for proposals from everyone who waits."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.domain.lifecycles import MATCH_RUN
from alongside.enrolment.models import Application
from alongside.journal.models import Journalled
from alongside.people.models import Account
from alongside.schemes.models import AdoptedDefinition, Scheme


class MatchRunQuerySet(models.QuerySet["MatchRun"]):
    """Match runs, as somebody may see them."""

    def visible_to(self, account: Account) -> "MatchRunQuerySet":
        """Those of the schemes one runs."""
        return self.filter(scheme__in=Scheme.objects.run_by(account))


class MatchRun(Journalled):
    """One run. `outcome` holds what the engine said apart from the pairs: levels, who is left out, and the proof."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="match_runs")
    definition = models.ForeignKey(AdoptedDefinition, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=MATCH_RUN.choices(), default=MATCH_RUN.start)
    seed = models.PositiveIntegerField(default=0)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=300, blank=True)
    outcome = models.JSONField(default=dict)

    objects: ClassVar = MatchRunQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scheme", "number"], name="one_match_run_per_number"),
            models.UniqueConstraint(
                fields=["scheme"],
                condition=models.Q(state__in=["queued", "draft"]),
                name="one_match_run_at_work_per_scheme",
            ),
        ]

    def __str__(self) -> str:
        return f"Match run {self.number}"

    @property
    def body_id(self) -> object:
        """The body whose scheme it is."""
        return self.scheme.body_id


class Ruling(Journalled):
    """The office's word on two applications: `pin` keeps them together in every run, `ban` apart."""

    PIN, BAN = "pin", "ban"
    KINDS: ClassVar = [(PIN, "keep together"), (BAN, "keep apart")]

    mentee_application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    mentor_application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=5, choices=KINDS)
    ruled_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mentee_application", "mentor_application"],
                name="one_ruling_per_pair_of_applications",
            ),
            models.UniqueConstraint(
                fields=["mentee_application"],
                condition=models.Q(kind="pin"),
                name="one_pin_per_mentee_application",
            ),
        ]
