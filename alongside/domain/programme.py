"""Standards by which a mentoring programme looks at itself, as data, and which award its own scores would reach."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from alongside.domain.cpd.loading import load_part
from alongside.domain.cpd.parts import RuleSource
from alongside.domain.scheme.part import Key, Line, Part, PresetKey
from alongside.domain.scheme.problem import Problem

Share = Annotated[int, Field(ge=0, le=100)]


class Award(Part):
    """An award, and the scores from which it can be reached."""

    name: Line = Field(description="What it is called.")
    overall: Share = Field(description="Mean of all standards, in hundredths.")
    each: Share = Field(description="What every single standard needs, in hundredths.")


class CoreStandard(Part):
    """One standard."""

    key: Key = Field(description="Its short name.")
    name: Line = Field(description="As the body calls it.")
    asks: Annotated[tuple[Line, ...], Field(min_length=1)] = Field(description="What it asks, in short.")
    evidence: tuple[Key, ...] = Field(
        (), description="What the programme can say of itself, by the keys it knows."
    )


class ProgrammeStandards(Part):
    """The standards of one body for mentoring programmes."""

    format: Literal[1] = Field(description="The version of this file format.")
    key: PresetKey = Field(description="The short name, the same as the file's.")
    name: Line = Field(description="What they are called.")
    body: Line = Field(description="Whose they are.")
    valid_years: Annotated[int, Field(ge=1, le=20)] = Field(description="How long an award holds.")
    sources: Annotated[tuple[RuleSource, ...], Field(min_length=1)] = Field(
        description="Where they were read."
    )
    awards: tuple[Award, ...] = Field((), description="The awards, the highest first.")
    standards: Annotated[tuple[CoreStandard, ...], Field(min_length=1)] = Field(
        description="The standards, in the body's order."
    )

    def overall(self, scores: Mapping[str, int]) -> int:
        """The mean of the scores, rounded down; a standard without one counts as 0."""
        return sum(scores.get(one.key, 0) for one in self.standards) // len(self.standards)

    def award_for(self, scores: Mapping[str, int]) -> Award | None:
        """The highest award that these scores reach."""
        lowest = min(scores.get(one.key, 0) for one in self.standards)
        overall = self.overall(scores)
        return next((one for one in self.awards if overall >= one.overall and lowest >= one.each), None)


def load_programme_standards(text: str) -> tuple[ProgrammeStandards | None, tuple[Problem, ...]]:
    """The standards in a TOML text, or None with all problems; never raises, whatever the text holds."""
    return load_part(text, ProgrammeStandards, _misfits)


def _misfits(standards: ProgrammeStandards) -> Iterator[tuple[str, str]]:
    keys = [one.key for one in standards.standards]
    for number, key in enumerate(keys, start=1):
        if key in keys[: number - 1]:
            yield f"standards[{number}].key", f"“{key}” is taken; give this one another key."


def quarter_of(day: date) -> tuple[int, int]:
    """The year and its quarter, from 1 to 4."""
    return day.year, (day.month + 2) // 3
