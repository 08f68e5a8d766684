"""The audit profile itself: the document that a regulator asks for, as one frozen value.

Its JSON is published with a schema, so a field may be added but never renamed; `format_version` counts the
changes that break a reader.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

Language = Literal["en", "cy", "fr"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Which rules the profile was made under."""

    key: Annotated[str, Field(description="Short name of the audit profile's definition.")]
    name: Annotated[str, Field(description="What members call it.")]
    regulator: Annotated[str, Field(description="Who asks for it.")]
    in_effect_from: Annotated[date, Field(description="From when these rules are known to hold.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """The member, as the regulator and the professional body know them."""

    name: Annotated[str, Field(description="The member's name.")]
    body: Annotated[str, Field(description="The professional body.")]
    membership_number: Annotated[str, Field(description="Number at the professional body; may be empty.")] = (
        ""
    )
    registration_number: Annotated[
        str, Field(description="Number on the regulator's register; may be empty.")
    ] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenText:
    """A text that the person wrote, with its length and limit."""

    title: Annotated[str, Field(description="The heading.")]
    text: Annotated[str, Field(description="Paragraphs, parted by empty lines.")]
    words: Annotated[int, Field(description="How many words, counted as a reader would.")]
    max_words: Annotated[
        int | None,
        Field(description="The most words that the regulator takes; none where it gives no number."),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardAsked:
    """One of the regulator's standards."""

    key: Annotated[str, Field(description="Short name.")]
    number: Annotated[str, Field(description="As the regulator numbers it.")]
    text: Annotated[str, Field(description="What it asks, in short.")]
    shown_by: Annotated[
        Literal["activities", "profile"],
        Field(description="Whether activities told in full answer it, or the profile as a whole."),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an activity brought, under the standard that it answers."""

    standard: Annotated[str, Field(description="Key of the standard.")]
    text: Annotated[str, Field(description="The person's own words.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedActivity:
    """One line of the dated list."""

    number: Annotated[int, Field(description="Place in the list, from 1, oldest first.")]
    on: Annotated[date, Field(description="First day.")]
    until: Annotated[date, Field(description="Last day; the same as the first for most.")]
    kind: Annotated[str, Field(description="What kind of activity.")]
    learning_type: Annotated[str, Field(description="The regulator's type of learning.")]
    title: Annotated[str, Field(description="What it was.")]
    hours: Annotated[Decimal, Field(description="Hours, the person's own estimate.")]
    partner: Annotated[
        str | None,
        Field(description="Who else took part, where that person agreed to be named; otherwise null."),
    ] = None
    standards: Annotated[tuple[str, ...], Field(description="Keys of the standards it is linked to.")] = ()
    described: Annotated[bool, Field(description="Whether it is told in full.")] = False
    learned: Annotated[str, Field(description="What was learned; only where told in full.")] = ""
    benefit_self: Annotated[Answer | None, Field(description="What it does for the person's practice.")] = (
        None
    )
    benefit_service_users: Annotated[Answer | None, Field(description="What it does for service users.")] = (
        None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedGap:
    """A stretch of whole months without any activity, and why."""

    on: Annotated[date, Field(description="First day without.")]
    until: Annotated[date, Field(description="Last day without.")]
    months: Annotated[int, Field(description="Whole months.")]
    explanation: Annotated[str, Field(description="The person's own words; may be empty.")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeTotal:
    """Hours and number of activities of one type of learning."""

    learning_type: Annotated[str, Field(description="The regulator's type of learning.")]
    activities: Annotated[int, Field(description="How many.")]
    hours: Annotated[Decimal, Field(description="Hours together.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A document that supports the profile."""

    number: Annotated[int, Field(description="Place in the list, from 1.")]
    title: Annotated[str, Field(description="What it is.")]
    description: Annotated[str, Field(description="What it shows.")]
    form: Annotated[str, Field(description="Pages or format, such as `3 pages, PDF`.")]
    activities: Annotated[
        tuple[int, ...], Field(description="Numbers of the activities that it supports.")
    ] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditProfile:
    """Everything that goes to the regulator."""

    format: Annotated[Literal["alongside-audit-profile"], Field(description="Always the same.")] = (
        "alongside-audit-profile"
    )
    format_version: Annotated[Literal[1], Field(description="Counts breaking changes of this format.")] = 1
    language: Annotated[Language, Field(description="The language that the person writes in.")] = "en"
    rules: Annotated[Rules, Field(description="Which rules it was made under.")]
    person: Annotated[Person, Field(description="Whose profile it is.")]
    on: Annotated[date, Field(description="First day of the period.")]
    until: Annotated[date, Field(description="Last day of the period.")]
    made_on: Annotated[date, Field(description="The day on which this document was made.")]
    summary: Annotated[WrittenText, Field(description="The summary of practice.")]
    activities_title: Annotated[str, Field(description="The list's heading.")]
    activities: Annotated[tuple[ListedActivity, ...], Field(description="Everything done, oldest first.")]
    gaps: Annotated[
        tuple[ExplainedGap, ...], Field(description="Long stretches without any activity, oldest first.")
    ]
    hours: Annotated[Decimal, Field(description="Hours of all activities together.")]
    totals: Annotated[tuple[TypeTotal, ...], Field(description="Hours by type of learning, most first.")]
    statement: Annotated[WrittenText, Field(description="The personal statement.")]
    described_title: Annotated[str, Field(description="The heading of the activities told in full.")]
    evidence_title: Annotated[str, Field(description="The heading of the evidence.")]
    evidence: Annotated[tuple[Evidence, ...], Field(description="Documents that support the profile.")]
    standards: Annotated[tuple[StandardAsked, ...], Field(description="The regulator's standards.")]

    @property
    def described(self) -> tuple[ListedActivity, ...]:
        """The activities told in full, oldest first."""
        return tuple(one for one in self.activities if one.described)
