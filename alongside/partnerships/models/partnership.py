"""A mentor and a mentee working together."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from alongside.domain.lifecycles import PARTNERSHIP
from alongside.domain.scheme import BOTH_SIDES, SchemeDefinition
from alongside.domain.scheme.plan import Plan
from alongside.enrolment.models import Application
from alongside.journal.models import Journalled
from alongside.people.models import Account, Member
from alongside.schemes.models import AdoptedDefinition, Scheme
from alongside.schemes.queries import rules_of, terms_of


class PartnershipQuerySet(models.QuerySet["Partnership"]):
    """Partnerships, as somebody may see them."""

    def visible_to(self, account: Account) -> "PartnershipQuerySet":
        """The two partners' own. The office has `run_by`, which leads to pages without any content."""
        return self.filter(models.Q(mentee__account=account) | models.Q(mentor__account=account))

    def run_by(self, account: Account) -> "PartnershipQuerySet":
        """Partnerships of the schemes whose office one belongs to."""
        return self.filter(scheme__in=Scheme.objects.run_by(account))

    def alive(self) -> "PartnershipQuerySet":
        """Those that have not ended."""
        return self.exclude(state="ended")


class Partnership(Journalled):
    """A pair, from introduction to ending, under the definition in force when they were introduced.

    `mentor_place` is which of the mentor's places this takes, counted from 1: the database refuses
    two live partnerships on one place. `reasons` say why these two: a sentence that both read, or one to each by role.
    `expectations_lead` is empty while the scheme's own rule says who leads that conversation. What the agreement in
    force settles by a number stands here too: `cadence_days`, `until` and `review_every`, each empty while the scheme's
    rule holds. `papers` is how much the two write down, empty while they follow the scheme. `origin` is how the two came
    together, empty for those of whom nobody noted it.
    """

    COMPLETED, NATURAL, EARLY = "completed", "natural", "early"
    ENDINGS: ClassVar = [
        (COMPLETED, "We have done what we set out to do"),
        (NATURAL, "It has come to a natural end"),
        (EARLY, "It stops here, earlier than planned"),
    ]
    """How whoever ends it puts it; none of them says whose doing it was."""

    PAPERS: ClassVar = [
        ("none", "Nothing. Nobody is reminded, and hours can still be noted"),
        ("light", "Dates and hours. You are asked after a session whether you met"),
        ("full", "A record of each session as well"),
    ]

    PROPOSED, ASKED, BROUGHT, ASSIGNED = "proposed", "asked", "brought", "assigned"
    ORIGINS: ClassVar = [
        (PROPOSED, "The office proposed you to each other, and whoever was asked said yes"),
        (ASKED, "The mentee asked for the mentor, who said yes"),
        (BROUGHT, "The mentee brought the mentor along, who said yes"),
        (ASSIGNED, "You were assigned to each other: neither of you chose, and neither was asked"),
    ]
    """How the two came together, as both read it."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="partnerships")
    definition = models.ForeignKey(AdoptedDefinition, on_delete=models.PROTECT, related_name="+")
    mentee = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="partnerships_as_mentee")
    mentor = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="partnerships_as_mentor")
    mentee_application = models.ForeignKey(Application, null=True, on_delete=models.PROTECT, related_name="+")
    mentor_application = models.ForeignKey(Application, null=True, on_delete=models.PROTECT, related_name="+")
    mentor_place = models.PositiveSmallIntegerField(null=True)
    reasons = models.JSONField(default=list)
    state = models.CharField(max_length=12, choices=PARTNERSHIP.choices(), default=PARTNERSHIP.start)
    introduced_at = models.DateTimeField()
    origin = models.CharField(max_length=10, choices=ORIGINS, blank=True)
    begun_at = models.DateTimeField(null=True)
    paused_on = models.DateField(null=True)
    paused_until = models.DateField(null=True)
    resumed_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=10, choices=ENDINGS, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    preferred_tool = models.CharField(max_length=80, blank=True)
    expectations_lead = models.CharField(max_length=10, blank=True)
    cadence_days = models.PositiveSmallIntegerField(null=True)
    until = models.DateField(null=True)
    review_every = models.PositiveSmallIntegerField(null=True)
    papers = models.CharField(max_length=5, choices=PAPERS, blank=True)

    objects: ClassVar = PartnershipQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mentee_application"],
                condition=~models.Q(state="ended"),
                name="one_live_partnership_per_mentee_application",
            ),
            models.UniqueConstraint(
                fields=["mentor_application", "mentor_place"],
                condition=~models.Q(state="ended"),
                name="one_live_partnership_per_place_of_a_mentor",
            ),
            models.CheckConstraint(
                condition=~models.Q(mentee=models.F("mentor")), name="nobody_mentors_themselves"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["scheme", "state", "introduced_at"])]

    def __str__(self) -> str:
        return f"{self.mentee} and {self.mentor}"

    @property
    def body_id(self) -> object:
        """The body whose scheme it is."""
        return self.scheme.body_id

    @property
    def rules(self) -> SchemeDefinition:
        """The scheme's rules as this pair began under them."""
        return rules_of(self.definition)

    @property
    def plan(self) -> Plan:
        """The scheme's plan, at the rhythm the two have agreed on."""
        plan = self.rules.plan
        return plan.at_rhythm(self.cadence_days) if self.cadence_days else plan

    @property
    def paper_level(self) -> str:
        """How much the two write down: `none`, `light` or `full`."""
        return self.papers or self.rules.papers.level

    @property
    def title(self) -> str:
        """Both names, the mentee's first; for headings within pages, never for a page's title."""
        return f"{self.mentee.name} and {self.mentor.name}"

    @property
    def tool_label(self) -> str:
        """How the two meet: a term of the scheme's vocabulary in its words, or their own words."""
        key = self.rules.meetings.tool_vocabulary
        terms = dict(terms_of(self.scheme, self.rules, key)) if key and self.preferred_tool else {}
        return terms.get(self.preferred_tool, self.preferred_tool)

    def account_of(self, role: str) -> Account:
        """The account of the partner with this role."""
        return self.member_of(role).account

    def member_of(self, role: str) -> Member:
        """The partner with this role."""
        return self.mentee if role == "mentee" else self.mentor

    def reasons_to(self, role: str) -> list[str]:
        """Why these two, as the partner with this role is told."""
        return [each if isinstance(each, str) else each[role] for each in self.reasons]

    def role_of(self, account: Account) -> str:
        """`mentee` or `mentor` for a partner, empty for anybody else."""
        if self.mentee.account_id == account.pk:
            return "mentee"
        return "mentor" if self.mentor.account_id == account.pk else ""

    def partner_of(self, account: Account) -> Member:
        """The other one."""
        return self.mentor if self.role_of(account) == "mentee" else self.mentee

    @property
    def protects_minor(self) -> bool:
        """Whether the mentee is under 18: neither has the other's address, and both read whom to turn to."""
        return self.mentee.is_minor_on(timezone.localdate())

    @property
    def shows_addresses(self) -> bool:
        """Whether each has the other's address: until they part, and afterwards while both wish to stay in touch.

        Never while the mentee is under 18.
        """
        if self.protects_minor:
            return False
        return self.state != "ended" or len(self.touches.all()) == len(BOTH_SIDES)

    @property
    def ended_on(self) -> date | None:
        """The day on which it ended where its body is; None while it has not."""
        return self.ended_at.astimezone(self.scheme.body.zone).date() if self.ended_at else None

    @property
    def last_day_in_pause(self) -> date | None:
        """The last day of the two, where they pause beyond it: it does not move by itself, so it comes first."""
        if self.until is None or self.paused_until is None or self.until >= self.paused_until:
            return None
        return self.until

    def wishes_touch(self, role: str) -> bool:
        """Whether the partner with this role has said that they wish to stay in touch."""
        return any(touch.role == role for touch in self.touches.all())
