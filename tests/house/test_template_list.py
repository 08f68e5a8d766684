"""The list of rendered templates: what no test shows is named, and the list of exceptions only shrinks."""

from pathlib import Path

import pytest
from django.template.loader import get_template

from tests.plugins import templates


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    names: set[str] = set()
    monkeypatch.setattr(templates, "_rendered", names)
    monkeypatch.setattr(templates, "our_templates", lambda: {"a/templates/a.html", "a/templates/b.html"})
    return names


def test_a_template_that_no_test_renders_is_named(seen: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templates, "NOT_YET_RENDERED", frozenset({"a/templates/b.html"}))
    assert templates.problems() == ["a/templates/a.html is rendered by no test"]


def test_a_name_on_the_list_that_is_rendered_must_go(seen: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templates, "NOT_YET_RENDERED", frozenset({"a/templates/b.html"}))
    seen.update({"a/templates/a.html", "a/templates/b.html"})
    (problem,) = templates.problems()
    assert problem.startswith("a/templates/b.html is rendered now")


def test_rendering_a_template_and_what_it_extends_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    names: set[str] = set()
    monkeypatch.setattr(templates, "_rendered", names)
    get_template("404.html").render()
    assert {Path(name).name for name in names} >= {"404.html", "base.html"}
