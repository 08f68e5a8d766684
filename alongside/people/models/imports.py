"""Imports of a body's list of members, and the mappings of columns that are remembered for the next one."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models

from alongside.domain.lifecycles import IMPORT
from alongside.journal.models import Journalled
from alongside.people.models.body import Body, OfficeRole

if TYPE_CHECKING:
    from alongside.people.models.account import Account


class ImportMapping(Journalled):
    """Which column feeds which fact, under the fingerprint of a file's headings: the same headings are asked once."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="import_mappings")
    fingerprint = models.CharField(max_length=64)
    mapping = models.JSONField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "fingerprint"], name="one_mapping_per_body_and_headings"),
        ]


class ImportQuerySet(models.QuerySet["Import"]):
    """Imports, as somebody may see them."""

    def visible_to(self, account: "Account") -> "ImportQuerySet":
        """Those of the bodies whose office one belongs to."""
        offices = OfficeRole.objects.filter(
            account=account, role__in=[OfficeRole.COORDINATOR, OfficeRole.DIRECTOR]
        ).values("body_id")
        return self.filter(body_id__in=offices)

    def continued_by(self, account: "Account") -> "ImportQuerySet":
        """Those that one uploaded oneself: the file is sealed under its uploader's key and reaches nobody else."""
        return self.visible_to(account).filter(uploaded_by=account)


class Import(Journalled):
    """One uploaded file, from the upload to its end. The file itself stands sealed in the vault, for a day at most.

    `findings` holds what the last dry run found and is emptied when the import ends, but for its counts.
    """

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="imports")
    # Nobody where the command line imported.
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    file_name = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=IMPORT.choices(), default=IMPORT.start)
    mapping: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    findings: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar = ImportQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["body", "-uploaded_at"]),
            models.Index(fields=["state", "uploaded_at"]),
        ]

    def __str__(self) -> str:
        return self.file_name
