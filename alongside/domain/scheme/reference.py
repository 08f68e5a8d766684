"""The reference page of the file format, written from the models' own descriptions."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt, MaxLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from alongside.domain.scheme.definition import SchemeDefinition
from alongside.domain.scheme.fields import (
    constraints_in,
    entry_type,
    is_model,
    kind_of,
    models_in,
    plain_type,
)
from alongside.domain.scheme.words import sentence

HEAD = """# Scheme definition: reference

A scheme definition is one TOML file that holds every rule of a scheme. This page is written from the
programme itself: `alongside check-scheme FILE` accepts exactly what stands here. To write a definition,
begin with [the guide](../how-to/write-a-scheme-definition.md).

Keys that are not listed are refused. A key without a default must be given. Entries of a list are counted
from 1 in messages: `plan.sessions[3].lead` is the lead of the third session.
"""

TYPE_WORDS: dict[type, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    Decimal: "number",
    bool: "true or false",
}


def reference_page() -> str:
    """The whole page as Markdown, ending in a newline."""
    return "\n".join([HEAD, *_section("", SchemeDefinition)]).rstrip() + "\n"


def _section(path: str, model: type[BaseModel]) -> Iterator[str]:
    kind = kind_of(model) if path else None
    if path:
        yield f"## {path}" + (f", kind “{kind}”" if kind else "")
        yield ""
        yield (model.__doc__ or "").strip().splitlines()[0]
        yield ""
    yield "| Key | What it says | Value | Default |"
    yield "|---|---|---|---|"
    for name, field in model.model_fields.items():
        yield f"| `{name}` | {_sentence(field)} | {_value(field)} | {_default(field)} |"
    yield ""
    for name, field in model.model_fields.items():
        inner = f"{path}.{name}" if path else name
        for each in models_in(field.annotation):
            yield from _section(inner + ("[]" if entry_type(field.annotation) is not None else ""), each)


def _sentence(field: FieldInfo) -> str:
    return sentence(field.description or "Which of the sections of this name it is").replace("|", "\\|")


def _value(field: FieldInfo) -> str:
    entry = entry_type(field.annotation)
    if entry is None:
        return _one_value(field.annotation, field.metadata)
    if models_in(entry):
        return "list of sections"
    inner = get_args(plain_type(field.annotation))[0]
    return f"list of: {_one_value(inner, [])}"


def _one_value(annotation: Any, metadata: list[Any]) -> str:
    plain = plain_type(annotation)
    if is_model(plain):
        return "section"
    if get_origin(plain) is Literal:
        return " or ".join(f"`{_written(value)}`" for value in get_args(plain))
    if get_origin(plain) is dict:
        return "section of texts"
    words = TYPE_WORDS.get(plain) or " or ".join(TYPE_WORDS[each] for each in get_args(plain))
    return words + _limits([*metadata, *constraints_in(annotation)])


def _limits(metadata: list[Any]) -> str:
    said = list(dict.fromkeys(words for constraint in metadata if (words := _limit(constraint))))
    return f", {' and '.join(said)}" if said else ""


def _limit(constraint: Any) -> str:
    match constraint:
        case Ge():
            return f"{constraint.ge} or more"
        case Gt():
            return f"more than {constraint.gt}"
        case Le():
            return f"{constraint.le} or less"
        case Lt():
            return f"less than {constraint.lt}"
        case MaxLen():
            return f"at most {constraint.max_length} characters"
        case _:
            return "small letters, digits and underscores" if getattr(constraint, "pattern", None) else ""


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "must be given"
    if field.default is None or field.default == ():
        return "none"
    if isinstance(field.default, BaseModel):
        return "as its keys say"
    return f"`{_written(field.default)}`"


def _written(value: object) -> str:
    """The value as TOML has it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(_written(each) for each in value)}]"
    if isinstance(value, dict):
        return "{}"
    return f'"{value}"' if isinstance(value, str) else str(value)
