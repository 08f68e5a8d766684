"""What is asked about schemes and the rules in force."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from alongside.domain.scheme import SchemeDefinition, load_scheme
from alongside.people.models import Account
from alongside.schemes.models import AdoptedDefinition, Scheme


@lru_cache(maxsize=256)
def _rules(digest: str, text: str) -> SchemeDefinition:
    definition, problems = load_scheme(text)
    if definition is None:
        raise ValueError(f"An adopted definition no longer loads: {'; '.join(map(str, problems))}")
    return definition


def rules_of(adopted: AdoptedDefinition) -> SchemeDefinition:
    """The adopted text as a definition; read once per text, whatever happens to the file it came from."""
    return _rules(adopted.digest, adopted.text)


def definition_in_force(scheme: Scheme, today: date) -> AdoptedDefinition:
    """The newest definition whose date has come."""
    return scheme.definitions.filter(in_force_from__lte=today).order_by("-in_force_from", "-version")[0]


def office_scheme_or_404(account: Account, body_slug: str, scheme_id: UUID) -> Scheme:
    """The scheme if the account works in its body's office; a 404 like any missing scheme otherwise."""
    schemes = Scheme.objects.run_by(account).filter(body__slug=body_slug).select_related("body")
    scheme: Scheme = get_object_or_404(schemes, pk=scheme_id)
    return scheme


@dataclass(frozen=True)
class Listed:
    """A scheme on the public list: nothing but what its definition says for everybody."""

    scheme: Scheme
    rules: SchemeDefinition

    @property
    def regions(self) -> tuple[str, ...]:
        """Where it runs; none where it is open everywhere."""
        return self.rules.listing.regions if self.rules.listing else ()


def listed_schemes(today: date) -> list[Listed]:
    """Every open scheme whose rules of today put it on the public list, by body and name."""
    rows = Scheme.objects.filter(is_open=True).select_related("body").order_by("body__name", "name")
    listed = [Listed(scheme, rules_of(definition_in_force(scheme, today))) for scheme in rows]
    return [each for each in listed if each.rules.listing]


def schemes_open_to(account: Account) -> QuerySet[Scheme]:
    """Open schemes of the bodies the person is a member of."""
    rows: QuerySet[Scheme] = (
        Scheme.objects.visible_to(account)
        .filter(is_open=True, body__members__account=account)
        .select_related("body")
        .order_by("body__name", "name")
    )
    return rows


def terms_of(scheme: Scheme, rules: SchemeDefinition, vocabulary: str) -> list[tuple[str, str]]:
    """Everything to choose from in a vocabulary, as (key, label): the definition's entries, then the added ones."""
    shipped = [(term.key, term.label) for term in rules.vocabulary(vocabulary).terms]
    added = scheme.added_terms.filter(vocabulary=vocabulary).order_by("label").values_list("key", "label")
    return shipped + list(added)


def vocabularies_of(scheme: Scheme, rules: SchemeDefinition) -> dict[str, list[tuple[str, str]]]:
    """What `terms_of` says of every vocabulary, asked of the database at once."""
    found = {each.key: [(term.key, term.label) for term in each.terms] for each in rules.vocabularies}
    for vocabulary, key, label in scheme.added_terms.order_by("label").values_list(
        "vocabulary", "key", "label"
    ):
        if vocabulary in found:
            found[vocabulary].append((key, label))
    return found
