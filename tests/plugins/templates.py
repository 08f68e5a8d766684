"""Notes which of our templates the tests render, and with `--every-template` fails when one never is."""

from pathlib import Path
from typing import Any

import pytest
from django.test.signals import template_rendered

PRODUCT = Path(__file__).resolve().parents[2] / "alongside"
# Templates that no page test renders yet. The list may only shrink: a name here that is rendered fails too.
NOT_YET_RENDERED: frozenset[str] = frozenset()

_rendered: set[str] = set()


def our_templates() -> set[str]:
    """Every template file of the product, by its path inside `alongside/`."""
    return {
        str(path.relative_to(PRODUCT))
        for path in PRODUCT.glob("*/templates/**/*")
        if path.is_file() and not path.name.startswith(".")
    }


def _note(template: Any, **_: Any) -> None:
    origin = Path(str(template.origin.name))
    if origin.is_relative_to(PRODUCT):
        _rendered.add(str(origin.relative_to(PRODUCT)))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.getgroup("alongside").addoption(
        "--every-template", action="store_true", help="Fail when a template of ours is never rendered."
    )


def pytest_configure(config: pytest.Config) -> None:
    template_rendered.connect(_note, dispatch_uid="tests.plugins.templates")


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """A worker of pytest-xdist hands over what it saw."""
    _rendered.update(getattr(node, "workeroutput", {}).get("rendered_templates", ()))


def problems() -> list[str]:
    """What is wrong with the templates after a whole run, one sentence each."""
    unseen = our_templates() - _rendered
    return [
        *(f"{name} is rendered by no test" for name in sorted(unseen - NOT_YET_RENDERED)),
        *(
            f"{name} is rendered now: take it off the list in tests/plugins/templates.py"
            for name in sorted(NOT_YET_RENDERED - unseen)
        ),
    ]


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    workeroutput = getattr(session.config, "workeroutput", None)
    if workeroutput is not None:
        workeroutput["rendered_templates"] = sorted(_rendered)
    elif session.config.getoption("--every-template") and session.exitstatus == 0 and problems():
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if config.getoption("--every-template") and problems():
        terminalreporter.section("templates that no test renders")
        for problem in problems():
            terminalreporter.line(problem, red=True)
