"""What is asked about the learning log: entries, their words, and which stand on an agenda."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from alongside.domain.cpd.activities import Period
from alongside.domain.patient_detail import PatientDetail, find_patient_detail
from alongside.partnerships.models import AgendaItem, LearningEntry, Partnership, Session
from alongside.partnerships.queries.partnerships import PEOPLE
from alongside.people.models import Account
from alongside.schemes.queries import terms_of
from alongside.vault.notes import open_notes


@dataclass(frozen=True)
class OpenedEntry:
    """An entry with its words, its kind as people read it, and the sessions on whose agenda it stands."""

    entry: LearningEntry
    kind: str
    words: str
    sessions: list[Session]

    @property
    def patient_detail(self) -> tuple[PatientDetail, ...]:
        """What in it may point to a patient."""
        return find_patient_detail(self.words)


def learning_entries_of(account: Account, period: Period) -> QuerySet[LearningEntry]:
    """The person's own entries dated within the period, in all their partnerships, newest first."""
    rows: QuerySet[LearningEntry] = LearningEntry.objects.visible_to(account).standing()
    rows = rows.filter(on__gte=period.on, on__lte=period.until)
    return rows.select_related("text", *(f"partnership__{path}" for path in PEOPLE))


def learning_log(account: Account, partnership: Partnership) -> QuerySet[LearningEntry]:
    """The person's own entries in one partnership, newest first."""
    rows: QuerySet[LearningEntry] = LearningEntry.objects.visible_to(account).standing()
    return rows.filter(partnership=partnership).select_related("text")


def learning_entry_or_404(account: Account, entry_id: UUID, *, removed: bool = False) -> LearningEntry:
    """One's own entry, also a removed one where asked; a 404 otherwise."""
    rows = LearningEntry.objects.visible_to(account)
    rows = rows if removed else rows.standing()
    paths = (f"partnership__{path}" for path in PEOPLE)
    found: LearningEntry = get_object_or_404(rows.select_related("text", *paths), pk=entry_id)
    return found


def opened_entries(
    entries: Iterable[LearningEntry], partnership: Partnership, *, by: Account
) -> list[OpenedEntry]:
    """The words of each entry of one partnership, opened once for all."""
    rows = list(entries)
    opened = open_notes((row.text for row in rows), by=by, role=partnership.role_of(by))
    kinds, sessions = dict(kinds_of_learning(partnership)), _sessions_of(rows)
    return [
        OpenedEntry(row, kinds.get(row.kind, row.kind), opened[row.text_id], sessions.get(row.pk, []))
        for row in rows
    ]


def kinds_of_learning(partnership: Partnership) -> list[tuple[str, str]]:
    """The scheme's kinds of learning, as (key, label); none where it keeps no log."""
    log = partnership.rules.learning_log
    return terms_of(partnership.scheme, partnership.rules, log.kind_vocabulary) if log else []


def _sessions_of(entries: list[LearningEntry]) -> dict[UUID, list[Session]]:
    items = AgendaItem.objects.standing().filter(origin__in=[row.pk for row in entries])
    sessions: dict[UUID, list[Session]] = {}
    for item in items.select_related("session"):
        if item.origin is not None:
            sessions.setdefault(item.origin, []).append(item.session)
    return sessions
