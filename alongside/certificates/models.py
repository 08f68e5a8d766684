"""A certificate: what it says, the code that checks it, and the badge that carries the same."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.domain.cpd.certificates import TITLES, Statement, printed_code, statement_of
from alongside.journal.models import Journalled
from alongside.people.models import Account, Body


class CertificateQuerySet(models.QuerySet["Certificate"]):
    """Certificates, as somebody may see them."""

    def visible_to(self, account: Account) -> "CertificateQuerySet":
        """One's own. The office has `run_by`; everybody else has the code."""
        return self.filter(owner=account)

    def run_by(self, account: Account) -> "CertificateQuerySet":
        """Those of the bodies whose office one belongs to."""
        return self.filter(body__in=Body.objects.run_by(account, "coordinator", "director"))


class Certificate(Journalled):
    """What a body certified. `facts` are exactly what is printed, so the check page tells nothing else.

    `list_place` is the badge's in its body's list of revoked ones. `reference` is the partnership or the place in a
    workshop that it is about, where it is about one.
    """

    KINDS: ClassVar = list(TITLES.items())

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="certificates")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="certificates")
    kind = models.CharField(max_length=12, choices=KINDS)
    code = models.CharField(max_length=16, unique=True)
    list_place = models.PositiveIntegerField()
    reference = models.UUIDField(null=True)
    facts = models.JSONField()
    badge = models.TextField()
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_because = models.CharField(max_length=200, blank=True)

    objects: ClassVar = CertificateQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["body", "list_place"], name="one_certificate_per_place_of_a_list"
            ),
            models.UniqueConstraint(
                fields=["owner", "reference"],
                condition=models.Q(revoked_at=None),
                name="one_standing_certificate_per_partnership_and_owner",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["body", "-issued_at"])]
        ordering: ClassVar = ["-issued_at", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.issued_at:%Y-%m-%d}"

    @property
    def statement(self) -> Statement:
        """What it says."""
        return statement_of(self.facts)

    @property
    def printed_code(self) -> str:
        """The code as people type it."""
        return printed_code(self.code)
