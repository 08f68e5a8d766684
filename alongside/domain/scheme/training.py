"""Workshops with limited places, and who is served first where there are not enough."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from alongside.domain.months import months_after
from alongside.domain.scheme.forms import Question
from alongside.domain.scheme.part import Days, Key, Line, Months, Part, Text, WebAddress, no_repeats

Served = Literal["workshops", "requests"]


class Tier(Part):
    """People who are served before those of the next tier: by a group, by taking part, or by either."""

    key: Key = Field(description="The short name kept with a place; never change it once it is in use.")
    label: Line = Field(description="Who is meant, as members and the office read it.")
    groups: Annotated[tuple[Line, ...], Field(max_length=100), AfterValidator(no_repeats)] = Field(
        (),
        description="Groups, sections or committees of the membership list; being in one of them is enough.",
    )
    took_part_within_months: Months | None = Field(
        None, description="Taking part in a meeting within so many months is enough, too."
    )

    def holds(self, groups: frozenset[str], last_took_part: date | None, today: date) -> bool:
        """Whether somebody in these groups (case-folded), who took part last on that day, is in this tier."""
        if any(group.casefold() in groups for group in self.groups):
            return True
        if self.took_part_within_months is None or last_took_part is None:
            return False
        return last_took_part >= months_after(today, -self.took_part_within_months)


class Priority(Part):
    """Who is served first. The same rule decides on places in workshops and on the order of requests."""

    explanation: Text = Field(description="Why, in words that members and the office read.")
    serves: Annotated[tuple[Served, ...], Field(min_length=1), AfterValidator(no_repeats)] = Field(
        description="What it decides on: places in workshops, the order in which requests are served, or both."
    )
    others: Line = Field("Every other member", description="What everybody in none of the tiers is called.")
    tiers: Annotated[tuple[Tier, ...], Field(min_length=1, max_length=12)] = Field(
        description="The tiers, whoever is served first at the top. Within a tier it is first come, first served."
    )

    def tier_of(self, groups: Iterable[str], last_took_part: date | None, today: date) -> int:
        """The number of the first tier that holds somebody, 0 first; whoever is in none comes after all of them."""
        folded = frozenset(group.strip().casefold() for group in groups)
        found = (n for n, tier in enumerate(self.tiers) if tier.holds(folded, last_took_part, today))
        return next(found, len(self.tiers))

    def label_of(self, tier: int) -> str:
        """What the members of a tier are called."""
        return self.tiers[tier].label if tier < len(self.tiers) else self.others


class Training(Part):
    """Workshops of the scheme. Dates, places and trainers are the office's; these are the rules for all of them."""

    answer_within_days: Annotated[Days, Field(ge=1)] = Field(
        5, description="Days to say yes to a place that is offered; then it goes to the next on the list."
    )
    remind_days_before: Days = Field(
        1, description="Whoever has not answered is reminded so many days before the last day."
    )
    places_at_most: Annotated[int, Field(ge=1, le=10_000)] | None = Field(
        None,
        description="For a pilot: the most places in all runs together. Whoever comes later is on the waiting list.",
    )
    needs: Annotated[tuple[Question, ...], Field(max_length=20)] = Field(
        (),
        description="What people are asked when they ask for a place; the trainer reads the answers together, "
        "without names.",
    )


class Provider(Part):
    """Where mentors can be trained elsewhere."""

    name: Line = Field(description="Who trains mentors.")
    region: Line | None = Field(None, description="Where; leave it out for everywhere.")
    url: WebAddress | None = Field(None, description="Their page, if there is one to name.")
    note: Line | None = Field(None, description="What they offer, or how to ask.")
