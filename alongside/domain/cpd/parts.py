"""The parts of an audit profile's rules: what each text, list and standard of the regulator asks for."""

from datetime import date, timedelta
from typing import Annotated

from pydantic import AfterValidator, Field

from alongside.domain.cpd.activities import Kind
from alongside.domain.scheme.part import Key, Line, Part, Text, WebAddress, no_repeats

Count = Annotated[int, Field(ge=0, le=500)]


class RuleSource(Part):
    """Where the rules were read."""

    title: Line = Field(description="The page or document.")
    address: WebAddress = Field(description="Its web address.")
    read_on: date = Field(description="The day on which somebody last compared this file with it.")


class Audit(Part):
    """How the regulator audits."""

    every_years: Annotated[int, Field(ge=1, le=10)] = Field(
        description="Length of the period looked at, in years."
    )
    weeks_to_answer: Annotated[int, Field(ge=1, le=52)] = Field(
        description="Weeks from the letter to the deadline."
    )
    remind_days_before: Annotated[
        tuple[Annotated[int, Field(ge=0, le=365)], ...], Field(max_length=12), AfterValidator(no_repeats)
    ] = Field(
        (28, 14, 7, 2),
        description="How many days before the deadline a member is reminded who noted the day of the letter.",
    )
    ask: Text = Field(description="Whom to ask whether something counts, shown beside every total of hours.")

    def deadline(self, letter_on: date) -> date:
        """The last day to answer a letter of that day."""
        return letter_on + timedelta(weeks=self.weeks_to_answer)


class WrittenPart(Part):
    """A text that the person writes."""

    title: Line = Field(description="The heading in the profile.")
    max_words: Annotated[int, Field(ge=1, le=20_000)] | None = Field(
        None, description="The most words the regulator takes; leave it out where it gives no number."
    )
    hint: Text = Field(description="What belongs in it, shown beside the text while writing.")


class ListPart(Part):
    """The dated list of everything done in the period."""

    title: Line = Field(description="The heading in the profile.")
    hint: Text = Field(description="What belongs in it.")
    fewest: Count = Field(0, description="With fewer activities the writer is asked to look again.")
    most: Count = Field(500, description="With more activities the writer is asked to look again.")
    gap_months: Annotated[int, Field(ge=1, le=60)] = Field(
        3, description="An empty stretch of this many whole months or more must be explained."
    )
    fewest_types: Annotated[int, Field(ge=1, le=20)] = Field(
        2, description="How many types of learning make a mixture."
    )


class DescribedPart(Part):
    """The activities told in full: what it was, what was learned, who benefits."""

    title: Line = Field(description="The heading in the profile.")
    hint: Text = Field(description="How to choose them.")
    fewest: Count = Field(description="With fewer the writer is asked to look again.")
    most: Count = Field(description="With more the writer is asked to look again.")


class EvidencePart(Part):
    """The list of documents that support the profile."""

    title: Line = Field(description="The heading in the profile.")
    hint: Text = Field(description="What counts as evidence and how to describe it.")


class Standard(Part):
    """One of the regulator's standards."""

    key: Key = Field(description="The short name by which activities are linked to it.")
    number: Line = Field(description="As the regulator numbers it.")
    text: Text = Field(description="What it asks, in short.")


class LearningType(Part):
    """One of the regulator's types of learning."""

    key: Key = Field(description="Its short name.")
    name: Line = Field(description="As the regulator calls it.")
    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)] = Field(
        description="The kinds of activity that count as this type; every kind belongs to exactly one type."
    )


class Serves(Part):
    """Which standard each part of a record answers."""

    benefit_self: Key = Field(description="The standard that the benefit to one's own practice answers.")
    benefit_service_users: Key = Field(description="The standard that the benefit to service users answers.")


class Voice(Part):
    """Words that show whether people write about themselves, in every language of the profiles."""

    own: Annotated[tuple[Line, ...], Field(min_length=1)] = Field(
        description="Words of one person: I, my, fy, je."
    )
    shared: tuple[Line, ...] = Field(description="Words of a group: we, our, nous.")
