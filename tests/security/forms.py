"""Reads the forms of a page as a browser does, and fills them in as somebody would."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from django.utils import timezone

from tests.security.browsers import Browsers
from tests.security.matrix import ADMITS, Matrix
from tests.security.routes import our_addresses

WORDS = "A plain sentence."
TEXT = frozenset({"", "text", "search", "textarea"})


@dataclass
class Field:
    """One field: its kind, the value it has, and what can be chosen."""

    name: str
    kind: str
    value: str = ""
    choices: list[str] = field(default_factory=list)
    longest: int = 10_000


@dataclass
class Form:
    """Where a form goes and what is in it."""

    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)

    @property
    def route(self) -> str:
        """The name of the route that takes it."""
        try:
            return resolve(urlsplit(self.action).path).url_name or ""
        except Resolver404:
            return ""

    def filled(self, words: str = WORDS) -> dict[str, Any]:
        """Something plausible in every field; `words` in those for free text."""
        return {
            one.name: _value(one, words) for one in self.fields.values() if one.kind not in ("file", "submit")
        }


def _value(one: Field, words: str) -> Any:
    if one.kind == "hidden":
        return one.value
    if one.choices:
        return next((choice for choice in one.choices if choice), "")
    day = timezone.localdate() + timedelta(days=9)
    plain = {
        "checkbox": one.value or "on",
        "number": one.value or "1",
        "date": one.value or day.isoformat(),
        "time": one.value or "10:00",
        "email": one.value or "somebody@people.example",
        "url": one.value,
        "password": "",
    }
    return plain.get(one.kind, words[: one.longest])


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self.forms = page, list[Form]()
        self._form: Form | None = None
        self._list: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(said.get("action") or self.page, said.get("method", "get").upper())
            self.forms.append(self._form)
        elif self._form is not None and tag in ("input", "textarea", "select", "button"):
            self._add(self._form, tag, said)
        elif tag == "option" and self._list is not None:
            self._list.choices.append(said.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._list = None

    def _add(self, form: Form, tag: str, said: dict[str, str]) -> None:
        name = said.get("name", "")
        kind = {"input": said.get("type", ""), "button": "submit"}.get(tag, tag)
        if not name or name == "csrfmiddlewaretoken" or "disabled" in said:
            return
        found = form.fields.setdefault(name, Field(name, kind, said.get("value", "")))
        if said.get("maxlength", "").isdigit():
            found.longest = int(said["maxlength"])
        if kind == "radio":
            found.choices.append(said.get("value", ""))
        self._list = found if tag == "select" else None


def forms_on(page: str, html: str) -> list[Form]:
    """Every form of a page."""
    reader = _Reader(page)
    reader.feed(html)
    return reader.forms


def forms_of(matrix: Matrix, browsers: Browsers, role: str) -> Iterator[Form]:
    """One form for each route that this role can post to, from whatever page has it."""
    seen: set[tuple[str, frozenset[str]]] = set()
    for address in our_addresses():
        for cell in matrix.cells(address):
            if cell.role == role and cell.method == "GET" and cell.promise == ADMITS:
                html = browsers.ask(role, "GET", cell.url).content.decode(errors="replace")
                for form in forms_on(cell.url, html):
                    key = (form.route, frozenset(form.fields))
                    if form.method == "POST" and form.route and key not in seen:
                        seen.add(key)
                        yield form
