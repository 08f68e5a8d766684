"""The documentation is true: links lead somewhere, commands exist, generated pages are as generated."""

import re
import tomllib
from pathlib import Path

import pytest

from alongside.cli import COMMANDS
from tests.house.generated import PAGES
from tests.house.pages import broken_links, commands, documents
from tests.house.requirements import marked_tests
from tests.house.source import ROOT, Module


def test_every_link_leads_somewhere() -> None:
    assert [problem for document in documents() for problem in broken_links(document)] == []


def test_every_make_target_in_the_documentation_exists() -> None:
    targets = set(
        re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert {word for document in documents() for word in commands(document, "make")} - targets == set()


def test_every_command_in_the_documentation_exists() -> None:
    assert {word for document in documents() for word in commands(document, "alongside")} - set(
        COMMANDS
    ) == set()


@pytest.mark.parametrize("path", PAGES)
def test_a_generated_page_is_as_generated(path: str) -> None:
    kept = (ROOT / path).read_text(encoding="utf-8") if (ROOT / path).exists() else ""
    is_current = kept == PAGES[path]()  # asked here, because the difference of two long pages helps nobody
    assert is_current, f"{path} is out of date: run make docs"


def test_the_changelog_begins_with_what_comes_next_or_this_version() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        version = tomllib.load(file)["project"]["version"]
    headings = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[:1] in ([version], ["Unreleased"])


def test_a_broken_link_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.house.pages.ROOT", tmp_path)
    (tmp_path / "there.md").write_text("# A heading here\n")
    page = tmp_path / "page.md"
    page.write_text(
        "[a](there.md#a-heading-here) [b](gone.md) [c](there.md#gone) [d](https://example.org) `[e](f)`"
    )
    assert list(broken_links(page)) == [
        "page.md: gone.md leads nowhere",
        "page.md: there.md#gone names no heading",
    ]


def test_commands_are_read_from_code_only(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("make sense\n`make demo`\n```\n$ make test\nmake docs && make lock\n```\n")
    assert list(commands(page, "make")) == ["demo", "test", "docs", "lock"]


def test_marks_are_found_on_functions_classes_and_modules() -> None:
    mark = "pytest.mark.requirement"
    text = f"""
pytestmark = {mark}("R1")
@{mark}("R2", "R3")
def test_one(): ...
@{mark}("R4")
class TestTwo:
    def test_three(self): ...
    def shown(self): ...
"""
    proofs = marked_tests((Module("tests/a.py", text),))
    assert proofs == {
        "R1": ["tests/a.py::test_one", "tests/a.py::TestTwo::test_three"],
        "R2": ["tests/a.py::test_one"],
        "R3": ["tests/a.py::test_one"],
        "R4": ["tests/a.py::TestTwo::test_three"],
    }
