"""Which audit profiles there are, and which one a member is asked for."""

from datetime import date
from functools import cache

from alongside.domain.cpd.definition import ProfileDefinition
from alongside.domain.cpd.loading import load_profile_definition
from alongside.people.models import Account, Member
from alongside.presets import preset_keys, preset_text
from alongside.schemes.models import Scheme
from alongside.schemes.queries import definition_in_force, rules_of

GENERAL = "general"
"""What somebody writes whose body has no audit of its own."""


@cache
def profile_rules(key: str) -> ProfileDefinition:
    """The shipped rules with this key; UnknownPreset where there are none."""
    definition, problems = load_profile_definition(preset_text("cpd", key))
    if definition is None:
        raise ValueError(f"The audit profile {key} does not load: {'; '.join(map(str, problems))}")
    return definition


def all_profile_rules() -> tuple[ProfileDefinition, ...]:
    """Every audit profile that we ship, by name."""
    return tuple(sorted((profile_rules(key) for key in preset_keys("cpd")), key=lambda one: one.name))


def rules_for(account: Account, today: date) -> ProfileDefinition:
    """The audit profile of the newest scheme of the person's bodies that names one; the general one otherwise."""
    own = Member.objects.of(account).on_the_list().values("body")
    schemes = Scheme.objects.filter(body__in=own).order_by("-created_at")
    for scheme in schemes[:5]:
        key = rules_of(definition_in_force(scheme, today)).cpd.audit_profile
        if key in preset_keys("cpd"):
            return profile_rules(key)
    return profile_rules(GENERAL)
