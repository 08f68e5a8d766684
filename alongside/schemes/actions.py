"""Changes to schemes: starting one, adopting new rules from a date, opening and closing."""

import re
from datetime import date

from django.db import transaction

from alongside.domain.scheme import SchemeDefinition, digest, load_scheme
from alongside.journal.moves import write_entry
from alongside.people.models import Account, Body
from alongside.schemes.joint import ask_bodies, bodies_named
from alongside.schemes.models import AddedTerm, AdoptedDefinition, Scheme
from alongside.schemes.refusals import DateRefused, DefinitionRefused, TermRefused


def _loaded(text: str) -> SchemeDefinition:
    definition, problems = load_scheme(text)
    if definition is None:
        raise DefinitionRefused(problems)
    return definition


@transaction.atomic
def start_scheme(body: Body, *, by: Account | None, text: str, slug: str = "", today: date) -> Scheme:
    """Start a scheme under this definition, in force from today."""
    definition = _loaded(text)
    scheme = Scheme.objects.create(body=body, slug=slug or definition.key, name=definition.name)
    write_entry(noun="scheme", subject=scheme.pk, move="start", by=by, role=_role(by), body_id=body.pk)
    adopt_definition(scheme, by=by, text=text, in_force_from=today, today=today)
    return scheme


@transaction.atomic
def adopt_definition(
    scheme: Scheme, *, by: Account | None, text: str, in_force_from: date, today: date
) -> AdoptedDefinition:
    """Adopt new rules from a day on. What is under way keeps the version it began under."""
    definition = _loaded(text)
    if in_force_from < today:
        raise DateRefused("Choose today or a later day: rules never change for days that have passed.")
    others = bodies_named(scheme.body, definition)
    Scheme.objects.select_for_update().get(pk=scheme.pk)
    newest = scheme.definitions.order_by("-version").first()
    adopted = AdoptedDefinition.objects.create(
        scheme=scheme,
        version=newest.version + 1 if newest else 1,
        text=text,
        digest=digest(text),
        in_force_from=in_force_from,
        adopted_by=by,
    )
    scheme.name = definition.name
    scheme.save(update_fields=["name"])
    write_entry(
        noun="scheme",
        subject=scheme.pk,
        move="adopt",
        by=by,
        role=_role(by),
        body_id=scheme.body_id,
        facts={"version": adopted.version, "digest": adopted.digest, "from": in_force_from.isoformat()},
    )
    ask_bodies(scheme, others, by=by)
    return adopted


@transaction.atomic
def set_scheme_open(scheme: Scheme, *, by: Account, is_open: bool) -> Scheme:
    """Open or close a scheme to new applications; running partnerships are not touched."""
    scheme.is_open = is_open
    scheme.save(update_fields=["is_open"])
    write_entry(
        noun="scheme",
        subject=scheme.pk,
        move="open" if is_open else "close",
        by=by,
        role="office",
        body_id=scheme.body_id,
    )
    return scheme


@transaction.atomic
def add_term(
    scheme: Scheme, *, by: Account, vocabulary: str, label: str, rules: SchemeDefinition
) -> AddedTerm:
    """Add an entry to a vocabulary, where the definition lets anybody; adding it twice changes nothing."""
    if rules.vocabulary(vocabulary).additions_by == "nobody":
        raise TermRefused("The scheme's rules keep this list as it is. A new definition can change it.")
    key = re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_")[:60]
    if not key:
        raise TermRefused("Write the entry with letters or digits.")
    if any(
        key == term.key or label.casefold() == term.label.casefold()
        for term in rules.vocabulary(vocabulary).terms
    ):
        raise TermRefused("This entry is in the list already.")
    term, made = AddedTerm.objects.get_or_create(
        scheme=scheme, vocabulary=vocabulary, key=key, defaults={"label": label.strip(), "added_by": by}
    )
    if made:
        write_entry(noun="term", subject=term.pk, move="add", by=by, role="office", body_id=scheme.body_id)
    return term


def _role(by: Account | None) -> str:
    return "office" if by else "system"
