"""Reading an audit profile's rules from TOML, with all its problems told at once."""

import json
import tomllib
from datetime import date, time

from pydantic import ValidationError

from alongside.domain.cpd.definition import ProfileDefinition, misfits
from alongside.domain.scheme.load import MOST_BYTES
from alongside.domain.scheme.problem import Problem
from alongside.domain.scheme.sentences import problem_from


def load_profile_definition(text: str) -> tuple[ProfileDefinition | None, tuple[Problem, ...]]:
    """The definition in a TOML text, or None with all problems; never raises, whatever the text holds."""
    if len(text) > MOST_BYTES:
        return None, (Problem("", f"Shorten the file: {MOST_BYTES:,} characters are the most."),)
    try:
        data = json.dumps(tomllib.loads(text.removeprefix("\ufeff")), default=_as_text)
        definition = ProfileDefinition.model_validate_json(data)
    except ValidationError as invalid:
        errors = invalid.errors(include_url=False)
        return None, tuple(problem_from(error, ProfileDefinition) for error in errors)
    except RecursionError:
        return None, (Problem("", "Nest less deeply: a definition never goes so far down."),)
    except ValueError as broken:
        return None, (Problem("", f"Correct the TOML: {broken}."),)
    problems = tuple(Problem(path, sentence) for path, sentence in misfits(definition))
    return (None, problems) if problems else (definition, ())


def _as_text(value: date | time) -> str:
    return value.isoformat()
