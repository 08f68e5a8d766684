"""A body's rules for counting activities, as data: what a kind is worth, what is the most, and in which cycle."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from alongside.domain.cpd.activities import Kind
from alongside.domain.cpd.parts import RuleSource
from alongside.domain.scheme.part import Key, Line, Part, PresetKey, Side, Text

Credits = Annotated[Decimal, Field(ge=0, le=100_000)]


class Cycle(Part):
    """How long a cycle is, and when it begins."""

    months: Annotated[int, Field(ge=1, le=120)] = Field(description="Length of a cycle, in months.")
    first: date | None = Field(
        None,
        description="The first day of any one cycle, where it is the same for everybody; "
        "without it each member says when their own began.",
    )


class Category(Part):
    """Activities that are counted alike."""

    key: Key = Field(description="Its short name.")
    name: Line = Field(description="What members call it.")
    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)] = Field(
        description="The kinds of activity in it. An activity belongs to the first category that takes it."
    )
    part: Side | None = Field(
        None,
        description="mentor or mentee, where only those count it who mentored, or were mentored, in the cycle.",
    )
    per_hour: Annotated[Decimal, Field(ge=0, le=100)] = Field(
        Decimal(1), description="Credits for an hour; 0 where it is told but not counted."
    )
    least_minutes: Annotated[int, Field(ge=0, le=1440)] = Field(
        0, description="A shorter activity brings no credit."
    )
    once: bool = Field(
        False, description="True where the same activity, by its title, counts once in a cycle."
    )
    most: Credits | None = Field(None, description="The most credits from this category in a cycle.")
    assumed: bool = Field(
        False,
        description="True where the published text gives no figure and this is a reading of it; the page says so.",
    )


class Share(Part):
    """Several categories looked at together."""

    key: Key = Field(description="Its short name.")
    name: Line = Field(description="What members call it.")
    categories: Annotated[tuple[Key, ...], Field(min_length=1)] = Field(
        description="The keys of its categories."
    )
    at_least: Credits | None = Field(None, description="Credits that must come from these in a cycle.")
    at_most: Credits | None = Field(None, description="The most credits from these in a cycle.")


class Version(Part):
    """The rules that hold from a day on. A cycle is counted to its end by those in force on its first day."""

    in_effect_from: date = Field(description="From when these rules are known to hold.")
    needed: Credits | None = Field(None, description="Credits that a cycle needs; absent where none are.")
    needed_each_year: Credits | None = Field(
        None, description="Credits to aim at in each year of a cycle that is longer than a year."
    )
    carry_over: Credits = Field(
        Decimal(0), description="The most credits above the need that the next cycle takes over."
    )
    fewest_categories: Annotated[int, Field(ge=1, le=20)] = Field(
        1, description="How many categories make a mixture."
    )
    gap_months: Annotated[int, Field(ge=1, le=60)] | None = Field(
        None, description="An empty stretch of this many whole months or more is pointed out."
    )
    notes: tuple[Line, ...] = Field(
        (), description="What no programme can count and members must know, one sentence each."
    )
    cycle: Cycle = Field(description="The cycle.")
    categories: Annotated[tuple[Category, ...], Field(min_length=1)] = Field(
        description="What is counted, and how."
    )
    shares: tuple[Share, ...] = Field((), description="Categories looked at together.")

    def category_of(self, kind: Kind, parts: frozenset[Side]) -> Category | None:
        """The first category that takes this kind from somebody with these parts."""
        for category in self.categories:
            if kind in category.kinds and (category.part is None or category.part in parts):
                return category
        return None

    def shares_of(self, key: str) -> tuple[Share, ...]:
        """The shares in which this category is counted."""
        return tuple(share for share in self.shares if key in share.categories)


class CreditRules(Part):
    """How one body counts continuing professional development."""

    format: Literal[1] = Field(description="The version of this file format.")
    key: PresetKey = Field(description="The short name, the same as the file's.")
    name: Line = Field(description="What members call these rules.")
    body: Line = Field(description="Whose rules they are.")
    unit: Line = Field(description="What is counted, one of it: hour, credit.")
    units: Line = Field(description="What is counted, several of it: hours, credits.")
    ask: Text = Field(description="Whom to ask whether something counts, shown beside every estimate.")
    sources: Annotated[tuple[RuleSource, ...], Field(min_length=1)] = Field(
        description="Where the rules were read."
    )
    versions: Annotated[tuple[Version, ...], Field(min_length=1)] = Field(
        description="The rules by date of effect, oldest first."
    )

    def version_on(self, day: date) -> Version:
        """The rules in force on a day; before the first ones are known, those."""
        in_force = [version for version in self.versions if version.in_effect_from <= day]
        return in_force[-1] if in_force else self.versions[0]


def credit_misfits(rules: CreditRules) -> Iterator[tuple[str, str]]:
    """Every way in which parts that are right by themselves do not fit together, as path and sentence."""
    for number, version in enumerate(rules.versions):
        place = f"versions[{number + 1}]"
        if number and version.in_effect_from <= rules.versions[number - 1].in_effect_from:
            yield f"{place}.in_effect_from", "Put the versions in order of date, oldest first."
        yield from _repeats(place, version)
        yield from _unknown_categories(place, version)
        yield from _impossible_needs(place, version)


def _repeats(place: str, version: Version) -> Iterator[tuple[str, str]]:
    for name, parts in (("categories", version.categories), ("shares", version.shares)):
        keys = [part.key for part in parts]
        for number, key in enumerate(keys):
            if key in keys[:number]:
                yield f"{place}.{name}[{number + 1}].key", f"“{key}” is taken; give this one another key."
    open_to_all: set[Kind] = set()
    for number, category in enumerate(version.categories, start=1):
        for kind in category.kinds:
            if kind in open_to_all:
                yield (
                    f"{place}.categories[{number}].kinds",
                    f"“{kind}” is taken by a category above already; take it out here or there.",
                )
        if category.part is None:
            open_to_all |= set(category.kinds)


def _unknown_categories(place: str, version: Version) -> Iterator[tuple[str, str]]:
    known = {category.key for category in version.categories}
    for number, share in enumerate(version.shares, start=1):
        for key in share.categories:
            if key not in known:
                yield (
                    f"{place}.shares[{number}].categories",
                    f"There is no category with the key “{key}”; write one that the file has.",
                )


def _impossible_needs(place: str, version: Version) -> Iterator[tuple[str, str]]:
    for number, share in enumerate(version.shares, start=1):
        if share.at_least is not None and share.at_most is not None and share.at_least > share.at_most:
            yield (
                f"{place}.shares[{number}].at_least",
                f"Lower it to {share.at_most} or less, which is the most.",
            )
    if version.fewest_categories > len(version.categories):
        yield (
            f"{place}.fewest_categories",
            f"Lower it to {len(version.categories)} or less: there are no more categories.",
        )
    if version.carry_over and version.needed is None:
        yield (
            f"{place}.carry_over",
            "Remove this, or say what a cycle needs: only what is above the need is taken over.",
        )
