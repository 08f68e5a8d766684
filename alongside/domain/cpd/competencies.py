"""A competency framework as data: groups of indicators for mentors and mentees, and the levels to rate oneself on."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from alongside.domain.cpd.parts import RuleSource
from alongside.domain.scheme.part import Key, Line, Part, PresetKey, Side, Text, no_repeats

LEVELS = ("Not yet", "With help", "By myself", "I help others with it")


class Indicator(Part):
    """Something that a person does who has the competency."""

    key: Key = Field(description="The short name by which ratings and evidence are kept; never change it.")
    text: Line = Field(description="What one does, as a sentence that “I …” could begin.")


class Group(Part):
    """Indicators that belong together."""

    key: Key = Field(description="Its short name.")
    part: Side = Field(description="Whose competency it is: mentor or mentee.")
    name: Line = Field(description="What people read as its heading.")
    indicators: Annotated[tuple[Indicator, ...], Field(min_length=1, max_length=40)] = Field(
        description="Its indicators, in the order in which they are asked."
    )


class Framework(Part):
    """The competencies that one body looks at."""

    format: Literal[1] = Field(description="The version of this file format.")
    key: PresetKey = Field(description="The short name, the same as the file's.")
    version: Annotated[int, Field(ge=1, le=9999)] = Field(
        description="Raise it with every change, so that two ratings are compared knowingly."
    )
    name: Line = Field(description="What people call it.")
    about: Text = Field(description="What it is for and how far it can be relied on, shown beside it.")
    sources: tuple[RuleSource, ...] = Field(
        (), description="Where the competencies were read, if they are published."
    )
    levels: Annotated[tuple[Line, ...], Field(min_length=2, max_length=7), AfterValidator(no_repeats)] = (
        Field(
            LEVELS,
            description="The answers to rate oneself with, the lowest first. The lower half counts as worth working on.",
        )
    )
    groups: Annotated[tuple[Group, ...], Field(min_length=1, max_length=60)] = Field(
        description="The groups, in the order in which they are shown."
    )

    @property
    def parts(self) -> tuple[Side, ...]:
        """For whom it has competencies, in the order of the file."""
        return tuple(dict.fromkeys(group.part for group in self.groups))

    def groups_for(self, part: Side) -> tuple[Group, ...]:
        """The groups of one part."""
        return tuple(group for group in self.groups if group.part == part)

    def indicators_for(self, part: Side) -> tuple[Indicator, ...]:
        """The indicators of one part, group after group."""
        return tuple(one for group in self.groups_for(part) for one in group.indicators)

    def is_low(self, level: int) -> bool:
        """Whether a level, counted from 0, is in the lower half."""
        return level < len(self.levels) // 2


def framework_misfits(framework: Framework) -> Iterator[tuple[str, str]]:
    """Every way in which parts that are right by themselves do not fit together, as path and sentence."""
    groups: set[str] = set()
    indicators: set[str] = set()
    for number, group in enumerate(framework.groups, start=1):
        place = f"groups[{number}]"
        if group.key in groups:
            yield f"{place}.key", f"“{group.key}” is taken; give this one another key."
        groups.add(group.key)
        for place_in, indicator in enumerate(group.indicators, start=1):
            if indicator.key in indicators:
                yield (
                    f"{place}.indicators[{place_in}].key",
                    f"“{indicator.key}” is taken; give this one another key.",
                )
            indicators.add(indicator.key)
