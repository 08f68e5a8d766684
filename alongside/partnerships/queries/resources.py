"""What a scheme recommends to read, watch or listen to, by phase and by part."""

from collections.abc import Iterable
from datetime import date

from alongside.domain.scheme.learning import Resource
from alongside.partnerships.models import Partnership
from alongside.schemes.queries import definition_in_force, rules_of

PHASES = {
    "any": "At any time",
    "applying": "Before you apply",
    "starting": "Getting to know each other",
    "goals": "Setting goals",
    "sessions": "During your sessions",
    "reflecting": "Reflecting",
    "closing": "Closing, and your CPD",
}
"""The phases of a definition in words, in the order in which people come to them."""


def resources_of(partnership: Partnership, today: date) -> tuple[Resource, ...]:
    """The scheme's list as it stands today, not as it stood when the two began: a link that was put right in a
    new definition is right for everybody at once.
    """
    return rules_of(definition_in_force(partnership.scheme, today)).resources


def chosen_resources(resources: Iterable[Resource], *, phase: str = "", role: str = "") -> list[Resource]:
    """Those that help in this phase and are for this part; what helps at any time is always there."""
    return [
        each
        for each in resources
        if (not phase or each.phase in (phase, "any")) and (not role or role in each.sides)
    ]


def by_phase(resources: Iterable[Resource]) -> list[tuple[str, list[Resource]]]:
    """The list under the words of each phase, phases without any left out."""
    rows = list(resources)
    groups = [(words, [each for each in rows if each.phase == phase]) for phase, words in PHASES.items()]
    return [(words, group) for words, group in groups if group]
