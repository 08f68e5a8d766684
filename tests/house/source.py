"""Reads the product's own Python files and templates for the rules of the house."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ROOT / "alongside"


@dataclass(frozen=True)
class Module:
    """One Python file: its path inside the repository, its text and its syntax tree."""

    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        """The parsed file."""
        return ast.parse(self.text, self.path)

    @property
    def is_migration(self) -> bool:
        """Whether Django wrote it."""
        return "/migrations/" in self.path

    def imports(self) -> Iterator[tuple[int, str]]:
        """Every imported module or name, as a dotted path, with its line."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)

    def at(self, line: int, problem: str) -> str:
        """A problem with the place where it is."""
        return f"{self.path}:{line}: {problem}"


@cache
def modules(folder: str) -> tuple[Module, ...]:
    """Every Python file under a folder of the repository, in the order of their paths."""
    return tuple(
        Module(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))
        for path in sorted((ROOT / folder).rglob("*.py"))
    )


@cache
def templates() -> dict[str, str]:
    """The text of every HTML template, by its path inside the repository."""
    return {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
        for path in sorted(PRODUCT.rglob("templates/**/*.html"))
    }


@cache
def preset_keys() -> frozenset[str]:
    """The names of the schemes we ship."""
    return frozenset(path.stem for path in (PRODUCT / "presets" / "schemes").glob("*.toml"))
