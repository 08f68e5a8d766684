"""A scheme's mentors as the office sees them, and where they come from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Count

from alongside.directory.models import EntryTerm, MentorEntry
from alongside.directory.queries.availability import Availability, availability_of
from alongside.domain.scheme import SchemeDefinition
from alongside.enrolment.models import Application
from alongside.schemes.models import Scheme
from alongside.schemes.queries import terms_of
from alongside.web.charts import Chart, Point

MOST_CHARTS: Final = 6


@dataclass(frozen=True)
class MentorLine:
    """An accepted mentor. `entry` and `availability` are None before they have one."""

    application: Application
    entry: MentorEntry | None
    availability: Availability | None
    prepared: tuple[str, ...]


def mentor_lines(applications: Sequence[Application], today: date) -> list[MentorLine]:
    """One line for each; as many queries for many as for one."""
    entries: dict[UUID, MentorEntry] = {row.pk: row.entry for row in applications if hasattr(row, "entry")}
    there = list(entries.values())
    for row in applications:
        if row.pk in entries:
            entries[row.pk].application = row
    available = availability_of(there, today)
    return [
        MentorLine(
            row,
            entry := entries.get(row.pk),
            available[entry.pk] if entry else None,
            tuple(f"{each.way}, {each.on:%-d %B %Y}" for each in entry.preparations.all()) if entry else (),
        )
        for row in applications
    ]


def balance_of(scheme: Scheme, rules: SchemeDefinition) -> list[Chart]:
    """For each question members narrow by: how many listed mentors named each choice, also those nobody named."""
    directory = rules.directory
    listed = MentorEntry.objects.listed().filter(scheme=scheme)
    total = listed.count()
    if directory is None or not total:
        return []
    rows = EntryTerm.objects.filter(entry__in=listed.values("pk")).values("question", "term")
    counts = {(row["question"], row["term"]): row["number"] for row in rows.annotate(number=Count("pk"))}
    charts = []
    for key in directory.narrow_by[:MOST_CHARTS]:
        question = rules.forms.mentor.question(key)
        if question is None or question.vocabulary is None:
            continue
        terms = terms_of(scheme, rules, question.vocabulary)
        points = [Point(label, counts.get((key, term), 0)) for term, label in terms]
        charts.append(
            Chart(question.heading, points, head=("Choice", "Listed mentors"), source=f"Of {total} listed.")
        )
    return charts
