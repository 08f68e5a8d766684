"""Applications to join a scheme, and the conflicts that members have declared."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.domain.lifecycles import APPLICATION
from alongside.domain.relations import RELATIONS
from alongside.journal.models import Journalled
from alongside.people.models import Account, Member
from alongside.schemes.models import AdoptedDefinition, Scheme
from alongside.vault.models import Note


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Applications, as somebody may see them."""

    def visible_to(self, account: Account) -> "ApplicationQuerySet":
        """One's own, and, once sent, those of the schemes one runs. A draft is its writer's alone."""
        own = models.Q(member__account=account)
        office = models.Q(scheme__in=Scheme.objects.run_by(account)) & ~models.Q(state="draft")
        return self.filter(
            own | office | models.Q(scheme__in=Scheme.objects.run_by(account), keyed_in_by=account)
        )


class Application(Journalled):
    """A member asks to take part in a scheme as mentee or mentor, under the definition in force when they began.

    `queued_at` orders the queue: the moment of sending, kept when someone returns to it, so that they stand at its head.
    What was promised to them counts from `returned_at` then. A mentor stays `waiting` while they have places; how many
    are free is computed, never stored.
    """

    MENTEE, MENTOR = "mentee", "mentor"
    ROLES: ClassVar = [(MENTEE, MENTEE), (MENTOR, MENTOR)]
    OPEN_STATES: ClassVar = ("draft", "submitted", "waiting", "paired")

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="applications")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="applications")
    definition = models.ForeignKey(AdoptedDefinition, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=ROLES)
    state = models.CharField(max_length=12, choices=APPLICATION.choices(), default=APPLICATION.start)
    answers = models.JSONField(default=dict)
    private_answers = models.ForeignKey(Note, null=True, on_delete=models.PROTECT, related_name="+")
    capacity = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(auto_now=True)
    begun_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(null=True)
    queued_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    keyed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    office_message = models.TextField(blank=True, max_length=2000)

    objects: ClassVar = ApplicationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["scheme", "member", "role"],
                condition=models.Q(state__in=["draft", "submitted", "waiting", "paired"]),
                name="one_open_application_per_role",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["scheme", "state", "role", "queued_at"])]

    def __str__(self) -> str:
        return f"{self.member} as {self.role}"

    @property
    def body_id(self) -> object:
        """The body whose scheme it is."""
        return self.scheme.body_id

    @property
    def applied_on(self) -> date:
        """The day of application where the office is. Raises ValueError for one that was never sent."""
        if self.queued_at is None:
            raise ValueError("An application that was never sent has no place in the queue.")
        return self.queued_at.astimezone(self.scheme.body.zone).date()

    @property
    def waits_since(self) -> date:
        """The day from which their waiting counts: of application, or of the last return to the queue."""
        if self.returned_at is None:
            return self.applied_on
        return self.returned_at.astimezone(self.scheme.body.zone).date()


class Clearance(Journalled):
    """The office has seen what a scheme asks for before this adult mentors somebody under 18; good until its last day."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="clearance")
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(auto_now=True)
    until = models.DateField()

    def __str__(self) -> str:
        return f"until {self.until}"


class DeclaredConflict(Journalled):
    """A member says that they should not be paired with another. Of a wish the other learns nothing.

    A relation at work is a plain fact, which the two can read where it bears on them; never who said so.
    """

    WISHES: ClassVar = [("conflict", "a conflict of interest"), ("rather_not", "one would rather not")]
    KINDS: ClassVar = [*RELATIONS.items(), *WISHES]

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="declared_conflicts")
    other = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30, choices=KINDS, default="conflict")
    declared_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "other"], name="one_declaration_per_pair"),
            models.CheckConstraint(
                condition=~models.Q(member=models.F("other")), name="no_conflict_with_oneself"
            ),
        ]
