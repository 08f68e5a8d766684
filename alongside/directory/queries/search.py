"""Looks through the mentors of a scheme: words, choices, who has a place; the same answers on every database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.db.models import Count, QuerySet

from alongside.directory.models import EntryTerm, MentorEntry
from alongside.directory.queries.availability import free_on
from alongside.domain.finding import terms_in
from alongside.domain.scheme import SchemeDefinition
from alongside.schemes.models import Scheme
from alongside.schemes.queries import vocabularies_of

COUNTED: Final = 2_000
"""Up to so many mentors everything is counted; of more, only that there are more."""

SORTS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("sort_name", "id"),
    "newest": ("-listed_at", "id"),
}


@dataclass(frozen=True)
class Asked:
    """What somebody looks for. Of one question any chosen term will do; every question must be met."""

    words: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    with_a_place: bool = False
    sort: str = "name"


@dataclass(frozen=True)
class FacetTerm:
    """One choice to narrow by, with how many mentors it would leave; None where there are too many to count."""

    key: str
    label: str
    count: int | None
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """A question to narrow by."""

    question: str
    label: str
    terms: tuple[FacetTerm, ...]


class Search:
    """One search through the listed mentors of a scheme."""

    def __init__(self, scheme: Scheme, rules: SchemeDefinition, asked: Asked, today: date) -> None:
        self.scheme, self.rules, self.asked = scheme, rules, asked
        self.today = today
        self.vocabularies = vocabularies_of(scheme, rules)

    def rows(self) -> QuerySet[MentorEntry]:
        """Those who are found, in the order asked for."""
        found: QuerySet[MentorEntry] = (
            self._narrowed()
            .select_related("application__member", "application__definition", "scheme__body")
            .order_by(*SORTS.get(self.asked.sort, SORTS["name"]))
        )
        return found

    def count(self) -> int:
        """How many are found, or one more than `COUNTED` where there are more."""
        return int(self._narrowed().order_by()[: COUNTED + 1].count())

    def facets(self) -> tuple[Facet, ...]:
        """Each question to narrow by, counted among those whom all other questions leave."""
        directory = self.rules.directory
        return tuple(self._facet(key) for key in (directory.narrow_by if directory else ()))

    def _facet(self, key: str) -> Facet:
        question = self.rules.forms.mentor.question(key)
        labels = self.vocabularies.get(question.vocabulary or "", []) if question else []
        counts = self._counts(key)
        chosen = self.asked.chosen.get(key, ())
        terms = tuple(
            FacetTerm(term, label, None if counts is None else counts.get(term, 0), term in chosen)
            for term, label in labels
            if counts is None or counts.get(term) or term in chosen
        )
        return Facet(key, question.label if question else key, terms)

    def _counts(self, question: str) -> dict[str, int] | None:
        """Mentors by term, among those whom everything else that was asked leaves; None where they are too many."""
        left = self._narrowed(besides=question).order_by()
        if left[: COUNTED + 1].count() > COUNTED:
            return None
        rows = EntryTerm.objects.filter(question=question, entry__in=left.values("pk"))
        return dict(rows.values("term").annotate(number=Count("pk")).values_list("term", "number"))

    def _narrowed(self, besides: str = "") -> QuerySet[MentorEntry]:
        rows: QuerySet[MentorEntry] = MentorEntry.objects.listed().filter(scheme=self.scheme)
        if terms_in(self.asked.words):
            rows = rows.filter(words__words__holds=self.asked.words)
        for question, terms in self.asked.chosen.items():
            if question != besides and terms:
                chosen = EntryTerm.objects.filter(question=question, term__in=terms)
                rows = rows.filter(pk__in=chosen.values("entry"))
        return rows.filter(free_on(self.today, self.scheme.body.zone)) if self.asked.with_a_place else rows
