"""How people are paired and who says yes."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from alongside.domain.matching.definition import Criterion, HardRule
from alongside.domain.relations import RELATIONS
from alongside.domain.scheme.part import Days, Key, Part, Sides, no_repeats


class Matching(Part):
    """How the scheme finds partners."""

    routes: Annotated[
        tuple[Literal["office", "directory"], ...], Field(min_length=1), AfterValidator(no_repeats)
    ] = Field(
        description="The ways to a partner that are open. “office”: the office pairs from everyone who waits. "
        "“directory”: a mentee asks for mentors whom they have chosen, and these are asked in turn."
    )
    run_every_days: Annotated[Days, Field(ge=1)] = Field(
        14, description="How often the office plans to pair people; used to warn it of those who cannot wait."
    )
    asks: Sides = Field(
        ("mentee", "mentor"),
        description="Who may still say no to a proposed partner before it is settled. An empty list where the office "
        "assigns partners: both read that neither chose and neither was asked.",
    )
    answer_within_days: Annotated[Days, Field(ge=1)] = Field(
        10, description="Days to answer a proposed partner, counted from the day after the question was sent."
    )
    silence_means: Literal["no"] = Field(
        "no",
        description="What no answer by the last day means: a “no”, so that nobody waits without knowing.",
    )
    capacity_question: Key | None = Field(
        None,
        description="The number question of the mentor's form that says how many mentees they take at a time. Left "
        "out, or left empty by a mentor, it is one.",
    )
    compare_groups: Annotated[tuple[Key, ...], Field(max_length=10), AfterValidator(no_repeats)] = Field(
        (),
        description="Choice questions of the mentee's form that nobody has to answer: after a run the office sees "
        "whether the groups who named themselves there fare alike. Matching does not look at them for this.",
    )
    hard_rules: Annotated[tuple[HardRule, ...], Field(max_length=40)] = Field(
        description="Rules that no pair may break."
    )
    criteria: Annotated[tuple[Criterion, ...], Field(max_length=40)] = Field(
        description="What makes one allowed pair better than another, each with its weight."
    )


Treatment = Literal["block", "flag", "ignore"]


class Relations(Part):
    """What follows when a member declares that one of two judges, supervises or manages the other's work.

    “block”: the two are never paired, whichever way they come to each other, and both can read why. “flag”: they may be
    paired, and both and the office read it. “ignore”: nothing follows, and nobody is asked. Counts where
    `declared_conflict` is among the hard rules.
    """

    line_manager: Treatment = Field("block", description="One is the other's line manager.")
    appraiser: Treatment = Field("block", description="One appraises the other.")
    educational_supervisor: Treatment = Field(
        "block", description="One is the other's educational supervisor."
    )
    clinical_supervisor: Treatment = Field("block", description="One is the other's clinical supervisor.")
    management_chain: Treatment = Field(
        "block", description="One stands above the other in the line of management."
    )
    performance: Treatment = Field("block", description="One judges the other's work in another way.")

    def treated(self, *treatments: Treatment) -> tuple[str, ...]:
        """The relations that are treated in one of these ways."""
        return tuple(relation for relation in RELATIONS if getattr(self, relation) in treatments)
