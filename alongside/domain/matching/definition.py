"""The hard rules and criteria of matching as data: what a scheme definition may say about pairs."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Unknown = Literal["allow", "refuse"]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class NotYourself(_Entry):
    """Nobody mentors themselves, not even under two memberships or two spellings of one address."""

    kind: Literal["not_yourself"]
    identity: tuple[str, ...] = Field(
        ("email", "account", "member_number"),
        min_length=1,
        description="Facts that identify a person; one equal value is enough",
    )


class MoreExperience(_Entry):
    """The mentor has more experience than the mentee; the other way round for reverse mentoring."""

    kind: Literal["more_experience"]
    fact: str = Field("years_experience", min_length=1, description="The fact that holds years of experience")
    at_least: float = Field(
        0, ge=0, le=80, description="Years of difference needed; 0 asks only for more than the mentee"
    )
    mentee_below: float | None = Field(
        None,
        gt=0,
        le=80,
        description="Only mentees with fewer years than this are bound by the rule; empty binds all",
    )
    reverse: bool = Field(
        False, description="Reverse mentoring: the mentee is the more experienced of the two"
    )
    if_unknown: Unknown = Field("refuse", description="What to do when either does not give their years")


class SamePairBefore(_Entry):
    """Two people who have already worked together are not paired again."""

    kind: Literal["same_pair_before"]
    fact: str = Field(
        "past_partners",
        min_length=1,
        description="The fact that lists past partners, by key, email or account",
    )


class DeclaredConflict(_Entry):
    """Two people are kept apart when either has declared a conflict with the other."""

    kind: Literal["declared_conflict"]
    fact: str = Field(
        "conflicts", min_length=1, description="The fact that lists conflicts, by key, email or account"
    )


class LineManager(_Entry):
    """A line manager never mentors someone whom they manage, nor the other way round."""

    kind: Literal["line_manager"]
    fact: str = Field(
        "line_manager",
        min_length=1,
        description="The fact that names line managers, by key, email or account",
    )


class ShareValue(_Entry):
    """Mentee and mentor have at least one value of a fact in common, for example a language."""

    kind: Literal["share_value"]
    mentee_fact: str = Field(min_length=1, description="The mentee's fact or question")
    mentor_fact: str = Field(
        "", description="The mentor's fact or question; empty means the same as the mentee's"
    )
    label: str = Field(
        min_length=1, description="The fact in words, singular, as members read it: 'language'"
    )
    if_unknown: Unknown = Field("allow", description="What to do when either gives no value")


class MustDiffer(_Entry):
    """Mentee and mentor have no value of a fact in common, for example their organisation."""

    kind: Literal["must_differ"]
    fact: str = Field(min_length=1, description="The fact of both")
    label: str = Field(min_length=1, description="The fact in words, singular: 'organisation'")


class SlotsOverlap(_Entry):
    """Mentee and mentor are both free in enough of the same weekly slots."""

    kind: Literal["slots_overlap"]
    mentee_fact: str = Field("availability", min_length=1, description="The mentee's weekly slots")
    mentor_fact: str = Field(
        "", description="The mentor's weekly slots; empty means the same as the mentee's"
    )
    at_least: int = Field(1, ge=1, le=168, description="Slots needed in common")
    if_unknown: Unknown = Field("refuse", description="What to do when either gives no slot")


class GradeGap(_Entry):
    """The mentor stands a number of steps above the mentee on a ladder of grades."""

    kind: Literal["grade_gap"]
    fact: str = Field("grade", min_length=1, description="The fact that holds the grade")
    ladder: tuple[str, ...] = Field(min_length=2, description="The grades from lowest to highest")
    at_least: int = Field(1, ge=0, description="Fewest steps between mentee and mentor")
    at_most: int | None = Field(
        None, ge=0, description="Most steps between mentee and mentor; empty means any number"
    )
    reverse: bool = Field(False, description="Reverse mentoring: the mentee stands higher")
    if_unknown: Unknown = Field(
        "refuse", description="What to do when a grade is missing or not on the ladder"
    )

    @model_validator(mode="after")
    def _steps_make_sense(self) -> "GradeGap":
        if len(set(self.ladder)) != len(self.ladder):
            raise ValueError("the ladder names a grade twice")
        if self.at_most is not None and self.at_most < self.at_least:
            raise ValueError("at_most is smaller than at_least, so nobody could ever be paired")
        return self


class MentorMustHave(_Entry):
    """The mentor has a given value, for example finished training."""

    kind: Literal["mentor_must_have"]
    fact: str = Field(min_length=1, description="The mentor's fact")
    values: tuple[str | bool | int, ...] = Field(
        (True,), min_length=1, description="The values of which the mentor needs one"
    )
    reason: str = Field(
        min_length=1, description="What is missing, said after the mentor's name: 'has not finished training'"
    )


class ClearedForMinors(_Entry):
    """Somebody under 18 is paired with an adult whom the office has checked; needs the section `[safeguarding]`."""

    kind: Literal["cleared_for_minors"]


HardRule = Annotated[
    NotYourself
    | MoreExperience
    | SamePairBefore
    | DeclaredConflict
    | LineManager
    | ShareValue
    | MustDiffer
    | SlotsOverlap
    | GradeGap
    | MentorMustHave
    | ClearedForMinors,
    Field(discriminator="kind"),
]


class _Weighted(_Entry):
    weight: int = Field(
        1, ge=0, le=1000, description="How much this counts beside the other criteria; 0 switches it off"
    )


class SharedChoices(_Weighted):
    """What the mentee asks for against what the mentor offers."""

    kind: Literal["shared_choices"]
    mentee_question: str = Field(
        min_length=1, description="The mentee's question with choices, for example areas sought"
    )
    mentor_question: str = Field(
        min_length=1, description="The mentor's question with choices, for example expertise"
    )
    labels: dict[str, str] = Field({}, description="Words for choices that are stored as codes")
    enough: int = Field(
        0,
        ge=0,
        le=50,
        description="Shared choices that count in full; 0 asks for everything the mentee chose",
    )
    label: str = Field(
        "",
        description="What both have, in words and singular ('weekly slot'), where one does not ask and one offer",
    )


class TextLikeness(_Weighted):
    """How much two free texts speak of the same things (words weighed by how rare they are among all
    texts).
    """

    kind: Literal["text_likeness"]
    mentee_question: str = Field(
        min_length=1, description="The mentee's free text, for example what they hope to get"
    )
    mentor_question: str = Field(
        min_length=1, description="The mentor's free text, for example their experience"
    )


class SameValue(_Weighted):
    """Having a value in common counts for the pair, for everyone or only for those who ask."""

    kind: Literal["same_value"]
    mentee_fact: str = Field(min_length=1, description="The mentee's fact")
    mentor_fact: str = Field("", description="The mentor's fact; empty means the same as the mentee's")
    label: str = Field(min_length=1, description="The fact in words, singular: 'profession'")
    asked_by: str = Field(
        "", description="A yes/no question of the mentee; the criterion counts only for those who say yes"
    )


class DifferentValue(_Weighted):
    """Having no value in common counts for the pair, for everyone or only for those who ask."""

    kind: Literal["different_value"]
    mentee_fact: str = Field(min_length=1, description="The mentee's fact")
    mentor_fact: str = Field("", description="The mentor's fact; empty means the same as the mentee's")
    label: str = Field(min_length=1, description="The fact in words, singular: 'background'")
    asked_by: str = Field(
        "", description="A yes/no question of the mentee; the criterion counts only for those who say yes"
    )


class ExperienceGap(_Weighted):
    """The nearer the difference in years is to an ideal, the better."""

    kind: Literal["experience_gap"]
    fact: str = Field("years_experience", min_length=1, description="The fact that holds years of experience")
    ideal: float = Field(ge=0, le=80, description="The ideal number of years between the two")
    spread: float = Field(
        gt=0, le=80, description="Years away from the ideal at which nothing is left of the score"
    )


class LadderGap(_Weighted):
    """The nearer the number of steps between two grades is to an ideal, the better."""

    kind: Literal["ladder_gap"]
    fact: str = Field("grade", min_length=1, description="The fact that holds the grade")
    ladder: tuple[str, ...] = Field(min_length=2, description="The grades from lowest to highest")
    ideal: int = Field(ge=0, description="The ideal number of steps between the two")
    spread: int = Field(gt=0, description="Steps away from the ideal at which nothing is left of the score")


Criterion = Annotated[
    SharedChoices | TextLikeness | SameValue | DifferentValue | ExperienceGap | LadderGap,
    Field(discriminator="kind"),
]
