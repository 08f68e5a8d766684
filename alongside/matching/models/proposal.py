"""One suggested pair with its reasons; it becomes a partnership when those whom the scheme asks say yes."""

from typing import ClassVar

from django.db import models

from alongside.domain.lifecycles import PROPOSAL
from alongside.enrolment.models import Application
from alongside.journal.models import Journalled
from alongside.matching.models.run import MatchRun
from alongside.people.models import Account, Member
from alongside.schemes.models import AdoptedDefinition, Scheme


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Proposals, as somebody may see them."""

    def visible_to(self, account: Account) -> "ProposalQuerySet":
        """The two members', once it has been published; a draft is the office's alone."""
        own = models.Q(mentee_application__member__account=account) | models.Q(
            mentor_application__member__account=account
        )
        return self.filter(own).exclude(state="draft").exclude(published_at=None)

    def run_by(self, account: Account) -> "ProposalQuerySet":
        """Those of the schemes whose office one belongs to."""
        return self.filter(scheme__in=Scheme.objects.run_by(account))


class Proposal(Journalled):
    """A suggested pair. `reasons` are the engine's: criterion, points, weight, and a sentence for each of the two."""

    YES, NO = "yes", "no"

    run = models.ForeignKey(MatchRun, on_delete=models.PROTECT, related_name="proposals")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="proposals")
    definition = models.ForeignKey(AdoptedDefinition, on_delete=models.PROTECT, related_name="+")
    mentee_application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="proposals_as_mentee"
    )
    mentor_application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="proposals_as_mentor"
    )
    state = models.CharField(max_length=10, choices=PROPOSAL.choices(), default=PROPOSAL.start)
    fit = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list)
    pinned = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True)
    answer_by = models.DateField(null=True)
    mentee_answer = models.CharField(max_length=3, blank=True)
    mentor_answer = models.CharField(max_length=3, blank=True)
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar = ProposalQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mentee_application"],
                condition=models.Q(state="open"),
                name="one_open_proposal_per_mentee_application",
            ),
            models.UniqueConstraint(
                fields=["run", "mentee_application"], name="one_proposal_per_mentee_and_run"
            ),
            models.CheckConstraint(
                condition=~models.Q(mentee_application=models.F("mentor_application")),
                name="two_make_a_proposal",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["scheme", "state", "answer_by"])]

    def __str__(self) -> str:
        return f"Proposal {self.pk}"

    @property
    def body_id(self) -> object:
        """The body whose scheme it is."""
        return self.scheme.body_id

    @property
    def fit_share(self) -> float:
        """The fit from 0 to 1."""
        return self.fit / 100

    @property
    def first_reason(self) -> str:
        """The weightiest sentence about the pair; runs from before there was one about both have the mentee's."""
        first = self.reasons[0] if self.reasons else {}
        return str(first.get("about_both") or first.get("to_mentee", ""))

    def role_of(self, account: Account) -> str:
        """`mentee` or `mentor` for one of the two, empty for anybody else."""
        if self.mentee_application.member.account_id == account.pk:
            return "mentee"
        return "mentor" if self.mentor_application.member.account_id == account.pk else ""

    def other_of(self, account: Account) -> Member:
        """The one whom this one would work with."""
        application = (
            self.mentor_application if self.role_of(account) == "mentee" else self.mentee_application
        )
        return application.member

    def answer_of(self, role: str) -> str:
        """What this one has said so far."""
        return self.mentee_answer if role == "mentee" else self.mentor_answer
