"""Keys, who they reach, and the sealed text under them. Nothing here returns plain text."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.journal.models import Journalled


class DataKey(Journalled):
    """A key of its own for each unit of sharing: a partnership, or one author (within one partnership or at large).

    The key itself is never stored; its wraps are.
    """

    body = models.ForeignKey("people.Body", null=True, on_delete=models.PROTECT, related_name="+")
    scope = models.CharField(max_length=20)
    subject = models.UUIDField()
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="data_keys"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["scope", "subject"],
                condition=models.Q(owner__isnull=True),
                name="one_key_per_shared_unit",
            ),
            models.UniqueConstraint(
                fields=["scope", "subject", "owner"],
                condition=models.Q(owner__isnull=False),
                name="one_key_per_author_and_unit",
            ),
        ]


class KeyReader(models.Model):
    """An account that a key reaches: the vault itself opens nothing for anybody else."""

    data_key = models.ForeignKey(DataKey, on_delete=models.CASCADE, related_name="readers")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["data_key", "account"], name="one_reader_row_per_key"),
        ]


class KeyWrap(models.Model):
    """A data key sealed for a recipient. Today there is one wrap, under the master key of `key_version`."""

    data_key = models.ForeignKey(DataKey, on_delete=models.CASCADE, related_name="wraps")
    recipient_kind = models.CharField(max_length=10, default="master")
    recipient = models.CharField(max_length=64, blank=True)
    key_version = models.PositiveIntegerField()
    blob = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["data_key", "recipient_kind", "recipient"], name="one_wrap_per_recipient"
            ),
        ]


class Note(Journalled):
    """One piece of sealed text. `version` is part of what is authenticated, so an old text cannot be put back."""

    data_key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    version = models.PositiveIntegerField(default=1)
    blob = models.BinaryField()
    written_at = models.DateTimeField()


class Draft(models.Model):
    """What someone is typing in a long form, sealed under their own key until they save or discard it."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=80)
    data_key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    blob = models.BinaryField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "purpose"], name="one_draft_per_purpose"),
        ]

    @property
    def place(self) -> str:
        """What the draft is bound to."""
        return f"draft:{self.account_id}:{self.purpose}:{self.version}"


class Canary(models.Model):
    """A known phrase sealed under each version of the master key: proves at start that the key is the right one."""

    key_version = models.PositiveIntegerField(unique=True)
    blob = models.BinaryField()


class LinkCopy(Journalled):
    """A sealed copy for whoever has a link. `digest` finds it by the link's secret, which opens it and is not kept."""

    digest = models.CharField(max_length=64, unique=True)
    blob = models.BinaryField()
    made_at = models.DateTimeField(auto_now_add=True)


class DocumentKey(Journalled):
    """The key by which a body signs PDFs, sealed under its signing key, and the certificates that say whose it is.

    `certificates` are PEM, the body's own first; `until` is the day on which that one ends.
    """

    body = models.OneToOneField("people.Body", on_delete=models.PROTECT, related_name="+")
    data_key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+")
    blob = models.BinaryField()
    certificates = models.TextField()
    until = models.DateField()
    set_at = models.DateTimeField()

    @property
    def place(self) -> str:
        """What the key is bound to."""
        return f"document key:{self.pk}:{self.body_id}"
