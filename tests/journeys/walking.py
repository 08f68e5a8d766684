"""Walks the product as a reader does, from link to link, and judges every page on the way."""

import re
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Error, Page, Response, ViewportSize

from tests.plugins.accessibility import Scheme, accessibility_problems, clarity_problems, overflow_problems
from tests.plugins.browser import DESKTOP, NARROW, PHONE

TITLE = re.compile(r"^(To put right – )?\S.* – Alongside$")
GONE = 410  # a link from a mail that has been used says so on a page of its own
LINKS = "links => links.map(link => link.getAttribute('href'))"


def route_of(address: str) -> str:
    """The name of the route that answers an address; empty where none does."""
    try:
        return resolve(urlsplit(address).path).url_name or ""
    except Resolver404:
        return ""


@dataclass
class Walk:
    """One reader's way: `most` pages of each route; what is wrong with them stands in `problems`.

    `known` are the routes that other readers have been through already and this one need not see again; `read`
    are those whose template axe has read already, and it reads each of them once.
    """

    page: Page
    reader: str
    most: int = 2
    names: tuple[str, ...] = ()
    known: frozenset[str] = frozenset()
    read: set[str] = field(default_factory=set)
    seen: Counter[str] = field(default_factory=Counter)
    addresses: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def go(self, starts: Iterable[str]) -> None:
        """Follow every link from these addresses on."""
        waiting, met = deque(starts), set[str]()
        while waiting:
            address = waiting.popleft()
            route = route_of(address)
            if address in met or not route or route in self.known or self.seen[route] >= self.most:
                continue
            met.add(address)
            self.seen[route] += 1
            if self._is_page(self._open(address)):
                shown = route_of(self.page.url)
                self.seen[shown] += shown != route
                self.addresses.append(address)
                self.judge(address, with_axe=shown not in self.read)
                self.read.add(shown)
                waiting.extend(self._links())

    def judge(self, address: str, *, with_axe: bool) -> None:
        """Note what is wrong with the page as it stands, wide and light, on a phone, narrow and dark."""
        found = [*clarity_problems(self.page), *self._title_problems()]
        looks: tuple[tuple[ViewportSize, Scheme], ...] = (
            (DESKTOP, "light"),
            (PHONE, "light"),
            (NARROW, "dark"),
        )
        for size, scheme in looks:
            self.page.set_viewport_size(size)
            found += overflow_problems(self.page)
            if with_axe and size is not PHONE:
                found += accessibility_problems(self.page, (scheme,))
        self.page.set_viewport_size(DESKTOP)
        self.problems += [f"{self.reader} at {address}: {problem}" for problem in found]

    def _open(self, address: str) -> Response | None:
        try:
            return self.page.goto(address)
        except Error as error:
            if "Download is starting" not in str(error):
                raise
            return None

    def _is_page(self, answer: Response | None) -> bool:
        if answer is None or "text/html" not in answer.headers.get("content-type", ""):
            return False
        found = answer.status in (200, GONE)
        if not found:
            self.problems.append(f"{self.reader} was led to {answer.url}, which answered {answer.status}")
        return found

    def _title_problems(self) -> list[str]:
        title = self.page.title()
        named = [name for name in self.names if name in title]
        return [
            *([] if TITLE.match(title) else [f"the title is {title!r}"]),
            *(f"the title {title!r} names {name}" for name in named),
        ]

    def _links(self) -> list[str]:
        found: list[Any] = self.page.eval_on_selector_all("a[href]", LINKS)
        return [urlsplit(link).path for link in found if link.startswith("/") and "export=" not in link]
