"""A body owns schemes and members; its office runs them. No body reads the data of another."""

from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models

from alongside.journal.models import Journalled

if TYPE_CHECKING:
    from alongside.people.models.account import Account


class BodyQuerySet(models.QuerySet["Body"]):
    """Bodies, as somebody may see them."""

    def run_by(self, account: "Account", *roles: str) -> "BodyQuerySet":
        """Bodies in which the account holds one of these office roles."""
        return self.filter(
            pk__in=OfficeRole.objects.filter(account=account, role__in=roles).values("body_id")
        )


class Body(Journalled):
    """A professional body or employer."""

    PROFESSION, EMPLOYER = "profession", "employer"
    KINDS: ClassVar = [(PROFESSION, "professional body"), (EMPLOYER, "employer")]

    kind = models.CharField(max_length=12, choices=KINDS, default=PROFESSION)
    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=40)
    contact_email = models.EmailField()
    time_zone = models.CharField(max_length=64, default="Europe/London")
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar = BodyQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def is_employer(self) -> bool:
        """Whether its members work for it."""
        return self.kind == self.EMPLOYER

    @property
    def zone(self) -> ZoneInfo:
        """The office's time zone, in which its days begin and end."""
        return ZoneInfo(self.time_zone)


class OfficeRole(Journalled):
    """What a member of staff may do in one body; taking it away works from their next request."""

    COORDINATOR, DIRECTOR, TRAINER, AUDITOR = "coordinator", "director", "trainer", "auditor"
    ROLES: ClassVar = [(role, role) for role in (COORDINATOR, DIRECTOR, TRAINER, AUDITOR)]

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="office_roles")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="office_roles"
    )
    role = models.CharField(max_length=20, choices=ROLES)
    granted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "account", "role"], name="one_row_per_office_role"),
        ]

    def __str__(self) -> str:
        return f"{self.account} is {self.role} of {self.body.short_name}"
