"""Registers the mark `requirement`, by which a test says which requirement it proves."""

import csv
from functools import cache
from pathlib import Path

import pytest

INDEX = Path(__file__).resolve().parents[2] / "docs" / "reference" / "requirements-index.tsv"


@cache
def known_requirements() -> dict[str, dict[str, str]]:
    """Every requirement by its id, in the order of the index: `id`, `source`, `requirement`, `acceptance`."""
    with INDEX.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["id"]: row for row in rows}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", 'requirement("R33", …): would fail if the product no longer did what the requirement asks'
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A mark with a mistyped id would prove nothing, so it stops the run."""
    for item in items:
        for mark in item.iter_markers("requirement"):
            unknown = [name for name in mark.args if name not in known_requirements()]
            if unknown or not mark.args:
                raise pytest.UsageError(
                    f"{item.nodeid} marks {unknown or 'nothing'}, which {INDEX.name} does not list"
                )
