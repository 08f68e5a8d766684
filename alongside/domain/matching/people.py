"""The people of a market: mentees, mentors with places, and what the office has fixed or forbidden."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

Facts = Mapping[str, object]
PairKeys = tuple[str, str]
Choices = tuple[tuple[str, ...], ...]
IDENTITY = ("email", "account", "member_number")


@dataclass(frozen=True)
class Mentee:
    """Someone who seeks a mentor.

    `key` names a person: the same key among the mentors is the same person. `facts` hold answers and
    attributes (`name` is how sentences call them). `ranked` lists mentors' keys, best first; keys within one
    tuple are tied.
    """

    key: str
    facts: Facts = field(default_factory=lambda: MappingProxyType({}))
    waiting_days: int = 0
    urgent: bool = False
    ranked: Choices = ()


@dataclass(frozen=True)
class Mentor:
    """Someone with `capacity` free places, who wants at least `minimum` mentees if the rules allow it."""

    key: str
    facts: Facts = field(default_factory=lambda: MappingProxyType({}))
    capacity: int = 1
    minimum: int = 0
    ranked: Choices = ()


Person = Mentee | Mentor


@dataclass(frozen=True)
class Market:
    """Everyone in one match run; pairs are (mentee key, mentor key).

    `pins` must be kept, `bans` never made, `told` are pairs whose people already know of each other: they
    stay, unless the objectives say that a told pair may be changed at a cost.
    """

    mentees: tuple[Mentee, ...]
    mentors: tuple[Mentor, ...]
    pins: frozenset[PairKeys] = frozenset()
    bans: frozenset[PairKeys] = frozenset()
    told: frozenset[PairKeys] = frozenset()


def name_of(person: Person) -> str:
    """The person's name for a sentence, or their key where no name is given."""
    return str(person.facts.get("name") or person.key)


def values_of(person: Person, fact: str) -> dict[str, str]:
    """Every value of a fact as {folded: as written}, so that 'Policy ' and 'policy' are one value."""
    raw = person.facts.get(fact)
    if raw is None:
        return {}
    several = raw if isinstance(raw, Iterable) and not isinstance(raw, str | bytes | Mapping) else (raw,)
    written = (str(value).strip() for value in several if value is not None)
    return {value.casefold(): value for value in sorted(written) if value}


def number_of(person: Person, fact: str) -> float | None:
    """The fact as a finite number, or None where it is missing or not a number."""
    raw = person.facts.get(fact)
    if raw is None or isinstance(raw, bool) or not isinstance(raw, int | float | Decimal | str):
        return None
    try:
        number = float(raw)
    except ValueError:
        return None
    return number if abs(number) < 1e9 else None


def says_yes(person: Person, fact: str) -> bool:
    """Whether a yes/no answer is yes, as a form or a spreadsheet writes it."""
    return not {"yes", "true", "y", "1"}.isdisjoint(values_of(person, fact))


def identity_of(person: Person, facts: Iterable[str] = IDENTITY) -> frozenset[str]:
    """All the tokens that name this person: key, addresses, accounts, folded so that spelling does not
    matter.
    """
    return frozenset({person.key.strip().casefold()}.union(*(values_of(person, fact) for fact in facts)))


def in_words(words: Iterable[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    listed = list(words)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} and {listed[-1]}"


def counted(count: int, one: str, many: str) -> str:
    """'1 person', '3 people'."""
    return f"{count} {one if count == 1 else many}"


def years_in_words(years: float) -> str:
    """'1 year', '2.5 years'."""
    shown = f"{years:g}"
    return f"{shown} year" if shown == "1" else f"{shown} years"


def with_article(noun: str) -> str:
    """'a language', 'an organisation'."""
    return f"{'an' if noun[:1].casefold() in 'aeiou' else 'a'} {noun}"
