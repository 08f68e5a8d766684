"""The permission matrix: one cell for each route, path, role and method, with what the declaration promises."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from alongside.web.routes import ROUTES, VISITOR, Route
from tests.security.browsers import Browsers, facts_of, leads_to_sign_in, page_of
from tests.security.paths import ASKED, POSTED, Path, paths_of
from tests.security.routes import Address, our_addresses
from tests.security.things import Things, things_for
from tests.security.world import OTHER, OWN, ROLES, Side, World

METHODS = ("GET", "POST", "PUT", "DELETE", "OPTIONS")
# One's own account is on every page of one's own; the others are there by another noun as well.
_ON_EVERY_PAGE = frozenset({"partner_id", "mentee", "mentor"})
INSIDERS = frozenset({*OWN.values(), "tess", "grace"})
OTHERS = frozenset(OTHER.values())
ADMITS, REFUSES, ASKS, WRONG = "admits", "refuses", "asks to sign in", "knows no such method"


Pages = dict[tuple[str, str], bytes]
"""Pages by role and address."""


BY_LINK = frozenset(
    {"audit", "offer-by-link", "meeting-by-link", "named-mentor-by-link", "call", "open-schemes"}
)
"""What a link shows to whoever has it, by design; tests of their own say what that is."""


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
        return reverse(self.path.route, kwargs=self.path.kwargs) + ASKED.get(self.path.route, "")

    def __str__(self) -> str:
        return f"{self.method} {self.path.route} ({self.path.label}) as {self.role}: {self.promise}"


class Matrix:
    """All cells over one world, and how to try them."""

    def __init__(self, world: World, browsers: Browsers, alone: Pages | None = None) -> None:
        self.world, self.browsers, self.alone = world, browsers, alone or {}

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
        for method in declared.methods:
            nouns = (*address.nouns, *POSTED.get(address.name, ())) if method == "POST" else address.nouns
            yield from self._cells_of(declared, method, paths_of(declared, nouns, self.things))
        paths = paths_of(declared, address.nouns, self.things)
        first = next((path for path in paths if path.exists), paths[0])
        stranger = next((role for role in ROLES[1:] if role not in first.admitted(declared)), "alice")
        if "GET" in declared.methods:
            for role in ROLES:
                yield Cell(first, role, "HEAD", _promise(declared, first, role))
        for role in {"visitor", stranger, *sorted(first.admitted(declared))[:1]}:
            for method in set(METHODS) - set(_known(declared)):
                asks = role == "visitor" and VISITOR not in declared.who
                yield Cell(first, role, method, ASKS if asks else WRONG)

    def _cells_of(self, declared: Route, method: str, paths: list[Path]) -> Iterator[Cell]:
        welcome = frozenset().union(*(path.admitted(declared) for path in paths))
        for role in ROLES:
            for path in paths:
                if not _is_told_elsewhere(path, role, declared, welcome):
                    yield Cell(path, role, method, _promise(declared, path, role))

    def faults(self, cells: Iterable[Cell]) -> Iterator[str]:
        """A sentence for each cell that does not keep its promise."""
        for cell in cells:
            answer = self.browsers.ask(cell.role, cell.method, cell.url, cell.path.posted)
            problem = self._problem(cell, answer)
            if problem:
                yield f"{cell}, but {problem}"

    def _problem(self, cell: Cell, answer: HttpResponse) -> str:
        """What is wrong with an answer, or nothing."""
        status = answer.status_code
        if cell.promise == ASKS:
            is_right = leads_to_sign_in(answer)
        elif cell.promise == WRONG:
            is_right = status == 405
        elif cell.promise == ADMITS:
            is_right = status < 500 and status not in (401, 403, 404, 405) and not leads_to_sign_in(answer)
        else:
            # A link that was used or has run out says so, the same to everybody.
            is_right = status == 404 or (status == 410 and VISITOR in ROUTES[cell.path.route].who)
        return self._leak(cell, answer) or ("" if is_right else f"the answer was {status}")

    def _leak(self, cell: Cell, answer: HttpResponse) -> str:
        """What the page tells that it should not."""
        page = answer.content.replace(cell.url.encode(), b"")
        by_link = cell.path.route in BY_LINK and cell.promise == ADMITS
        for mark, readers in () if by_link else self._marks:
            if cell.role not in readers and mark in page:
                return f"it shows {mark.decode()}"
        if cell.path.route == "cpd-profile-json" and self._names_a_partner(cell, page):
            return "it names a partner who has not agreed to it"
        before = self.alone.get((cell.role, cell.url)) if cell.method == "GET" else None
        if before not in (None, facts_of(answer)):
            return "it tells that another body has something"
        refused = cell.promise == REFUSES and answer.status_code == 404 and cell.method != "HEAD"
        if refused and page_of(answer) != self._missing_page(cell.role):
            return "it is not the page for what is missing"
        return ""

    def _missing_page(self, role: str) -> bytes:
        """What this role sees where there is nothing at all."""
        if role not in self._missing:
            self._missing[role] = page_of(self.browsers.ask(role, "GET", "/there/is/nothing/here/"))
        return self._missing[role]

    def _names_a_partner(self, cell: Cell, page: bytes) -> bool:
        """Nobody of the pair has let the other name them; the mentor has let somebody else."""
        partner = {
            "alice": self.world.own.mentor,
            "bob": self.world.own.mentee,
            "frank": self.world.other.mentor,
        }
        return cell.role in partner and partner[cell.role].name.encode() in page

    @cached_property
    def _missing(self) -> dict[str, bytes]:
        return {}

    @cached_property
    def _marks(self) -> list[tuple[bytes, frozenset[str]]]:
        """What may stand on pages for some only, with those who may read it."""
        return [
            *marks_of(self.world.own, OWN),
            *marks_of(self.world.other, OTHER),
            *ids_of(self.things),
        ]


def pages_alone(world: World) -> Pages:
    """What everybody of the own body sees of lists and homes while no other body has anything."""
    matrix, pages = Matrix(world, Browsers(world)), Pages()
    lists = [one for one in our_addresses() if set(one.nouns) <= {"body_slug", "scheme_id", "application_id"}]
    for cell in (cell for address in lists for cell in matrix.cells(address)):
        looks_in = cell.promise == ADMITS and cell.method == "GET" and cell.path.side != "other"
        if looks_in and cell.role in INSIDERS and VISITOR not in ROUTES[cell.path.route].who:
            pages[cell.role, cell.url] = facts_of(matrix.browsers.ask(cell.role, "GET", cell.url))
    return pages


def marks_of(side: Side, names: dict[str, str]) -> Iterator[tuple[bytes, frozenset[str]]]:
    """Texts, names and addresses of one body, with who may read them: nobody of the other body any of it."""
    mentee, mentor, third = names["mentee"], names["mentor"], names["third"]
    office = {names["coordinator"], names["director"], "ulla"}
    trainers = {"tess"} if side.label == "own" else set()  # the mentee has a place in a run that she leads
    everyone = {*names.values(), "ulla", *(() if side.label == "other" else ("tess", "grace"))}
    readers = {
        side.mark("pair"): {mentee, mentor},
        side.mark("mentee"): {mentee},
        side.mark("mentor"): {mentor},
        f"{side.label}-draft-zq": {mentee},
        side.mentee.email: {mentee, mentor, *office},
        side.mentee.name: {mentee, mentor, *office, *trainers},
        side.mentor.name: {mentee, mentor, third, *office},
        side.third.name: {mentor, third, *office},
        side.mentee.family_name: everyone,
        side.body.name: everyone,
    }
    return ((mark.encode(), frozenset(names)) for mark, names in readers.items())


def ids_of(things: Things) -> Iterator[tuple[bytes, frozenset[str]]]:
    """Ids lead to things, so they stand on the pages of those alone to whom the things are open."""
    everyone = {"own": {*INSIDERS, "ulla"}, "other": {*OTHERS, "ulla"}}
    offices = {"own": {"carol", "dan", "ulla"}, "other": {"olga", "otto", "ulla"}}
    for noun, thing in ((noun, thing) for noun, values in things.items() for thing in values):
        if noun in _ON_EVERY_PAGE or not thing.side or not isinstance(thing.value, UUID):
            continue
        holders = {name for names in thing.relations.values() for name in names}
        alone = bool(thing.relations) and (
            set(thing.relations) == {"author"} or "shared with" in thing.relations
        )
        alone = alone or thing.label.endswith(("draft application", "keyed application"))
        if thing.label.endswith(("request mentee", "circle", "post")):
            alone = False  # it was sent, or said among many, so the office reads it
        if noun == "scheme_id" or thing.label.endswith(("entry listed", "run led", "library item", "event")):
            holders = everyone[thing.side]
        office = (
            set()
            if alone and noun not in ("member_id", "import_id", "certificate_id")
            else offices[thing.side]
        )
        yield str(thing.value).encode(), frozenset(holders | office)


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
