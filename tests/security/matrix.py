"""The permission matrix: one cell for each route, path, role and method, with what the declaration promises."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpResponse
from django.urls import reverse

from alongside.web.routes import ROUTES, VISITOR, Route
from tests.security.browsers import Browsers, leads_to_sign_in, page_of
from tests.security.paths import Path, Things, paths_of, things_for
from tests.security.routes import Address
from tests.security.world import OTHER, OWN, ROLES, Side, World

METHODS = ("GET", "POST", "PUT", "DELETE", "OPTIONS")
OTHERS = frozenset(OTHER.values())
ADMITS, REFUSES, ASKS, WRONG = "admits", "refuses", "asks to sign in", "knows no such method"


@dataclass(frozen=True)
class Cell:
    """One request and its promise."""

    path: Path
    role: str
    method: str
    promise: str

    @property
    def url(self) -> str:
        """Where it goes."""
        return reverse(self.path.route, kwargs=self.path.kwargs)

    def __str__(self) -> str:
        return f"{self.method} {self.path.route} ({self.path.label}) as {self.role}: {self.promise}"


class Matrix:
    """All cells over one world, and how to try them."""

    def __init__(self, world: World, browsers: Browsers) -> None:
        self.world, self.browsers = world, browsers

    @cached_property
    def things(self) -> Things:
        """What stands in paths."""
        return things_for(self.world)

    def cells(self, address: Address) -> Iterator[Cell]:
        """Every cell of a route that can tell something that no other cell tells.

        HEAD and what a route does not know are tried on one path: no view learns of the method.
        """
        declared = address.declared
        assert declared is not None
        paths = paths_of(declared, address.nouns, self.things)
        first = next((path for path in paths if path.exists), paths[0])
        welcome = frozenset().union(*(path.admitted(declared) for path in paths))
        stranger = next((role for role in ROLES[1:] if role not in first.admitted(declared)), "alice")
        for role in ROLES:
            for path in paths:
                if _is_told_elsewhere(path, role, declared, welcome):
                    continue
                for method in declared.methods:
                    yield Cell(path, role, method, _promise(declared, path, role))
            if "GET" in declared.methods:
                yield Cell(first, role, "HEAD", _promise(declared, first, role))
        for role in {"visitor", stranger, *sorted(first.admitted(declared))[:1]}:
            for method in set(METHODS) - set(_known(declared)):
                asks = role == "visitor" and VISITOR not in declared.who
                yield Cell(first, role, method, ASKS if asks else WRONG)

    def faults(self, cells: Iterable[Cell]) -> Iterator[str]:
        """A sentence for each cell that does not keep its promise."""
        for cell in cells:
            answer = self.browsers.ask(cell.role, cell.method, cell.url, self._data(cell))
            problem = self._problem(cell, answer)
            if problem:
                yield f"{cell}, but {problem}"

    def _data(self, cell: Cell) -> dict[str, str] | None:
        """What a route must be told to get as far as its own answer."""
        if cell.method != "POST":
            return None
        side = self.world.other if cell.path.side == "other" else self.world.own
        if cell.path.route == "match-rule":
            made = side.made
            return {
                "mentee": made["waiting application"].pk,
                "mentor": made["mentor application"].pk,
                "kind": "ban",
            }
        return {}

    def _problem(self, cell: Cell, answer: HttpResponse) -> str:
        status = answer.status_code
        leak = next(
            (mark for mark, readers in self._marks if cell.role not in readers and mark in answer.content),
            b"",
        )
        if leak:
            return f"it shows {leak.decode()}"
        if cell.promise == ASKS:
            return "" if leads_to_sign_in(answer) else f"the answer was {status}"
        if cell.promise == WRONG:
            return "" if status == 405 else f"the answer was {status}"
        if cell.promise == ADMITS:
            shut = status >= 500 or status in (401, 403, 404, 405) or leads_to_sign_in(answer)
            return f"the answer was {status}" if shut else ""
        if status == 410 and VISITOR in ROUTES[cell.path.route].who:
            return ""  # a link that was used or has run out says so, the same to everybody
        if status != 404:
            return f"the answer was {status}"
        same = cell.method == "HEAD" or page_of(answer) == self._missing_page(cell.role)
        return "" if same else "the page is not the one for what is missing"

    def _missing_page(self, role: str) -> bytes:
        """What this role sees where there is nothing at all."""
        if role not in self._missing:
            self._missing[role] = page_of(self.browsers.ask(role, "GET", "/there/is/nothing/here/"))
        return self._missing[role]

    @cached_property
    def _missing(self) -> dict[str, bytes]:
        return {}

    @cached_property
    def _marks(self) -> list[tuple[bytes, frozenset[str]]]:
        """What may stand on pages for some only, with those who may read it."""
        return [*marks_of(self.world.own, OWN), *marks_of(self.world.other, OTHER)]


def marks_of(side: Side, names: dict[str, str]) -> Iterator[tuple[bytes, frozenset[str]]]:
    """Texts, names and addresses of one body, with who may read them: nobody of the other body any of it."""
    mentee, mentor, third = names["mentee"], names["mentor"], names["third"]
    office = {names["coordinator"], names["director"]}
    everyone = {*names.values(), *(() if side.label == "other" else ("tess", "grace"))}
    readers = {
        side.mark("pair"): {mentee, mentor},
        side.mark("mentee"): {mentee},
        side.mark("mentor"): {mentor},
        side.mentee.email: {mentee, mentor, *office},
        side.mentee.name: {mentee, mentor, *office},
        side.mentor.name: {mentee, mentor, third, *office},
        side.third.name: {mentor, third, *office},
        side.mentee.family_name: everyone,
        side.body.name: everyone,
    }
    return ((mark.encode(), frozenset(names)) for mark, names in readers.items())


def _is_told_elsewhere(path: Path, role: str, declared: Route, welcome: frozenset[str]) -> bool:
    """What is nowhere is refused to strangers in any case; and what the other body's people see is our own mirrored."""
    if path.has_hole and role not in welcome:
        return True
    if role not in OTHERS or role in path.admitted(declared):
        return False
    return path.side == "other" or path.is_mixed


def _known(declared: Route) -> tuple[str, ...]:
    return (*declared.methods, "HEAD") if "GET" in declared.methods else declared.methods


def _promise(declared: Route, path: Path, role: str) -> str:
    if role == "visitor" and VISITOR not in declared.who:
        return ASKS
    return ADMITS if role in path.admitted(declared) else REFUSES
