"""What the office says that a member took part in becomes an activity of theirs."""

from uuid import UUID

from django.db import transaction

from alongside.cpd.actions.records import RecordFacts
from alongside.cpd.models import Record
from alongside.domain.cpd.activities import Source
from alongside.journal.moves import write_entry
from alongside.people.models import Account


@transaction.atomic
def record_training(account: Account, *, by: Account, facts: RecordFacts, reference: UUID) -> Record:
    """Add an activity to the list of the person who took part; its words are theirs to write. Once per reference."""
    record = Record(owner=account, source=Source.WORKSHOP.value, reference=reference)
    facts.write_to(record)
    record.save(force_insert=True)
    write_entry(
        noun="cpd record",
        subject=record.pk,
        move="record",
        by=by,
        role="office",
        body_id=None,
        facts={"source": record.source, "reference": str(reference)},
    )
    return record
