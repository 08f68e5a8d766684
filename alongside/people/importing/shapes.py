"""The kinds of file that Alongside knows by their headings, one TOML file each in presets/imports."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from alongside.people.importing.fields import fold
from alongside.presets import preset_keys, preset_text


@dataclass(frozen=True, slots=True)
class Shape:
    """Keys of `columns`, `statuses`, `answers` and `roles` are folded headings or words."""

    name: str
    title: str
    recognised_by: frozenset[str]
    columns: Mapping[str, str]
    statuses: Mapping[str, str]
    answers: Mapping[str, str] = field(default_factory=dict)
    role: str = ""
    role_column: str = ""
    roles: Mapping[str, str] = field(default_factory=dict)


@cache
def shipped_shapes() -> tuple[Shape, ...]:
    """Every shape in presets/imports, by name."""
    return tuple(load_shape(preset_text("imports", key)) for key in preset_keys("imports"))


def shape_named(name: str) -> Shape:
    """Raises KeyError where no such shape is shipped."""
    return {shape.name: shape for shape in shipped_shapes()}[name]


def recognise(headings: Iterable[str]) -> Shape:
    """The shape that asks for the most headings and finds all of them; else a plain spreadsheet."""
    present = {fold(heading) for heading in headings}
    fitting = [shape for shape in shipped_shapes() if shape.recognised_by <= present]
    return max(fitting, key=lambda shape: len(shape.recognised_by))


def load_shape(text: str) -> Shape:
    """Reads the text of one file."""
    written = tomllib.loads(text)
    application = written.get("application", {})
    return Shape(
        name=written["name"],
        title=written["title"],
        recognised_by=frozenset(map(fold, written["recognised_by"])),
        columns=_folded(written.get("columns", {})),
        statuses=_folded(written.get("status", {})),
        answers=_folded(application.get("answers", {})),
        role=application.get("role", ""),
        role_column=fold(application.get("role_column", "")),
        roles=_folded(application.get("roles", {})),
    )


def _folded(words: Mapping[str, str]) -> dict[str, str]:
    return {fold(word): meaning for word, meaning in words.items()}
