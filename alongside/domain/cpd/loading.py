"""Reading an audit profile's rules, a body's credit rules or a competency framework from TOML, with all problems told
at once.
"""

import json
import tomllib
from collections.abc import Callable, Iterator
from datetime import date, time
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from alongside.domain.cpd.competencies import Framework, framework_misfits
from alongside.domain.cpd.credit_rules import CreditRules, credit_misfits
from alongside.domain.cpd.definition import ProfileDefinition, misfits
from alongside.domain.scheme.load import MOST_BYTES
from alongside.domain.scheme.problem import Problem
from alongside.domain.scheme.sentences import problems_from

Sort = TypeVar("Sort", bound=BaseModel)


def load_profile_definition(text: str) -> tuple[ProfileDefinition | None, tuple[Problem, ...]]:
    """The definition in a TOML text, or None with all problems; never raises, whatever the text holds."""
    return load_part(text, ProfileDefinition, misfits)


def load_credit_rules(text: str) -> tuple[CreditRules | None, tuple[Problem, ...]]:
    """The credit rules in a TOML text, or None with all problems; never raises, whatever the text holds."""
    return load_part(text, CreditRules, credit_misfits)


def load_framework(text: str) -> tuple[Framework | None, tuple[Problem, ...]]:
    """The competency framework in a TOML text, or None with all problems; never raises, whatever the text holds."""
    return load_part(text, Framework, framework_misfits)


def load_part(
    text: str, sort: type[Sort], fits: Callable[[Sort], Iterator[tuple[str, str]]]
) -> tuple[Sort | None, tuple[Problem, ...]]:
    """A TOML text as a model of this sort that `fits` finds nothing wrong with, or None with all problems."""
    if len(text) > MOST_BYTES:
        return None, (Problem("", f"Shorten the file: {MOST_BYTES:,} characters are the most."),)
    try:
        data = json.dumps(tomllib.loads(text.removeprefix("\ufeff")), default=_as_text)
        definition = sort.model_validate_json(data)
    except ValidationError as invalid:
        return None, tuple(problems_from(invalid, sort))
    except RecursionError:
        return None, (Problem("", "Nest less deeply: a definition never goes so far down."),)
    except ValueError as broken:
        return None, (Problem("", f"Correct the TOML: {broken}."),)
    problems = tuple(Problem(path, sentence) for path, sentence in fits(definition))
    return (None, problems) if problems else (definition, ())


def _as_text(value: date | time) -> str:
    return value.isoformat()
