"""Looks at a page as a reader does: axe-core in light and in dark, its width, its heading, its one main button."""

from functools import cache
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe-core" / "axe.min.js"
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
# All of axe's rules that are on by default, and the one for the size of targets, which WCAG 2.2 added.
RUN = "() => axe.run(document, {rules: {'target-size': {enabled: true}}, resultTypes: ['violations']})"

PRIMARY = ".button:not(.button-second, .button-end, .button-quiet)"


@cache
def _axe_source() -> str:
    return AXE.read_text(encoding="utf-8")


def accessibility_problems(page: Page, schemes: tuple[Scheme, ...] = SCHEMES) -> list[str]:
    """Every violation of the page once all of it is here, one sentence per element.

    A click is done when the answer to it begins, and axe cannot judge half a page.
    """
    page.wait_for_load_state()
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe_source())  # through the debugger, so the strict content policy stays as it is
    problems: list[str] = []
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found: dict[str, Any] = page.evaluate(RUN)
        problems += [
            sentence for violation in found["violations"] for sentence in _sentences(violation, scheme)
        ]
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    return problems


def _sentences(violation: dict[str, Any], scheme: str) -> list[str]:
    return [
        f"{violation['id']} ({scheme}) at {' '.join(map(str, node['target']))}: "
        f"{node.get('failureSummary', violation['help'])} {node['html'][:200]}"
        for node in violation["nodes"]
    ]


def overflow_problems(page: Page) -> list[str]:
    """Whether the page must be scrolled sideways, which on a phone hides what it says."""
    wide, room = page.evaluate("() => [document.documentElement.scrollWidth, window.innerWidth]")
    return [f"the page is {wide} px wide on a screen of {room} px"] if wide > room else []


def clarity_problems(page: Page) -> list[str]:
    """A page has one heading that names it, and at most one button that asks to be pressed."""
    headings = page.locator("h1").count()
    buttons = [words.strip() for words in page.locator(f"{PRIMARY}:visible").all_inner_texts()]
    return [
        *([f"the page has {headings} h1 headings"] if headings != 1 else []),
        *([f"the page has several primary buttons: {', '.join(buttons)}"] if len(buttons) > 1 else []),
    ]
