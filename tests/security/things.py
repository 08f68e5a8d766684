"""The things that stand in paths: of both bodies one of each, with who holds which relation to it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from alongside.notices.stopping import stop_link
from tests.security.world import OTHER, OWN, Side, World

MISSING = UUID("00000000-0000-4000-8000-000000000000")
OPTIONAL_KIND = "nudge"
Names = frozenset[str]
NOBODY: Names = frozenset()


@dataclass(frozen=True)
class Thing:
    """A value for one noun: whose body it is of, within what it stands, and who has a personal relation to it.

    `side` is empty for what belongs to no body, such as a choice; None for what does not exist.
    """

    label: str
    value: Any
    side: str | None = ""
    within: Any = None
    relations: dict[str, Names] = field(default_factory=dict)


Things = dict[str, tuple[Thing, ...]]


def things_for(world: World) -> Things:
    """Everything that the matrix puts into paths and forms, by noun."""
    nouns: dict[str, list[Thing]] = {}
    for side, names in ((world.own, OWN), (world.other, OTHER)):
        shelf = _Shelf(side, {part: frozenset({name}) for part, name in names.items()})
        for noun, thing in (*shelf.of_the_pair(), *shelf.of_each(), *shelf.of_the_office()):
            nouns.setdefault(noun, []).append(thing)
    for noun, things in nouns.items():
        missing: Any = {"body_slug": "nowhere", "token": "nonsense"}.get(noun, MISSING)
        things.append(Thing("missing", missing, None))
    nouns["version"] = [Thing("version", 1), Thing("missing", 99, None)]
    nouns["side"] = [Thing("mentee", "mentee"), Thing("mentor", "mentor"), Thing("missing", "nonsense", None)]
    nouns["framework"] = [Thing("framework", "mentoring"), Thing("missing", "nonsense", None)]
    nouns["part"] = [Thing("mentee", "mentee"), Thing("missing", "nonsense", None)]
    nouns["move"] = [Thing("missing", "nonsense", None)]
    return {noun: tuple(things) for noun, things in nouns.items()}


@dataclass(frozen=True)
class _Shelf:
    side: Side
    names: dict[str, Names]

    def _thing(self, what: str, value: Any, within: Any = None, **relations: Names) -> Thing:
        words = {word.replace("_", " "): names for word, names in relations.items()}
        return Thing(f"{self.side.label} {what}", getattr(value, "pk", value), self.side.label, within, words)

    def _made(self, what: str, within: Any = None, **relations: Names) -> Thing:
        return self._thing(what, self.side.made[what], within, **relations)

    def of_the_pair(self) -> Iterator[tuple[str, Thing]]:
        """What both partners have."""
        both = self.names["mentee"] | self.names["mentor"]
        yield "partnership_id", self._thing("partnership", self.side.pair, partner=both)
        for name in ("held", "dated", "bare"):
            yield "session_id", self._made(name, partner=both)
        yield "action_id", self._made("action", partner=both)
        for name in ("own", "told"):
            yield "achievement_id", self._made(f"{name} achievement", partner=both)
        yield "suggestion_id", self._made("suggestion", author=self.names["third"])
        for noun in ("circle", "post"):
            yield f"{noun}_id", self._made(noun, author=self.names["mentee"])
        for role in ("mentee", "mentor"):
            author = self.names[role]
            yield "agenda_item_id", self._made(f"agenda {role}", author=author, partner=both)
            yield "expectation_id", self._made(f"expectation {role}", partner=both)
            yield "door_id", self._made(f"door {role}", author=author)
            for noun, name in (("goal_id", "goal"), ("reflection_id", "reflection")):
                yield noun, self._made(f"private {name} {role}", author=author, shared_with=NOBODY)
                yield noun, self._made(f"shared {name} {role}", author=author, shared_with=both - author)

    def of_each(self) -> Iterator[tuple[str, Thing]]:
        """What each of the two has alone."""
        for role, person in (("mentee", self.side.mentee), ("mentor", self.side.mentor)):
            author, other = self.names[role], self.names["mentor" if role == "mentee" else "mentee"]
            for noun in ("entry", "record", "document"):
                yield f"{noun}_id", self._made(f"{noun} {role}", author=author)
                yield f"{noun}_id", self._made(f"removed {noun} {role}", author=author)
            yield "certificate_id", self._made(f"certificate {role}", author=author)
            for noun in (
                "profile",
                "notice",
                "conflict",
                "assessment",
                "view",
                "planned_goal",
                "planned_step",
            ):
                yield f"{noun}_id", self._made(f"{noun} {role}", author=author)
            yield "member_id", self._thing(role, person, author=author)
            yield "partner_id", self._thing(role, person.account, partner=other)
        stopping = stop_link(self.side.mentee.account_id, [OPTIONAL_KIND]).rsplit("/", 2)[-2]
        yield "token", Thing(f"{self.side.label} mail token", stopping)
        yield "token", Thing(f"{self.side.label} sign-in token", self.side.made["sign-in token"])
        yield "token", Thing(f"{self.side.label} audit token", self.side.made["audit token"])
        yield "token", Thing(f"{self.side.label} offer token", self.side.made["offer token"])
        yield "token", Thing(f"{self.side.label} meeting token", self.side.made["meeting token"])
        yield "token", Thing(f"{self.side.label} named token", self.side.made["named token"])

    def of_the_office(self) -> Iterator[tuple[str, Thing]]:
        """What the office works on."""
        side, names = self.side, self.names
        yield "body_slug", self._thing("body", side.body.slug)
        for scheme in (side.scheme, side.second):
            yield "scheme_id", self._thing(scheme.slug, scheme, within=scheme.pk)
        yield "scheme_id", self._thing("directory", side.made["directory"], within=side.made["directory"].pk)
        yield "mail", self._made("mail")
        yield "import_id", self._made("import", author=names["coordinator"])
        yield "import_id", self._made("applied import", author=names["coordinator"])
        for scheme in (side.scheme, side.second):
            yield "review_id", self._made(f"review of {scheme.slug}", within=scheme.pk)
        yield "joint_id", self._made("joint asked")
        yield "scheme_id", self._thing("joint scheme", side.made["joint shared"].scheme_id)
        yield "role_id", self._made("office role")
        if "ulla import" in side.made:
            yield "import_id", self._made("ulla import", author=frozenset({"ulla"}))
        yield "scheme_id", self._made("closed scheme", side.made["closed scheme"].pk, member=NOBODY)
        for name in ("draft run", "published run"):
            yield "run_id", self._made(name, within=side.second.pk)
        yield "proposal_id", self._made("draft proposal", partner=NOBODY)
        yield "proposal_id", self._made("proposal", partner=names["third"] | names["mentor"])
        applicants = (
            ("paired", side.scheme, names["mentee"], NOBODY),
            ("draft", side.second, names["mentee"], NOBODY),
            ("keyed", side.scheme, names["third"], names["coordinator"]),
            ("waiting", side.second, NOBODY, NOBODY),
            ("mentor", side.second, names["mentor"], NOBODY),
            ("third", side.second, names["third"], NOBODY),
        )
        for name, scheme, applicant, author in applicants:
            what = f"{name} application"
            yield "application_id", self._made(what, scheme.pk, applicant=applicant, author=author)
        yield from self._of_the_directory()
        for role, name in (("mentee", "waiting"), ("mentor", "mentor")):
            yield role, self._made(f"{name} application", side.second.pk)

    def _of_the_directory(self) -> Iterator[tuple[str, Thing]]:
        """A scheme whose mentees ask for mentors."""
        names, scheme = self.names, self.side.made["directory"].pk
        yield "mentor_entry_id", self._made("entry listed", author=names["mentor"])
        yield "mentor_entry_id", self._made("entry unlisted", author=names["third"])
        yield "request_id", self._made("request mentee", author=names["mentee"])
        yield "request_id", self._made("draft request", author=names["third"])
        yield "offer_id", self._made("offer", author=names["mentor"])
        yield "workshop_run_id", self._made("run led", author=names["mentee"])
        yield "workshop_run_id", self._made("run draft")
        yield "campaign_id", self._made("call")
        yield "item_id", self._made("library item")
        yield "event_id", self._made("event")
        mentor = names["mentor"]
        yield "application_id", self._made("directory mentor", scheme, applicant=mentor, author=NOBODY)
