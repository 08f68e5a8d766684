"""How the two agree to work together: a text in versions, in force once both have signed the same one."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.domain.lifecycles import AGREEMENT
from alongside.journal.models import Journalled
from alongside.partnerships.models.expectation import ROLES
from alongside.partnerships.models.partnership import Partnership
from alongside.vault.models import Note


class Agreement(Journalled):
    """The agreement of a partnership. `version` is the number of its newest wording.

    `mentee_signed` and `mentor_signed` say which version each has signed last; `in_force` is the last that both
    have signed, and stays so while a later one is open. The database itself refuses “agreed” unless both have
    signed the newest.
    """

    partnership = models.OneToOneField(Partnership, on_delete=models.PROTECT, related_name="agreement")
    state = models.CharField(max_length=10, choices=AGREEMENT.choices(), default=AGREEMENT.start)
    version = models.PositiveSmallIntegerField(default=1)
    mentee_signed = models.PositiveSmallIntegerField(null=True)
    mentor_signed = models.PositiveSmallIntegerField(null=True)
    in_force = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(state="agreed")
                | models.Q(
                    mentee_signed__isnull=False,
                    mentee_signed=models.F("version"),
                    mentor_signed__isnull=False,
                    mentor_signed=models.F("version"),
                    in_force__isnull=False,
                    in_force=models.F("version"),
                ),
                name="agreed_means_both_signed_the_newest_version",
            ),
        ]

    @property
    def body_id(self) -> object:
        """The body whose scheme it is."""
        return self.partnership.body_id

    def is_signed_by(self, role: str) -> bool:
        """Whether this partner has signed the newest version."""
        signed = self.mentee_signed if role == "mentee" else self.mentor_signed
        return signed == self.version


class AgreementVersion(Journalled):
    """One wording of all clauses, sealed for both, with the three numbers that the plan and the pulse follow.

    Nothing in it ever changes: other words are another version. `role` suggested it. `cadence_days` is the
    rhythm of sessions, `until` the last day of the partnership, `review_every` the number of sessions from one
    look at how it goes to the next; each is empty where the scheme's own rule stays.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=10, choices=ROLES)
    text = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="+")
    cadence_days = models.PositiveSmallIntegerField(null=True)
    until = models.DateField(null=True)
    review_every = models.PositiveSmallIntegerField(null=True)
    suggested_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "number"], name="one_agreement_version_per_number"),
        ]
        ordering: ClassVar = ["agreement", "number"]

    def __str__(self) -> str:
        return f"Version {self.number}"


class AgreementSignature(Journalled):
    """That the partner with this role signed a version: `name` as they typed it, sealed for both.

    Where they signed on paper, `scan` is what they uploaded, sealed for both as well. `digest` is the SHA-256, in
    hexadecimal, of everything the version says, as `queries.agreements.digest_of` makes it: a later change to what
    was signed would show.
    """

    version = models.ForeignKey(AgreementVersion, on_delete=models.PROTECT, related_name="signatures")
    role = models.CharField(max_length=10, choices=ROLES)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="+")
    scan = models.ForeignKey(Note, null=True, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    signed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "role"], name="one_signature_per_version_and_partner"),
        ]
        ordering: ClassVar = ["signed_at", "id"]

    def __str__(self) -> str:
        return f"By the {self.role} at {self.signed_at:%Y-%m-%d %H:%M}"
