"""A person's records, as rows and as the domain's activities."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from alongside.cpd.models import NamingConsent, Record
from alongside.domain.cpd.activities import Activity, Kind, Partner, Period, Source
from alongside.people.importing.fields import fold
from alongside.people.models import Account
from alongside.vault.notes import open_notes


@dataclass(frozen=True)
class RecordText:
    """The owner's own words about an activity."""

    learned: str = ""
    benefit_self: str = ""
    benefit_service_users: str = ""

    def as_json(self) -> str:
        """As it is sealed."""
        return json.dumps(self.__dict__)

    def __bool__(self) -> bool:
        return any(words.strip() for words in self.__dict__.values())


def records_within(account: Account, period: Period) -> QuerySet[Record]:
    """The person's records that touch the period, newest first."""
    rows: QuerySet[Record] = (
        Record.objects.visible_to(account)
        .standing()
        .filter(on__lte=period.until, until__gte=period.on)
        .select_related("partner__account")
    )
    return rows


def record_or_404(account: Account, record_id: UUID) -> Record:
    """One's own record; a 404 like a missing one otherwise."""
    record: Record = get_object_or_404(Record.objects.visible_to(account).standing(), pk=record_id)
    return record


def removed_record_or_404(account: Account, record_id: UUID) -> Record:
    """One's own record that one removed."""
    removed = Record.objects.visible_to(account).exclude(removed_at=None)
    record: Record = get_object_or_404(removed, pk=record_id)
    return record


def likeness_of(on: date, title: str, hours: Decimal) -> tuple[date, str, Decimal]:
    """What makes two activities one: the day, the words without case and signs, and the length."""
    return on, fold(title), hours.quantize(Decimal("0.01"))


def twin_of(account: Account, on: date, title: str, hours: Decimal) -> Record | None:
    """An activity of the person's that is this one by all that one can tell."""
    mine = Record.objects.visible_to(account).standing().filter(on=on)
    wanted = likeness_of(on, title, hours)
    return next((one for one in mine if likeness_of(one.on, one.title, one.hours) == wanted), None)


def open_texts(records: Iterable[Record], *, by: Account) -> dict[UUID, RecordText]:
    """The words of the owner's records by record; one entry of the journal for all of them."""
    notes = {record.pk: record.text for record in records if record.text is not None}
    opened = open_notes(notes.values(), by=by, role="author")
    return {key: RecordText(**json.loads(opened[note.pk])) for key, note in notes.items()}


def names_agreed(account: Account) -> frozenset[Any]:
    """Accounts whose owners let this person name them."""
    return frozenset(NamingConsent.objects.filter(receiver=account).values_list("giver_id", flat=True))


def activity_of(record: Record, agreed: frozenset[Any], text: RecordText | None = None) -> Activity:
    """The record as the domain counts it; without `text` its words stay sealed."""
    words = text or RecordText()
    partner = record.partner
    return Activity(
        on=record.on,
        until=record.until,
        kind=Kind(record.kind),
        title=record.title,
        hours=record.hours,
        learned=words.learned,
        benefit_self=words.benefit_self,
        benefit_service_users=words.benefit_service_users,
        source=Source(record.source),
        reference=str(record.pk),
        partner=Partner(partner.name, partner.account_id in agreed) if partner else None,
        standards=tuple(record.standards),
    )
