"""What can stand in the path of a route, who holds which relation to it, and so who must get in."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from typing import Any

from alongside.web import routes
from alongside.web.routes import Route
from tests.security.things import Thing, Things
from tests.security.world import ROLES

MEMBERS = {"own": frozenset({"alice", "bob", "erin"}), "other": frozenset({"frank", "fay", "gil"})}
OFFICE = {
    "own": {"coordinator": {"carol", "ulla"}, "director": {"dan"}, "trainer": {"tess"}, "auditor": {"grace"}},
    "other": {"coordinator": {"olga", "ulla"}, "director": {"otto"}},
}
PERSONAL = (routes.APPLICANT, routes.PARTNER, routes.SHARED_WITH, routes.AUTHOR)


Fits = Callable[[Thing], bool]


def _named(*parts: str) -> Fits:
    return lambda thing: any(part in thing.label for part in parts)


# Some routes are about a thing in one state only; in another state it is not there for anybody.
ONLY: dict[tuple[str, str], Fits] = {
    ("application-answers", "application_id"): _named("draft", "keyed"),
    ("application-draft", "application_id"): _named("draft", "keyed"),
    ("application-age", "application_id"): _named("draft", "keyed"),
    ("office-clearance", "application_id"): _named("directory mentor"),
    ("office-application", "application_id"): _named("paired", "waiting", "mentor", "third"),
    ("match-alternatives", "application_id"): _named("waiting", "third"),
    ("cpd-record-restore", "record_id"): _named("removed"),
    ("session-invitation", "session_id"): _named("dated"),
    ("session-facilitator", "session_id"): _named("dated"),
    ("meeting-by-link", "token"): _named("meeting"),
    ("session-checklist", "session_id"): _named("bare"),
    ("session-checklist-tick", "session_id"): _named("bare"),
    ("session-checklist-off", "session_id"): _named("bare"),
    ("office-import-applications", "import_id"): _named("applied", "ulla"),
    ("stop-mails", "token"): _named("mail"),
    ("audit", "token"): _named("audit"),
    ("agreement-scan", "side"): _named("mentor"),
    ("sign-in-link-open", "token"): _named("sign-in"),
    ("offer-by-link", "token"): _named("offer"),
    ("named-mentor-by-link", "token"): _named("named"),
    ("own-mentor", "scheme_id"): _named("directory"),
    ("directory", "scheme_id"): _named("directory"),
    ("office-mentors", "scheme_id"): _named("directory"),
    ("office-mentor-prepared", "scheme_id"): _named("directory"),
    ("office-mentor-prepared", "application_id"): _named("directory"),
    ("mentor-entry", "mentor_entry_id"): _named("entry listed"),
    ("mentor-choose", "mentor_entry_id"): _named("entry listed"),
    ("workshop", "workshop_run_id"): _named("run led"),
    ("workshop-place", "workshop_run_id"): _named("run led"),
    ("handbook-read", "scheme_id"): _named("directory"),
    ("handbook-pdf", "scheme_id"): _named("directory"),
    ("workshop-calendar", "workshop_run_id"): _named("run led"),
    ("training-run", "workshop_run_id"): _named("run led"),
    ("office-request", "request_id"): _named("request mentee"),
}
_NOT_REMOVED = {
    ("learning-entry", "entry_id"), ("learning-bring", "entry_id"), ("learning-remove", "entry_id"),
    ("cpd-learning", "entry_id"), ("cpd-learning-draft", "entry_id"),
    ("cpd-record", "record_id"), ("cpd-record-draft", "record_id"), ("cpd-record-remove", "record_id"),
}  # fmt: skip
# A page that shows something else in every state of its thing.
IN_EVERY_STATE = frozenset({"session"})
# What to ask a list for, so that it shows everything it could.
ASKED = {"office-applications": "?state="}
MOVES = {"action-settle": "finish", "goal-move": "meet", "joint-scheme-answer": "agree"}
# What a form says it is about: an id that somebody may put there as well as in the path.
POSTED = {"office-mail": ("mail",), "match-rule": ("mentee", "mentor")}
_POSTED = frozenset(noun for nouns in POSTED.values() for noun in nouns)


@dataclass(frozen=True)
class Path:
    """One value for each noun of a route."""

    route: str
    things: tuple[tuple[str, Thing], ...]

    @property
    def label(self) -> str:
        """How a failing cell is told."""
        return " + ".join(thing.label for _, thing in self.things) or "no object"

    @property
    def kwargs(self) -> dict[str, Any]:
        """For `reverse`."""
        return {noun: thing.value for noun, thing in self.things if noun not in _POSTED}

    @property
    def posted(self) -> dict[str, Any]:
        """What the form says."""
        return {noun: thing.value for noun, thing in self.things if noun in _POSTED}

    @property
    def exists(self) -> bool:
        """Whether it leads anywhere: every part is there, fits the route, and all are of one body and scheme."""
        sides = {thing.side for _, thing in self.things if thing.side != ""}
        schemes = {thing.within for _, thing in self.things if thing.within is not None}
        fits = all(_fits(self.route, noun, thing) for noun, thing in self.things)
        return fits and None not in sides and len(sides) < 2 and len(schemes) < 2

    @property
    def has_hole(self) -> bool:
        """Whether a part of it is nowhere."""
        return any(thing.side is None for _, thing in self.things)

    @property
    def is_mixed(self) -> bool:
        """Whether its parts are of two bodies."""
        return len({thing.side for _, thing in self.things if thing.side}) > 1

    @property
    def side(self) -> str:
        """The body it is in; empty where it is in none."""
        return next((thing.side for _, thing in self.things if thing.side), "")

    def admitted(self, declared: Route) -> frozenset[str]:
        """Who gets in by the declaration."""
        if not self.exists:
            return frozenset()
        return frozenset().union(*(self._holders(word) for word in declared.who)) & frozenset(ROLES)

    def _holders(self, word: str) -> frozenset[str]:
        if word == routes.VISITOR:
            return frozenset(ROLES)
        if word == routes.ACCOUNT:
            return frozenset(ROLES) - {"visitor"}
        sides = (self.side,) if self.side else ("own", "other")
        if word == routes.MEMBER and any(word in thing.relations for _, thing in self.things):
            return frozenset()  # such as a scheme that is closed
        if word == routes.MEMBER:
            return frozenset().union(*(MEMBERS[side] for side in sides))
        if word in PERSONAL:
            holders = [thing.relations[word] for _, thing in self.things if word in thing.relations]
            return frozenset.intersection(*holders) if holders else frozenset()
        return frozenset().union(*(OFFICE[side].get(word, ()) for side in sides))


def _fits(route: str, noun: str, thing: Thing) -> bool:
    if thing.label.endswith("joint scheme") and route != "guest":
        return False  # of another body: whoever is no guest sees that they can be one
    if (route, noun) in _NOT_REMOVED and "removed" in thing.label:
        return False
    fits = ONLY.get((route, noun))
    return fits is None or fits(thing)


def paths_of(declared: Route, nouns: tuple[str, ...], things: Things) -> list[Path]:
    """Every combination of what tells something about this route, the two bodies mixed; at most one hole in each."""
    if declared.name in MOVES:
        things = things | {"move": (Thing("move", MOVES[declared.name]), *things["move"])}
    chosen = [_telling(declared, noun, things[noun]) for noun in nouns]
    paths = [Path(declared.name, tuple(zip(nouns, values, strict=True))) for values in product(*chosen)]
    return [path for path in paths if sum(thing.side is None for _, thing in path.things) < 2]


def _telling(declared: Route, noun: str, things: tuple[Thing, ...]) -> list[Thing]:
    """Those that fit the route; of things that the same people hold, one for each body; and those that do not fit."""
    fitting = [thing for thing in things if thing.side is None or _fits(declared.name, noun, thing)]
    unfit = [thing for thing in things if thing not in fitting and thing.side == "own"]
    if declared.name in IN_EVERY_STATE:
        return list(things)
    different: dict[tuple[Any, ...], Thing] = {}
    for thing in fitting:
        holders = tuple(sorted((word, tuple(sorted(names))) for word, names in thing.relations.items()))
        different.setdefault((thing.side, thing.within, holders, thing.side == ""), thing)
    return [*different.values(), *unfit]
