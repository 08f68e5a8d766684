"""What pydantic found wrong, said so that the person who wrote the file knows what to do."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from alongside.domain.scheme.fields import entry_type, follow, is_model, kind_of, models_in, plain_type
from alongside.domain.scheme.problem import Problem, path_to
from alongside.domain.scheme.words import did_you_mean, listed, sentence

SAYINGS: Mapping[str, str] = {
    "string_type": "Write this as text in quotation marks.",
    "int_type": "Write this as a whole number, without quotation marks.",
    "int_from_float": "Write this as a whole number.",
    "int_parsing": "Write this as a whole number, without quotation marks.",
    "float_type": "Write this as a number, without quotation marks.",
    "float_parsing": "Write this as a number, without quotation marks.",
    "is_instance_of": "Write this as a number, without quotation marks.",
    "decimal_type": "Write this as a number, without quotation marks.",
    "decimal_parsing": "Write this as a number, without quotation marks.",
    "finite_number": "Write this as an ordinary number.",
    "bool_type": "Write true or false, without quotation marks.",
    "bool_parsing": "Write true or false, without quotation marks.",
    "tuple_type": "Write this as a list: in square brackets, or as [[…]] blocks.",
    "dict_type": "Write this as a section of its own, with keys and values.",
    "model_type": "Write this as a section of its own, with keys and values.",
    "model_attributes_type": "Write this as a section of its own, with keys and values.",
    "greater_than": "Make this more than {gt}.",
    "greater_than_equal": "Make this {ge} or more.",
    "less_than": "Make this less than {lt}.",
    "less_than_equal": "Make this {le} or less.",
    "too_short": "Give at least {min_length} here.",
    "too_long": "Give at most {max_length} here.",
    "string_too_short": "Write something here, or remove the line.",
    "string_too_long": "Shorten this to {max_length} characters.",
    "string_pattern_mismatch": "Use small letters, digits and underscores, and begin with a letter.",
}


def problems_from(invalid: ValidationError, root: type[BaseModel]) -> Iterator[Problem]:
    """The problems of a definition that could not be read as `root`, each told once."""
    errors = invalid.errors(include_url=False)
    places = [error["loc"] for error in errors]
    for error in errors:
        if error["type"] != "too_short" or not any(_inside(place, error["loc"]) for place in places):
            yield _problem_from(error, root)


def _inside(place: tuple[str | int, ...], outer: tuple[str | int, ...]) -> bool:
    """Entries that are there but wrong make pydantic call their list too short: only they are told of."""
    return len(place) > len(outer) and place[: len(outer)] == outer


def _problem_from(error: ErrorDetails, root: type[BaseModel]) -> Problem:
    """The problem that one error of pydantic stands for, in a definition read as `root`."""
    where, steps = follow(root, error["loc"])
    parent, _ = follow(root, error["loc"][:-1])
    special = SPECIAL.get(error["type"])
    if special:
        return Problem(path_to(*steps), special(error, where, parent))
    context = {name: value for name, value in error.get("ctx", {}).items() if name != "error"}
    saying = SAYINGS.get(error["type"], f"Put this right: {error['msg']}.")
    return Problem(path_to(*steps), saying.format(**context) if error["type"] in SAYINGS else saying)


def _missing(error: ErrorDetails, where: Any, parent: Any) -> str:
    name = str(error["loc"][-1])
    field = plain_type(parent).model_fields[name]
    written = f"the section [{path_to(*_steps(error))}]" if is_model(plain_type(where)) else f"{name} = …"
    if entry_type(where) is not None and models_in(where):
        written = f"one or more [[{path_to(*_steps(error))}]] blocks"
    return f"Add {written}. {sentence(field.description or '')}".rstrip()


def _steps(error: ErrorDetails) -> tuple[str, ...]:
    return tuple(step for step in error["loc"] if isinstance(step, str))


def _unknown(error: ErrorDetails, where: Any, parent: Any) -> str:
    name = str(error["loc"][-1])
    model = plain_type(parent)
    known = tuple(model.model_fields) if is_model(model) else ()
    hint = did_you_mean(name, known) or f" The keys are {listed(known)}."
    return f"Remove this or correct its name: there is no such key here.{hint}"


def _not_a_choice(error: ErrorDetails, where: Any, parent: Any) -> str:
    allowed = get_args(plain_type(where))
    if len(allowed) == 1:
        return f"Write {listed(allowed)} here: nothing else is possible yet."
    return (
        f"Choose {listed(allowed, 'or')}.{did_you_mean(str(error['input']), [str(each) for each in allowed])}"
    )


def _not_a_kind(error: ErrorDetails, where: Any, parent: Any) -> str:
    kinds = [kind for kind in map(kind_of, models_in(where)) if kind]
    given = error["input"].get("kind") if isinstance(error["input"], dict) else None
    near = did_you_mean(given, kinds) if isinstance(given, str) else ""
    return f"Give this a kind: {listed(kinds, 'or')}.{near}"


def _own_words(error: ErrorDetails, where: Any, parent: Any) -> str:
    return sentence(str(error.get("ctx", {}).get("error", error["msg"])))


SPECIAL: Mapping[str, Callable[[ErrorDetails, Any, Any], str]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "literal_error": _not_a_choice,
    "union_tag_invalid": _not_a_kind,
    "union_tag_not_found": _not_a_kind,
    "value_error": _own_words,
}
