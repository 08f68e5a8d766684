"""What can stand in the path of a route, who holds which relation to it, and so who must get in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any
from uuid import UUID

from alongside.notices.stopping import stop_link
from alongside.web import routes
from alongside.web.routes import Route
from tests.security.world import OTHER, OWN, ROLES, Side, World

MISSING = UUID("00000000-0000-4000-8000-000000000000")
MEMBERS = {"own": frozenset({"alice", "bob", "erin"}), "other": frozenset({"frank", "fay", "gil"})}
OFFICE = {
    "own": {"coordinator": {"carol"}, "director": {"dan"}, "trainer": {"tess"}, "auditor": {"grace"}},
    "other": {"coordinator": {"olga"}, "director": {"otto"}},
}
OPTIONAL_KIND = "nudge"
PERSONAL = (routes.APPLICANT, routes.PARTNER, routes.SHARED_WITH, routes.AUTHOR)


@dataclass(frozen=True)
class Thing:
    """A value for one noun: whose body it is of, within what it stands, and who has a personal relation to it.

    `side` is empty for what belongs to no body, such as a choice; None for what does not exist.
    """

    label: str
    value: Any
    side: str | None = ""
    within: Any = None
    relations: dict[str, frozenset[str]] = field(default_factory=dict)


Things = dict[str, tuple[Thing, ...]]


def things_for(world: World) -> Things:
    """Everything that the matrix puts into paths, by noun."""
    nouns: dict[str, list[Thing]] = {}
    for side, names in ((world.own, OWN), (world.other, OTHER)):
        for noun, thing in _things_of(side, names):
            nouns.setdefault(noun, []).append(thing)
    for noun, things in nouns.items():
        missing: Any = {"body_slug": "nowhere", "token": "nonsense"}.get(noun, MISSING)
        things.append(Thing("missing", missing, None))
    nouns["version"] = [Thing("version", 1), Thing("missing", 99, None)]
    nouns["side"] = [Thing("mentee", "mentee"), Thing("mentor", "mentor"), Thing("missing", "nonsense", None)]
    nouns["move"] = [Thing("missing", "nonsense", None)]
    return {noun: tuple(things) for noun, things in nouns.items()}


def _things_of(side: Side, names: dict[str, str]) -> Iterator[tuple[str, Thing]]:
    made, label = side.made, side.label
    mentee, mentor, third, coordinator = (
        frozenset({names[part]}) for part in ("mentee", "mentor", "third", "coordinator")
    )
    both = mentee | mentor

    def thing(what: str, value: Any, within: Any = None, **relations: frozenset[str]) -> Thing:
        value = getattr(value, "pk", value)
        words = {word.replace("_", " "): names for word, names in relations.items()}
        return Thing(f"{label} {what}", value, label, within, words)

    yield "body_slug", thing("body", side.body.slug)
    for scheme in (side.scheme, side.second):
        yield "scheme_id", thing(scheme.slug, scheme, within=scheme.pk)
    yield "partnership_id", thing("partnership", side.pair, partner=both)
    for name in ("held", "dated", "bare"):
        yield "session_id", thing(f"{name} session", made[name], partner=both)
    yield "action_id", thing("action", made["action"], partner=both)
    for role, author in (("mentee", mentee), ("mentor", mentor)):
        yield "agenda_item_id", thing(f"agenda {role}", made[f"agenda {role}"], author=author, partner=both)
        yield "expectation_id", thing(f"expectation {role}", made[f"expectation {role}"], partner=both)
        for noun, name in (("goal_id", "goal"), ("reflection_id", "reflection")):
            private, shared = made[f"private {name} {role}"], made[f"shared {name} {role}"]
            nobody: frozenset[str] = frozenset()
            yield noun, thing(f"private {name} {role}", private, author=author, shared_with=nobody)
            yield noun, thing(f"shared {name} {role}", shared, author=author, shared_with=both - author)
        yield "entry_id", thing(f"entry {role}", made[f"entry {role}"], author=author)
        yield "entry_id", thing(f"removed entry {role}", made[f"removed entry {role}"], author=author)
        yield "record_id", thing(f"record {role}", made[f"record {role}"], author=author)
        yield "record_id", thing(f"removed record {role}", made[f"removed record {role}"], author=author)
        yield "profile_id", thing(f"profile {role}", made[f"profile {role}"], author=author)
        yield "notice_id", thing(f"notice {role}", made[f"notice {role}"], author=author)
        yield "conflict_id", thing(f"conflict {role}", made[f"conflict {role}"], author=author)
        person = side.mentee if role == "mentee" else side.mentor
        yield "member_id", thing(role, person, author=author)
        yield "partner_id", thing(role, person.account, partner=both - author)
    stopping = stop_link(side.mentee.account_id, [OPTIONAL_KIND]).rsplit("/", 2)[-2]
    yield "token", Thing(f"{label} mail token", stopping)
    yield "token", Thing(f"{label} sign-in token", made["sign-in token"])
    yield "import_id", thing("import", made["import"], author=coordinator)
    yield "import_id", thing("applied import", made["applied import"], author=coordinator)
    yield "role_id", thing("office role", made["office role"])
    for name in ("draft", "published"):
        yield "run_id", thing(f"{name} run", made[f"{name} run"], within=side.second.pk)
    yield "proposal_id", thing("proposal", made["proposal"], partner=third | mentor)
    applicants = {
        "paired": (side.scheme, mentee, frozenset()),
        "draft": (side.second, mentee, frozenset()),
        "keyed": (side.scheme, third, coordinator),
        "waiting": (side.second, frozenset[str](), frozenset[str]()),
        "mentor": (side.second, mentor, frozenset[str]()),
    }
    for name, (scheme, applicant, author) in applicants.items():
        yield (
            "application_id",
            thing(
                f"{name} application",
                made[f"{name} application"],
                within=scheme.pk,
                applicant=applicant,
                author=author,
            ),
        )


Fits = Callable[[Thing], bool]


def _named(*parts: str) -> Fits:
    return lambda thing: any(part in thing.label for part in parts)


# Some routes are about a thing in one state only; in another state it is not there for anybody.
ONLY: dict[tuple[str, str], Fits] = {
    ("application-answers", "application_id"): _named("draft", "keyed"),
    ("application-draft", "application_id"): _named("draft", "keyed"),
    ("office-application", "application_id"): _named("paired", "waiting", "mentor"),
    ("match-alternatives", "application_id"): _named("waiting"),
    ("cpd-record-restore", "record_id"): _named("removed"),
    ("session-invitation", "session_id"): _named("dated"),
    ("office-import-applications", "import_id"): _named("applied"),
    ("stop-mails", "token"): _named("mail"),
    ("sign-in-link-open", "token"): _named("sign-in"),
}
_NOT_REMOVED = {
    ("learning-entry", "entry_id"), ("learning-bring", "entry_id"), ("learning-remove", "entry_id"),
    ("cpd-learning", "entry_id"), ("cpd-learning-draft", "entry_id"),
    ("cpd-record", "record_id"), ("cpd-record-draft", "record_id"), ("cpd-record-remove", "record_id"),
}  # fmt: skip
MOVES = {"action-settle": "finish", "goal-move": "meet"}


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
        return {noun: thing.value for noun, thing in self.things}

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
        if word == routes.MEMBER:
            return frozenset().union(*(MEMBERS[side] for side in sides))
        if word in PERSONAL:
            holders = [thing.relations[word] for _, thing in self.things if word in thing.relations]
            return frozenset.intersection(*holders) if holders else frozenset()
        return frozenset().union(*(OFFICE[side].get(word, ()) for side in sides))


def _fits(route: str, noun: str, thing: Thing) -> bool:
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
    """Those that fit the route; of things that the same people hold, one for each body; and one that does not fit."""
    fitting = [thing for thing in things if thing.side is None or _fits(declared.name, noun, thing)]
    unfit = [thing for thing in things if thing not in fitting and thing.side == "own"]
    asked = {word: None for word in PERSONAL if word in declared.who}
    different: dict[tuple[Any, ...], Thing] = {}
    for thing in fitting:
        holders = tuple(thing.relations.get(word) for word in asked)
        different.setdefault((thing.side, thing.within, holders, thing.side == ""), thing)
    return [*different.values(), *unfit[:1]]
