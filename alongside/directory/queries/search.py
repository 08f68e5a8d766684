"""Looks through the mentors of a scheme: words, choices, who has a place; the same answers on every database.

In a large directory a search must neither sort all that is found nor ask of everybody whether they are. So words and
choices are found together in one index, and what tells whether and where somebody stands lies beside them. A search goes
up to `COUNTED`, and puts those in order whom it knows by then. Where more are found they are so many that it is quicker
to go through the mentors in order and stop at the end of the page. Which of the two it is, is not left to the database:
one that guesses how many hold a rare word may go through everybody to find a page of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from alongside.directory.models import EntryTerm, EntryWords, MentorEntry
from alongside.directory.queries.availability import free_on
from alongside.domain.finding import Sought, sought_in
from alongside.domain.scheme import SchemeDefinition
from alongside.schemes.models import Scheme
from alongside.schemes.queries import vocabularies_of

COUNTED: Final = 2_000
"""Up to so many mentors everything is counted; of more, only that there are more."""

SORTS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("sort_name", "entry"),
    "newest": ("-listed_at", "entry"),
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
        self._known: dict[str, list[UUID]] = {}
        self.vocabularies = vocabularies_of(scheme, rules)

    def page(self, begin: int, end: int) -> list[MentorEntry]:
        """Some of those who are found, in the order asked for, with all that a page shows of them; fetched once it is
        known who they are.
        """
        rows = self._in_order().order_by(*SORTS.get(self.asked.sort, SORTS["name"]))
        wanted = list(rows.values_list("entry", flat=True)[begin:end])
        shown = MentorEntry.objects.listed().filter(pk__in=wanted)
        shown = shown.select_related("application__member", "application__definition", "scheme__body")
        found = {entry.pk: entry for entry in shown}
        return [found[pk] for pk in wanted if pk in found]

    def count(self) -> int:
        """How many are found, or one more than `COUNTED` where there are more."""
        return len(self._found_besides(""))

    def _found_besides(self, question: str) -> list[UUID]:
        """Some of those whom everything leaves that was asked apart from one question: all of them up to `COUNTED`, or
        one more. The database is asked once for each question that matters.
        """
        key = question if self.asked.chosen.get(question) else ""
        if key not in self._known:
            rows = self._narrowed(besides=key).order_by()
            self._known[key] = list(rows.values_list("entry", flat=True)[: COUNTED + 1])
        return self._known[key]

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
        return Facet(key, question.heading if question else key, terms)

    def _counts(self, question: str) -> dict[str, int] | None:
        """Mentors by term, among those whom everything else that was asked leaves; None where they are too many."""
        left = self._found_besides(question)
        if len(left) > COUNTED:
            return None
        rows = EntryTerm.objects.filter(question=question, entry__in=left)
        return dict(rows.values("term").annotate(number=Count("pk")).values_list("term", "number"))

    def _narrowed(self, besides: str = "") -> QuerySet[EntryWords]:
        """Everybody who is found, from the index of words."""
        sought = self._sought(besides)
        return self._listed().filter(words__holds=sought) if sought else self._listed()

    def _in_order(self) -> QuerySet[EntryWords]:
        """The same people for a database that sorts the few there are, or goes through the many in their order."""
        found = self._found_besides("")
        if len(found) <= COUNTED:
            return EntryWords.objects.filter(entry__in=found)
        sought = self._sought("")
        return self._listed().filter(words__holds_each=sought) if sought else self._listed()

    def _sought(self, besides: str) -> Sought:
        chosen = {key: terms for key, terms in self.asked.chosen.items() if key != besides}
        return sought_in(self.asked.words, chosen)

    def _listed(self) -> QuerySet[EntryWords]:
        rows = EntryWords.objects.filter(scheme=self.scheme, is_listed=True)
        if not self.asked.with_a_place:
            return rows
        free = MentorEntry.objects.filter(free_on(self.today, self.scheme.body.zone), pk=OuterRef("entry"))
        return rows.filter(Exists(free))
