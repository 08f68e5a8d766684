"""A scheme definition read from TOML text: the definition, or every problem at once."""

from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from alongside.domain.scheme.consistency import inconsistencies
from alongside.domain.scheme.definition import SchemeDefinition
from alongside.domain.scheme.problem import Problem
from alongside.domain.scheme.sentences import problems_from
from alongside.domain.scheme.toml import MOST_BYTES as MOST_BYTES
from alongside.domain.scheme.toml import Unreadable, read_toml

MOST_PROBLEMS = 100


@lru_cache(maxsize=64)  # a text says the same each time, and what it says is frozen
def load_scheme(text: str) -> tuple[SchemeDefinition | None, tuple[Problem, ...]]:
    """The definition in a TOML text, or None with all problems; never raises, whatever the text holds."""
    try:
        data = read_toml(text)
    except Unreadable as unreadable:
        return None, (unreadable.problem,)
    try:
        definition = SchemeDefinition.model_validate(data)
    except ValidationError as invalid:
        return None, _first(_problems(data, invalid))
    problems = _first(inconsistencies(dict(definition)))
    return (None, problems) if problems else (definition, ())


def digest(text: str) -> str:
    """The SHA-256 of an adopted text, in hexadecimal: the two together are the record of what was adopted."""
    return sha256(text.encode("utf-8")).hexdigest()


def _problems(data: dict[str, Any], invalid: ValidationError) -> Iterator[Problem]:
    yield from problems_from(invalid, SchemeDefinition)
    broken = {error["loc"][0] for error in invalid.errors(include_url=False)}
    sound = {
        name: _section(field, data[name]) if name in data else field.default
        for name, field in SchemeDefinition.model_fields.items()
        if name not in broken
    }
    yield from inconsistencies(sound)


def _section(field: FieldInfo, value: Any) -> Any:
    sort: Any = field.annotation
    return TypeAdapter(sort).validate_python(value)


def _first(problems: Iterator[Problem]) -> tuple[Problem, ...]:
    """Each place once, and no more than a person would read in one go."""
    by_path: dict[str, Problem] = {}
    for problem in problems:
        by_path.setdefault(problem.path, problem)
        if len(by_path) == MOST_PROBLEMS:
            break
    return tuple(by_path.values())
