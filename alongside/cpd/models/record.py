"""One CPD record: a dated activity with its hours, and the owner's own words sealed."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.domain.cpd.activities import KIND_NAMES, TIME_NAMES, Source
from alongside.journal.models import Journalled
from alongside.people.models import Account, Member
from alongside.vault.models import Note


class RecordQuerySet(models.QuerySet["Record"]):
    """Records, as somebody may see them."""

    def visible_to(self, account: Account) -> "RecordQuerySet":
        """One's own and nobody else's, whatever office one holds; also those one has removed."""
        return self.filter(owner=account)

    def standing(self) -> "RecordQuerySet":
        """Those that their owner did not remove."""
        return self.filter(removed_at=None)


class Record(Journalled):
    """An activity of its owner. `text` holds what they learned and who benefits, sealed under their own key.

    A record that came from a session or an entry of the learning log knows its id as `reference`, so that each
    counts once, also after its record was removed. Until the owner edits it, one from a session follows it.
    `competencies` are those it shows, as `framework:indicator`. `locked_at` is set once the record went out in a
    profile.
    """

    KINDS: ClassVar = [(kind.value, name) for kind, name in KIND_NAMES.items()]
    TIMES: ClassVar = [(time.value, name) for time, name in TIME_NAMES.items()]
    SOURCES: ClassVar = [(source.value, source.value) for source in Source]

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="cpd_records")
    kind = models.CharField(max_length=30, choices=KINDS)
    on = models.DateField()
    until = models.DateField()
    hours = models.DecimalField(max_digits=6, decimal_places=2)
    time_of = models.CharField(max_length=12, choices=TIMES, blank=True)
    title = models.CharField(max_length=200)
    standards = models.JSONField(default=list)
    competencies = models.JSONField(default=list)
    text = models.ForeignKey(Note, null=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=10, choices=SOURCES, default=Source.TYPED.value)
    reference = models.UUIDField(null=True)
    partner = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    is_edited = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    locked_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar = RecordQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["owner", "source", "reference"], name="one_cpd_record_per_source_and_owner"
            ),
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("on")), name="a_cpd_record_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=models.Q(hours__gte=0), name="cpd_hours_are_never_negative"),
            models.CheckConstraint(
                condition=models.Q(source="typed") | models.Q(reference__isnull=False),
                name="a_cpd_record_from_elsewhere_says_from_what",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["owner", "on"])]
        ordering: ClassVar = ["-on", "-until", "title", "id"]

    def __str__(self) -> str:
        return f"{self.on} {self.kind}"
