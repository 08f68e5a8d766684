"""Reads the documentation: its links, its headings and the commands that it tells people to type."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.house.source import ROOT

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)


@cache
def documents() -> tuple[Path, ...]:
    """Every page of documentation."""
    return (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")))


def anchors(document: Path) -> set[str]:
    """The fragments that lead to a heading, as the usual readers of Markdown make them."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def broken_links(document: Path) -> Iterator[str]:
    """Links inside the repository that lead nowhere."""
    name = document.relative_to(ROOT)
    for link in LINK.findall(CODE.sub("", document.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, fragment = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        if not target.exists():
            yield f"{name}: {link} leads nowhere"
        elif fragment and target.suffix == ".md" and fragment not in anchors(target):
            yield f"{name}: {link} names no heading"


def commands(document: Path, program: str) -> Iterator[str]:
    """The word after `program` wherever the page shows it being typed."""
    for code in CODE.findall(document.read_text(encoding="utf-8")):
        yield from re.findall(rf"(?:^|[`\n$;&|] ?){program} ([a-z][a-z-]+)", code)
