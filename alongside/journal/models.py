"""Journal entries, and the chain each body's entries hang on."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models


class Journalled(models.Model):
    """Anything the journal can speak of: it is known by a uuid that says nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class Chain(models.Model):
    """The head of one body's chain; locked while an entry is added, so that entries have one order."""

    body = models.OneToOneField("people.Body", null=True, on_delete=models.PROTECT, related_name="+")
    length = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        constraints: ClassVar = [
            # A unique body alone would let two chains without one begin at the same moment.
            models.UniqueConstraint(
                models.Value(1), condition=models.Q(body__isnull=True), name="one_chain_of_the_installation"
            ),
        ]


class Entry(models.Model):
    """One thing that happened: who, what, when and from where. `facts` never holds anybody's words."""

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField(db_index=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="journal_entries"
    )
    role = models.CharField(max_length=20)
    noun = models.CharField(max_length=40)
    subject = models.UUIDField(db_index=True)
    move = models.CharField(max_length=40)
    source = models.CharField(max_length=20, blank=True)
    target = models.CharField(max_length=20, blank=True)
    via = models.CharField(max_length=20)
    address = models.CharField(max_length=45, blank=True)
    facts = models.JSONField(default=dict)
    salt = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["chain", "number"], name="one_entry_per_place_in_the_chain"),
        ]
        indexes: ClassVar = [models.Index(fields=["noun", "subject", "number"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.role} {self.move} {self.noun} {self.subject}"
