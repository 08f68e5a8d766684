"""Who may join a scheme, in which part, and by when they are paired."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from alongside.domain.months import months_after
from alongside.domain.scheme.part import (
    BOTH_SIDES,
    Key,
    Line,
    Months,
    Part,
    Percent,
    Side,
    Text,
    Years,
    no_repeats,
)

Choice = Literal["choose", "mentee_only"]


class RoleWords(Part):
    """What the scheme calls one of the two people."""

    singular: Line = Field(description="What one such person is called, for example “junior”.")
    plural: Line = Field(description="What several are called, for example “juniors”.")
    summary: Line | None = Field(
        None, description="One sentence, shown to members who choose a part, that says what this person does."
    )

    @property
    def counted(self) -> str:
        """Both forms as one counts such people: `junior,juniors`."""
        return f"{self.singular},{self.plural}"


class Roles(Part):
    """What the scheme calls its mentees and mentors."""

    mentee: RoleWords = Field(description="Words for the person whose development comes first.")
    mentor: RoleWords = Field(description="Words for the person who guides.")


class Listing(Part):
    """How the scheme stands on the public list of schemes that one can join."""

    scope: Line = Field(description="Whom it is for, in one sentence that anybody can read.")
    regions: Annotated[tuple[Line, ...], Field(max_length=60), AfterValidator(no_repeats)] = Field(
        (), description="The regions in which it runs; leave it out where it is open to everybody everywhere."
    )
    contact: Line | None = Field(
        None, description="Whom to ask, as a name or an office; the body's address stands beside it."
    )


class LearningModel(Part):
    """Who learns from whom."""

    reciprocal: bool = Field(
        description="True where learning goes both ways: the mentor also has goals, reflections and CPD "
        "records. "
        "False leaves these open to the mentor but never asks for them."
    )
    direction: Literal["usual", "reverse"] = Field(
        "usual",
        description="“usual” where the more experienced person is the mentor; “reverse” where members with "
        "less "
        "experience mentor those with more, and the rule about experience is turned round.",
    )


Words = Annotated[tuple[Line, ...], Field(max_length=40), AfterValidator(no_repeats)]


class SideEligibility(Part):
    """Whom one part of a scheme is for, in the words of the membership list; capitals make no difference."""

    grades: Words = Field((), description="The grades that may apply; leave it out for any.")
    career_stages: Words = Field((), description="The career stages that may apply; leave it out for any.")
    declaration: Line | None = Field(
        None,
        description="What somebody says of themselves who may apply, for example “I am a woman, or the first of my family "
        "at a university”; leave it out for anybody. They tick it before they begin. That they did is all that is "
        "kept, and all that the office reads: nobody learns what of it is true of them.",
    )

    def refusal(self, grade: str, career_stage: str) -> str:
        """Why somebody with this grade and career stage is not taken, as a clause; empty where they are."""
        if not _is_among(grade, self.grades):
            return f"grade {_told(grade)}, and this part is for {_either(self.grades)}"
        if not _is_among(career_stage, self.career_stages):
            return f"career stage {_told(career_stage)}, and this part is for {_either(self.career_stages)}"
        return ""


def _is_among(word: str, allowed: tuple[str, ...]) -> bool:
    return not allowed or word.strip().casefold() in {one.strip().casefold() for one in allowed}


def _told(word: str) -> str:
    return f"“{word}”" if word else "not on record"


def _either(words: tuple[str, ...]) -> str:
    return " or ".join(f"“{word}”" for word in words)


class Eligibility(Part):
    """Who may apply, and in which part."""

    member_statuses: Annotated[tuple[Key, ...], Field(min_length=1), AfterValidator(no_repeats)] = Field(
        description="The membership statuses that may apply. A member whose status changes later keeps a "
        "running "
        "partnership, and the office sees a flag."
    )
    junior_threshold_years: Years | None = Field(
        None,
        description="Members with less experience than this many years join as mentee. Leave it out where "
        "anyone "
        "may choose.",
    )
    at_threshold: Choice = Field(
        "choose",
        description="What a member with exactly that many years may do: choose a part, or join as mentee.",
    )
    when_years_unknown: Choice = Field(
        "mentee_only",
        description="What a member may do while the office holds no years of experience for them.",
    )

    mentee: SideEligibility = Field(SideEligibility(), description="Whom the mentee’s part is for.")
    mentor: SideEligibility = Field(SideEligibility(), description="Whom the mentor’s part is for.")

    def declaration(self, side: str) -> str:
        """What somebody says of themselves who applies for that part; empty where nothing is asked."""
        return (self.mentee if side == "mentee" else self.mentor).declaration or ""

    def refusal(self, side: str, grade: str, career_stage: str) -> str:
        """Why somebody with this grade and career stage may not take that part; empty where they may."""
        return (self.mentee if side == "mentee" else self.mentor).refusal(grade, career_stage)

    def takes(self, status: str) -> bool:
        """Whether a membership with this status is one that the scheme takes."""
        return status in self.member_statuses

    def sides_open_to(self, years: Decimal | None) -> tuple[Side, ...]:
        """The parts a member with so much experience may apply for; None where nobody knows the years."""
        threshold = self.junior_threshold_years
        if threshold is None:
            return BOTH_SIDES
        if years is None:
            return BOTH_SIDES if self.when_years_unknown == "choose" else ("mentee",)
        if years == threshold:
            return BOTH_SIDES if self.at_threshold == "choose" else ("mentee",)
        return BOTH_SIDES if years > threshold else ("mentee",)


class Intake(Part):
    """When members may apply, and by when they are paired."""

    kind: Literal["rolling"] = Field(
        description="“rolling”: members may apply on any day and are in the queue at once."
    )
    review: Literal["none", "office", "director"] = Field(
        "none",
        description="“none”: an application stands in the queue as soon as it is sent. “office”: the office "
        "reads it first, and approves it, refuses it with a reason or sends it back with a question. “director”: "
        "so does a director, and no coordinator decides.",
    )
    pair_within_months: Months = Field(
        description="The scheme aims to introduce each applicant to a partner within this many months."
    )
    flag_at_percent: Annotated[tuple[Percent, ...], Field(max_length=5)] = Field(
        (75, 100),
        description="The office sees a flag when an applicant has waited this share of that time, in per "
        "cent, "
        "smallest first.",
    )

    def pair_by(self, submitted_on: date) -> date:
        """The day by which someone who applied on `submitted_on` hears of a partner."""
        return months_after(submitted_on, self.pair_within_months)

    def flag_days(self, submitted_on: date) -> tuple[tuple[int, date], ...]:
        """Each flag with the first day on which it stands; a part of a day counts as a whole one."""
        whole = (self.pair_by(submitted_on) - submitted_on).days
        return tuple(
            (percent, submitted_on + timedelta(days=-(-whole * percent // 100)))
            for percent in self.flag_at_percent
        )

    def flag_reached(self, submitted_on: date, today: date) -> int | None:
        """The highest flag that stands today, in per cent, or None while there is none."""
        return max((percent for percent, day in self.flag_days(submitted_on) if day <= today), default=None)


class Purpose(Part):
    """Why the scheme exists, in the words its members read."""

    summary: Text = Field(
        description="What the scheme is for; shown wherever partners agree how they will work."
    )
    definition: Text | None = Field(
        None, description="What the body means by mentoring or coaching; shown on joining."
    )
    definition_source: Line | None = Field(None, description="Where that definition comes from.")
