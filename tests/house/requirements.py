"""Writes the page of requirements: which are met, and which test would fail if they no longer were."""

import ast
from collections import defaultdict
from collections.abc import Iterator

from tests.house.source import Module, modules
from tests.plugins.requirements import known_requirements

SOURCES = {
    "IMI": "Medical illustrators (`imi`)",
    "COMP": "Medical physicists (`comp`)",
    "Competencies": "Competency-led (`nursing`)",
    "ASME": "Medical educators (`asme`)",
    "BMA": "Doctors (`nhs`)",
}
INTRODUCTION = """\
# Requirements

What five mentoring schemes ask of the product, one sentence each, and the tests that would fail if it no
longer did. `make docs` writes this page from the tests. How each requirement is accepted stands in
[requirements-index.tsv](requirements-index.tsv).
"""


def marked_tests(files: tuple[Module, ...]) -> dict[str, list[str]]:
    """The tests that prove each requirement, as `path::name`, read from the source without running it."""
    proofs: dict[str, list[str]] = defaultdict(list)
    for module in files:
        for test, requirement in _marks_in(module.tree, ()):
            proofs[requirement].append(f"{module.path}::{test}")
    return proofs


def _marks_in(node: ast.Module | ast.ClassDef, outer: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    shared = [*outer, *_module_marks(node)]
    for child in node.body:
        if not isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        own = [*shared, *(name for decorator in child.decorator_list for name in _names(decorator))]
        if isinstance(child, ast.ClassDef):
            yield from ((f"{child.name}::{test}", name) for test, name in _marks_in(child, tuple(own)))
        elif child.name.startswith("test_"):
            yield from ((child.name, name) for name in dict.fromkeys(own))


def _module_marks(node: ast.Module | ast.ClassDef) -> Iterator[str]:
    for statement in node.body:
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "pytestmark":
            yield from (name for call in ast.walk(statement.value) for name in _names(call))


def _names(node: ast.AST) -> list[str]:
    """The ids in one `pytest.mark.requirement("R1", "R2")`."""
    if not isinstance(node, ast.Call) or ast.unparse(node.func) != "pytest.mark.requirement":
        return []
    return [str(argument.value) for argument in node.args if isinstance(argument, ast.Constant)]


def requirements_page() -> str:
    """The whole page, in the order of the index."""
    proofs = marked_tests(modules("tests"))
    known = known_requirements()
    met = {name for name in known if proofs.get(name)}
    parts = [INTRODUCTION, f"**{len(met)} of {len(known)} are met.**\n"]
    for source, title in SOURCES.items():
        rows = [row for row in known.values() if row["source"] == source]
        count = sum(row["id"] in met for row in rows)
        parts.append(
            f"## {title}\n\n{count} of {len(rows)} are met.\n\n| | Requirement | Shown by |\n|---|---|---|"
        )
        parts.append("\n".join(_row(row, proofs.get(row["id"], [])) for row in rows) + "\n")
    return "\n".join(parts)


def _row(row: dict[str, str], tests: list[str]) -> str:
    links = "<br>".join(_link(test) for test in sorted(tests)) or "not met yet"
    words = row["requirement"].replace("|", "\\|")
    return f"| {row['id']} | {words} | {links} |"


def _link(test: str) -> str:
    path, name = test.split("::", 1)
    return f"[{name.removeprefix('test_').replace('_', ' ')}](../../{path})"
