"""The checks that need more than one value of a scheme definition: references exist, numbers agree.

A check is a function whose parameters are named after the sections it needs; it runs when these are sound, so
that a mistake in one section never hides a mistake in another.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from alongside.domain.scheme import asking_checks as asking
from alongside.domain.scheme import joining_checks as joining
from alongside.domain.scheme import joint, safeguarding
from alongside.domain.scheme import partnership_checks as partnership
from alongside.domain.scheme import training_checks as training
from alongside.domain.scheme.problem import Problem

Check = Callable[..., Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    joining.check_vocabularies,
    joining.check_forms,
    joining.check_eligibility,
    joining.check_intake,
    joining.check_criteria,
    joining.check_capacity,
    joining.check_groups,
    joining.check_direction,
    joint.check_joint,
    safeguarding.check_safeguarding,
    asking.check_routes,
    asking.check_directory,
    asking.check_requests,
    training.check_training,
    training.check_priority,
    partnership.check_plan_numbers,
    partnership.check_plan_time,
    partnership.check_plan_turns,
    partnership.check_kind,
    partnership.check_end,
    partnership.check_stages,
    partnership.check_goals,
    partnership.check_expectations,
    partnership.check_agreement,
    partnership.check_agreement_templates,
    partnership.check_facilitation,
    partnership.check_conversation,
    partnership.check_preparation,
    partnership.check_checklist,
    partnership.check_pulse,
    partnership.check_outcomes,
    partnership.check_reflection,
    partnership.check_feedback,
    partnership.check_word_lists,
    partnership.check_reciprocity,
)


def inconsistencies(sections: Mapping[str, Any]) -> Iterator[Problem]:
    """Every problem that the checks find between the sections that could be read."""
    for check in CHECKS:
        needed = tuple(inspect.signature(check).parameters)
        if all(name in sections for name in needed):
            yield from check(**{name: sections[name] for name in needed})
