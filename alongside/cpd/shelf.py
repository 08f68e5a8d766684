"""What we ship of one kind of file beside what an installation has of its own."""

from collections.abc import Callable
from functools import cache
from logging import getLogger
from pathlib import Path
from typing import Protocol, TypeVar

from alongside.domain.scheme.problem import Problem
from alongside.presets import SUFFIX, preset_keys, preset_text

_log = getLogger(__name__)


class Kept(Protocol):
    """What a file holds, by its key and its name."""

    @property
    def key(self) -> str: ...

    @property
    def name(self) -> str: ...


Sort = TypeVar("Sort", bound=Kept)
Load = Callable[[str], tuple[Sort | None, tuple[Problem, ...]]]


def on_shelf(kind: str, folder: str, load: Load[Sort], check: str) -> tuple[Sort, ...]:
    """The shipped presets of a kind and the files of a folder, by name; a key there replaces ours.

    A file with problems is left out, and the log says with which command of ours to look at it.
    """
    own = Path(folder)
    files = sorted(own.glob(f"*{SUFFIX}")) if own.is_dir() else []
    found = [_read(file, file.stat().st_mtime_ns, load, check) for file in files]
    replaced = {one.key: one for one in found if one is not None}
    shipped = {key: _shipped(kind, key, load) for key in preset_keys(kind)}
    return tuple(sorted((shipped | replaced).values(), key=lambda one: one.name.casefold()))


@cache
def _shipped(kind: str, key: str, load: Load[Sort]) -> Sort:
    read, problems = load(preset_text(kind, key))
    if read is None:
        raise ValueError(f"The preset {key} of {kind} does not load: {'; '.join(map(str, problems))}")
    return read


@cache
def _read(file: Path, changed: int, load: Load[Sort], check: str) -> Sort | None:
    """What one file holds as it was when last changed."""
    read, problems = load(file.read_text(encoding="utf-8", errors="replace"))
    if read is None:
        _log.error(
            "%s is left out: %s thing(s) to put right, see alongside %s", file.name, len(problems), check
        )
    return read
