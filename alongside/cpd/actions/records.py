"""Changes that the owner makes to their CPD records."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.cpd.models import Record
from alongside.cpd.queries.records import RecordText, likeness_of, twin_of
from alongside.database.proposed_ids import id_for
from alongside.domain.cpd.activities import Kind, Source
from alongside.journal.moves import write_entry
from alongside.people.models import Account
from alongside.vault.keys import key_for_author
from alongside.vault.models import Note
from alongside.vault.notes import WrittenMeanwhile, seal_note


class RecordLocked(Exception):
    """The record went out in a profile, so it stays as it was; the message says so."""


class TwinFound(Exception):
    """There is an activity of this day, name and length already, which is `twin`; so nothing was added."""

    def __init__(self, twin: Record) -> None:
        super().__init__("You have an activity of this day, name and length already.")
        self.twin = twin


@dataclass(frozen=True, kw_only=True)
class RecordFacts:
    """What an owner says about an activity, apart from their own words."""

    kind: Kind
    on: date
    until: date
    hours: Decimal
    title: str
    standards: tuple[str, ...] = ()
    time_of: str = ""

    def write_to(self, record: Record) -> None:
        """Set the record's fields, without saving."""
        record.kind, record.on, record.until = self.kind.value, self.on, self.until
        record.hours, record.title, record.standards = self.hours, self.title, list(self.standards)
        record.time_of = self.time_of


@transaction.atomic
def record_activity(
    account: Account,
    *,
    by: Account,
    facts: RecordFacts,
    text: RecordText,
    source: Source = Source.TYPED,
    reference: UUID | None = None,
    record_id: UUID | None = None,
) -> Record:
    """Add an activity as its owner tells it; their words are sealed under their own key."""
    record = Record(owner=account, source=source.value, reference=reference)
    record.pk = id_for(record, record_id)
    facts.write_to(record)
    record.text = _sealed(record, text, by)
    record.save(force_insert=True)
    _note(record, "record", by)
    return record


@transaction.atomic
def record_once(
    account: Account,
    *,
    by: Account,
    facts: RecordFacts,
    text: RecordText,
    record_id: UUID | None = None,
    again: bool = False,
) -> Record:
    """Add an activity that somebody typed, unless there is one of this day, name and length: then TwinFound.

    `record_id` is the id that the form proposed: sent twice, it is added once. `again` is that the person adds it all
    the same.
    """
    # Two sendings, from one form or from two, queue up here.
    Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    sent = Record.objects.visible_to(account).standing().filter(pk=record_id).first() if record_id else None
    if sent is not None and _says(sent, facts):
        return sent
    twin = None if again else twin_of(account, facts.on, facts.title, facts.hours)
    if twin is not None:
        raise TwinFound(twin)
    return record_activity(account, by=by, facts=facts, text=text, record_id=record_id)


@transaction.atomic
def edit_record(record: Record, *, by: Account, facts: RecordFacts, text: RecordText, version: int) -> Record:
    """Change a record. From now on it is the owner's own and no longer follows its session.

    WrittenMeanwhile where `version` is not the newest; RecordLocked where it went out in a profile.
    """
    locked = _open_record(record)
    if locked.version != version:
        raise WrittenMeanwhile("This record was changed elsewhere while you were writing.")
    facts.write_to(locked)
    locked.text = _sealed(locked, text, by)
    locked.is_edited = True
    locked.version += 1
    locked.save()
    _note(locked, "edit", by)
    return locked


@transaction.atomic
def remove_record(record: Record, *, by: Account) -> Record:
    """Take a record off the list; it can be put back. A session whose record was removed makes no new one."""
    locked = _open_record(record)
    locked.removed_at = timezone.now()
    locked.save(update_fields=["removed_at"])
    _note(locked, "remove", by)
    return locked


@transaction.atomic
def restore_record(record: Record, *, by: Account) -> Record:
    """Put a removed record back."""
    locked = Record.objects.select_for_update().get(pk=record.pk)
    if locked.removed_at is not None:
        locked.removed_at = None
        locked.save(update_fields=["removed_at"])
        _note(locked, "restore", by)
    return locked


def lock_records(records: Iterable[Record], *, by: Account) -> None:
    """Keep records as they went out; called within the transaction that sends their profile."""
    now = timezone.now()
    for record in records:
        if record.locked_at is None:
            Record.objects.filter(pk=record.pk).update(locked_at=now)
            _note(record, "lock", by)


def unlock_records(records: Iterable[Record], *, by: Account) -> None:
    """Let records be changed again; called within the transaction that reopens their profile."""
    for record in records:
        Record.objects.filter(pk=record.pk).update(locked_at=None)
        _note(record, "unlock", by)


def _open_record(record: Record) -> Record:
    locked = Record.objects.select_for_update().get(pk=record.pk)
    if locked.locked_at is not None:
        raise RecordLocked("This record went out in a profile, so it stays as it was sent.")
    return locked


def _says(record: Record, facts: RecordFacts) -> bool:
    said = likeness_of(record.on, record.title, record.hours)
    return said == likeness_of(facts.on, facts.title, facts.hours)


def _sealed(record: Record, text: RecordText, by: Account) -> Note | None:
    if record.text is None and not text:
        return None
    return seal_note(
        text.as_json(), key=key_for_author(by), by=by, role="author", kind="cpd record", note=record.text
    )


def _note(record: Record, move: str, by: Account) -> None:
    write_entry(noun="cpd record", subject=record.pk, move=move, by=by, role="author", body_id=None)
