"""Counts an entry of the learning log towards its author's CPD, once."""

from django.db import transaction

from alongside.cpd.actions.records import RecordFacts, edit_record, record_activity, restore_record
from alongside.cpd.models import Record
from alongside.cpd.queries.learning import record_of_learning
from alongside.cpd.queries.records import RecordText
from alongside.domain.cpd.activities import Source
from alongside.partnerships.models import LearningEntry
from alongside.people.models import Account


@transaction.atomic
def count_learning(entry: LearningEntry, *, by: Account, facts: RecordFacts, text: RecordText) -> Record:
    """Make a record of one's own entry, with the hours and words the author gives; the entry stays as it is.

    Twice is the same as once. Where the record was removed, it comes back with what is said now.
    """
    own: LearningEntry = LearningEntry.objects.visible_to(by).select_for_update().get(pk=entry.pk)
    known = record_of_learning(by, own.pk)
    if known is None:
        return record_activity(by, by=by, facts=facts, text=text, source=Source.LEARNING, reference=own.pk)
    if known.removed_at is None:
        return known
    known = restore_record(known, by=by)
    return edit_record(known, by=by, facts=facts, text=text, version=known.version)
