"""Entries as pages show them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Max, QuerySet

from alongside.directory.models import MentorEntry, Request
from alongside.directory.queries.availability import Availability, availability_of
from alongside.directory.queries.barriers import Barriers
from alongside.domain.months import months_after
from alongside.domain.scheme import SchemeDefinition
from alongside.enrolment.forms.application import answers_in_words
from alongside.people.models import Account, Member
from alongside.schemes.models import AdoptedDefinition
from alongside.schemes.queries import rules_of, vocabularies_of

MOST_TOLD: Final = 2
"""So many questions are answered on a card; the entry tells the rest."""


def listed_with_a_last_day(now: datetime) -> Iterator[MentorEntry]:
    """Listed mentors whose preparation has to be refreshed soon, or should have been, by the rules they applied under."""
    listed = MentorEntry.objects.exclude(listed_at=None)
    for adopted in AdoptedDefinition.objects.filter(pk__in=listed.values("application__definition")):
        directory = rules_of(adopted).directory
        if directory is None or directory.refresher_after_months is None:
            continue
        near = now.date() + timedelta(days=directory.refresher_remind_days_before + 1)
        rows: Any = listed.filter(application__definition=adopted)
        rows = rows.annotate(prepared_on=Max("preparations__on")).filter(
            prepared_on__lte=months_after(near, -directory.refresher_after_months)
        )
        yield from rows


@dataclass(frozen=True)
class EntryCard:
    """An entry as somebody sees it in a list. `rank` is its place on their request, 0 where it is not on it.

    `barrier` is why they cannot ask this mentor by the scheme's rules, empty where nothing is in the way; `flags` are
    what both and the office are told of the two all the same.
    """

    entry: MentorEntry
    availability: Availability
    barrier: str
    rank: int
    offers: tuple[tuple[str, str], ...]
    flags: tuple[str, ...] = ()


def cards_of(
    entries: Sequence[MentorEntry],
    rules: SchemeDefinition,
    today: date,
    *,
    member: Member | None,
    request: Request | None,
) -> list[EntryCard]:
    """The entries with what this member needs to know of each; as many queries for many as for one."""
    available = availability_of(entries, today)
    application = request.application if request else None
    barriers = Barriers(member, entries, rules, today, application) if member else None
    ranks = dict(request.choices.values_list("entry", "rank")) if request else {}
    vocabularies = vocabularies_of(entries[0].scheme, rules) if entries else {}
    return [
        EntryCard(
            entry,
            available[entry.pk],
            barriers.reason(entry) if barriers else "",
            ranks.get(entry.pk, 0),
            tuple(_choices(entry, rules, vocabularies)[:MOST_TOLD]),
            barriers.flags(entry) if barriers else (),
        )
        for entry in entries
    ]


def entries_of(account: Account) -> QuerySet[MentorEntry]:
    """One's own entries in schemes one still applies to."""
    rows: QuerySet[MentorEntry] = MentorEntry.objects.of(account).filter(application__state="waiting")
    return rows.select_related("application", "scheme").order_by("scheme__name")


def entry_in_words(entry: MentorEntry) -> list[tuple[str, str]]:
    """Everything on an entry but its biography: each question with its answer."""
    directory = entry.rules.directory
    answers = entry.application.answers
    return [
        row
        for key in (directory.questions[1:] if directory else ())
        for row in answers_in_words(
            entry.rules.forms.mentor.questions,
            {key: answers.get(key)},
            entry.scheme,
            entry.rules,
            to_others=True,
        )
    ]


def _choices(
    entry: MentorEntry, rules: SchemeDefinition, vocabularies: Mapping[str, Sequence[tuple[str, str]]]
) -> list[tuple[str, str]]:
    """What the mentor chose in the questions that members narrow by, in words."""
    found = []
    for key in rules.directory.narrow_by if rules.directory else ():
        question, chosen = rules.forms.mentor.question(key), entry.application.answers.get(key)
        if question and chosen:
            labels = dict(vocabularies.get(question.vocabulary or "", ()))
            keys = chosen if isinstance(chosen, list) else [chosen]
            found.append((question.heading, ", ".join(str(labels.get(term, term)) for term in keys)))
    return found
