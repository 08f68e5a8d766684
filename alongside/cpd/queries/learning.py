"""Which entries of a person's learning log do not count towards their CPD yet."""

from uuid import UUID

from django.db.models import QuerySet

from alongside.cpd.models import Record
from alongside.domain.cpd.activities import Kind, Period, Source
from alongside.partnerships.models import LearningEntry
from alongside.partnerships.queries.learning import learning_entries_of
from alongside.people.models import Account

LEARNING = Source.LEARNING.value
KINDS = {"read": Kind.READING, "experiment": Kind.LEARNING_AT_WORK, "connect": Kind.PEER_REVIEW}
"""The kind of activity that a term of a learning log comes nearest to; the owner may choose another."""


def kind_of_learning(entry: LearningEntry) -> Kind:
    """The kind of activity that is proposed for an entry."""
    return KINDS.get(entry.kind, Kind.OTHER)


def learning_to_count(account: Account, period: Period) -> QuerySet[LearningEntry]:
    """The person's entries of the period that never became a record, newest first; also not one they removed."""
    counted = Record.objects.visible_to(account).filter(source=LEARNING)
    return learning_entries_of(account, period).exclude(pk__in=counted.values("reference"))


def record_of_learning(account: Account, entry_id: UUID) -> Record | None:
    """The record that was made of an entry, also where its owner removed it."""
    found: Record | None = (
        Record.objects.visible_to(account).filter(source=LEARNING, reference=entry_id).first()
    )
    return found
