"""A scheme definition read from TOML text: the definition, or every problem at once."""

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from hashlib import sha256
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from alongside.domain.scheme.consistency import inconsistencies
from alongside.domain.scheme.definition import SchemeDefinition
from alongside.domain.scheme.problem import Problem
from alongside.domain.scheme.sentences import problem_from

MOST_BYTES = 256 * 1024
"""A definition is a few dozen kilobytes; what is larger is no definition."""

MOST_PROBLEMS = 100
DEEPEST = 12


class Unreadable(Exception):
    """The text cannot be taken apart at all; `problem` says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.problem = Problem("", sentence)


def load_scheme(text: str) -> tuple[SchemeDefinition | None, tuple[Problem, ...]]:
    """The definition in a TOML text, or None with all problems; never raises, whatever the text holds."""
    try:
        data = _parse(text)
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


def _parse(text: str) -> dict[str, Any]:
    try:
        size = len(text.encode("utf-8"))
    except UnicodeEncodeError:
        raise Unreadable("Save the file as UTF-8: it holds characters that no text can have.") from None
    if size > MOST_BYTES:
        raise Unreadable(f"Shorten the file: it has {size:,} bytes, and {MOST_BYTES:,} is the most.")
    try:
        parsed = tomllib.loads(text.removeprefix("\ufeff"), parse_float=_number)
        return {name: _settled(value, 1) for name, value in parsed.items()}
    except tomllib.TOMLDecodeError as broken:
        raise Unreadable(f"Correct the TOML: {_lowered(str(broken))}.") from None
    except RecursionError:
        raise Unreadable("Nest less deeply: a definition never goes so far down.") from None
    except ValueError:
        raise Unreadable("Correct the TOML: a number or date in it cannot be read.") from None


def _number(text: str) -> Decimal:
    number = Decimal(text)
    if not number.is_finite() or abs(number.adjusted()) > 20:
        raise ValueError("not an ordinary number")
    return number


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _settled(value: Any, depth: int) -> Any:
    """The value with tuples for lists, since a definition cannot be changed once read."""
    if depth > DEEPEST:
        raise RecursionError
    if isinstance(value, list):
        return tuple(_settled(each, depth + 1) for each in value)
    if isinstance(value, dict):
        return {name: _settled(each, depth + 1) for name, each in value.items()}
    return value


def _problems(data: dict[str, Any], invalid: ValidationError) -> Iterator[Problem]:
    errors = invalid.errors(include_url=False)
    places = [error["loc"] for error in errors]
    for error in errors:
        if error["type"] != "too_short" or not any(_inside(place, error["loc"]) for place in places):
            yield problem_from(error, SchemeDefinition)
    broken = {error["loc"][0] for error in errors}
    sound = {
        name: _section(field, data[name]) if name in data else field.default
        for name, field in SchemeDefinition.model_fields.items()
        if name not in broken
    }
    yield from inconsistencies(sound)


def _inside(place: tuple[str | int, ...], outer: tuple[str | int, ...]) -> bool:
    """Entries that are there but wrong make pydantic call their list too short: only they are told of."""
    return len(place) > len(outer) and place[: len(outer)] == outer


def _section(field: FieldInfo, value: Any) -> Any:
    sort: Any = field.annotation
    return TypeAdapter(sort).validate_python(value, strict=True)


def _first(problems: Iterator[Problem]) -> tuple[Problem, ...]:
    """Each place once, and no more than a person would read in one go."""
    by_path: dict[str, Problem] = {}
    for problem in problems:
        by_path.setdefault(problem.path, problem)
        if len(by_path) == MOST_PROBLEMS:
            break
    return tuple(by_path.values())
