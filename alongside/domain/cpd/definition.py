"""Everything that one regulator's audit profile asks for, checked so that its parts fit together."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from alongside.domain.cpd.activities import Kind
from alongside.domain.cpd.parts import (
    Audit,
    DescribedPart,
    EvidencePart,
    LearningType,
    ListPart,
    RuleSource,
    Serves,
    Standard,
    Voice,
    WrittenPart,
)
from alongside.domain.scheme.part import Line, Part, PresetKey


class ProfileDefinition(Part):
    """An audit profile's rules as data."""

    format: Literal[1] = Field(description="The version of this file format.")
    key: PresetKey = Field(description="The short name, the same as the file's.")
    name: Line = Field(description="What members call it.")
    regulator: Line = Field(description="Who asks for it.")
    in_effect_from: date = Field(description="From when these rules are known to hold.")
    credit_rules: PresetKey | None = Field(
        None,
        description="The key of the same regulator's credit rules, by which members are shown where they stand.",
    )
    sources: Annotated[tuple[RuleSource, ...], Field(min_length=1)] = Field(
        description="Where the rules were read."
    )
    audit: Audit = Field(description="How the regulator audits.")
    summary: WrittenPart = Field(description="The summary of practice.")
    activities: ListPart = Field(description="The dated list of activities.")
    statement: WrittenPart = Field(description="The personal statement.")
    described: DescribedPart = Field(description="The activities told in full.")
    evidence: EvidencePart = Field(description="The list of evidence.")
    serves: Serves = Field(description="Which standard each part of a record answers.")
    voice: Voice = Field(description="Words that show who speaks.")
    standards: Annotated[tuple[Standard, ...], Field(min_length=1)] = Field(
        description="The regulator's standards, in its order."
    )
    learning_types: Annotated[tuple[LearningType, ...], Field(min_length=1)] = Field(
        description="The regulator's types of learning."
    )

    def type_of(self, kind: Kind) -> LearningType:
        """The regulator's type for a kind of activity."""
        return next(one for one in self.learning_types if kind in one.kinds)

    def standard(self, key: str) -> Standard:
        """The standard with this key; KeyError where there is none."""
        for one in self.standards:
            if one.key == key:
                return one
        raise KeyError(key)


def misfits(definition: ProfileDefinition) -> Iterator[tuple[str, str]]:
    """Every way in which parts that are right by themselves do not fit together, as path and sentence."""
    yield from _repeats(definition)
    yield from _kinds_not_in_one_type(definition)
    for field, key in definition.serves.model_dump().items():
        if key not in {one.key for one in definition.standards}:
            yield (
                f"serves.{field}",
                f"There is no standard with the key “{key}”; write one that the file has.",
            )
    for place, part in (("activities", definition.activities), ("described", definition.described)):
        if part.fewest > part.most:
            yield f"{place}.fewest", f"Lower it to {part.most} or less, which is the most."


def _repeats(definition: ProfileDefinition) -> Iterator[tuple[str, str]]:
    for place, parts in (("standards", definition.standards), ("learning_types", definition.learning_types)):
        keys = [part.key for part in parts]
        for number, key in enumerate(keys):
            if key in keys[:number]:
                yield f"{place}[{number + 1}].key", f"“{key}” is taken; give this one another key."


def _kinds_not_in_one_type(definition: ProfileDefinition) -> Iterator[tuple[str, str]]:
    seen: set[Kind] = set()
    for number, learning_type in enumerate(definition.learning_types, start=1):
        for kind in learning_type.kinds:
            if kind in seen:
                yield (
                    f"learning_types[{number}].kinds",
                    f"“{kind}” already belongs to a type above; take one of them out.",
                )
            seen.add(kind)
    for kind in Kind:
        if kind not in seen:
            yield "learning_types", f"“{kind}” belongs to no type; add it to the kinds of one."
