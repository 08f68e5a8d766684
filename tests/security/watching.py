"""Watches which files this process writes and removes, and keeps what was in those that are removed."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_watchers: list["Seen"] = []
_hooked: list[bool] = []


@dataclass
class Seen:
    """Files written, and those removed with their content at that moment."""

    written: set[str] = field(default_factory=set)
    removed: dict[str, bytes] = field(default_factory=dict)

    def note(self, event: str, arguments: tuple[Any, ...]) -> None:
        """One event of Python's own audit."""
        if event == "open" and isinstance(arguments[0], (str, bytes)) and _writes(arguments):
            self.written.add(os.fsdecode(arguments[0]))
        elif event in ("os.remove", "os.rename"):
            self._keep(Path(os.fsdecode(arguments[0])))
        elif event == "shutil.rmtree":
            for path in Path(os.fsdecode(arguments[0])).rglob("*"):
                self._keep(path)

    def left(self) -> Iterator[tuple[str, bytes]]:
        """Files that were written and are still there."""
        for name in sorted(self.written):
            path = Path(name)
            if path.is_file():
                yield name, path.read_bytes()

    def _keep(self, path: Path) -> None:
        try:
            self.removed[str(path)] = path.read_bytes()
        except OSError:
            return


def _writes(arguments: tuple[Any, ...]) -> bool:
    flags = arguments[2] if len(arguments) > 2 else 0
    return bool(flags and flags & (os.O_WRONLY | os.O_RDWR))


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if event not in ("open", "os.remove", "os.rename", "shutil.rmtree"):
        return
    for watcher in list(_watchers):
        _watchers.remove(watcher)  # what the watcher itself opens is not watched
        try:
            watcher.note(event, arguments)
        finally:
            _watchers.append(watcher)


@contextmanager
def watching() -> Iterator[Seen]:
    """Everything that happens in here; a hook of the interpreter stays for good, and sleeps without a watcher."""
    if not _hooked:
        sys.addaudithook(_hook)
        _hooked.append(True)
    seen = Seen()
    _watchers.append(seen)
    try:
        yield seen
    finally:
        _watchers.remove(seen)
