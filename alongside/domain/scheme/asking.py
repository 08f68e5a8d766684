"""The directory of mentors, and how a mentee asks for some of them in turn."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from alongside.domain.months import months_after
from alongside.domain.scheme.part import Days, Key, Line, Months, Part, no_repeats

Preparation = Literal["none", "workshop", "handbook", "either", "both"]
Way = Literal["workshop", "handbook"]
Keys = Annotated[tuple[Key, ...], Field(max_length=40), AfterValidator(no_repeats)]


class Directory(Part):
    """The mentors whom members can look through."""

    preparation: Preparation = Field(
        description="What a mentor has done before they are listed: the workshop, the handbook, either of the two, "
        "both, or none."
    )
    biography: Key = Field(
        description="The written question of the mentor's form whose answer is their brief biography. Nobody is "
        "listed without one."
    )
    show: Keys = Field(
        (),
        description="Further questions of the mentor's form whose answers stand on their entry, in this order.",
    )
    narrow_by: Keys = Field(
        (), description="Choice questions of the mentor's form by which members narrow their search."
    )

    refresher_after_months: Annotated[Months, Field(ge=1)] | None = Field(
        None,
        description="After so many months a preparation has to be refreshed, in any of the ways above; leave it out where "
        "it holds for good. Whoever has not is not listed until they have, and mentees they have keep them.",
    )
    refresher_remind_days_before: Days = Field(
        30, description="A mentor is reminded this many days before the last day to refresh a preparation."
    )

    def refresh_by(self, prepared_on: date) -> date | None:
        """The last day on which a preparation of that day counts; None where it holds for good."""
        months = self.refresher_after_months
        return months_after(prepared_on, months) if months else None

    def is_prepared(self, done: frozenset[str]) -> bool:
        """Whether somebody who has prepared in these ways may be listed."""
        match self.preparation:
            case "none":
                return True
            case "either":
                return bool(done & {"workshop", "handbook"})
            case "both":
                return done >= {"workshop", "handbook"}
            case _:
                return self.preparation in done

    @property
    def ways(self) -> tuple[Way, ...]:
        """The ways in which a mentor of this scheme can prepare."""
        named: dict[Preparation, tuple[Way, ...]] = {
            "none": (), "workshop": ("workshop",), "handbook": ("handbook",),
        }  # fmt: skip
        return named.get(self.preparation, ("workshop", "handbook"))

    @property
    def questions(self) -> tuple[str, ...]:
        """Every question whose answer stands on an entry, the biography first, each once."""
        return tuple(dict.fromkeys((self.biography, *self.show, *self.narrow_by)))


class OwnMentor(Part):
    """How a mentee brings along somebody whom they have in mind already."""

    who: Literal["members", "anybody"] = Field(
        description="“members”: only members of the body can say yes, though anybody can be named, so that nobody learns "
        "whether an address is a member's. “anybody”: somebody who says yes has an account and a membership by it, which "
        "is “pending” until the office confirms it."
    )
    answer_within_days: Annotated[Days, Field(ge=1)] = Field(
        14, description="Days the person has to answer. No answer by the last day counts as a no."
    )
    remind_days_before: Days = Field(
        4, description="Who has not answered is reminded so many days before the last day; 0 for never."
    )


class DeclineReason(Part):
    """Why a mentor says no, as one of a few."""

    key: Key = Field(description="The short name stored with the answer; never change it once it is in use.")
    label: Line = Field(description="What the mentor reads, for example “I have no time now”.")


class Requests(Part):
    """How a mentee asks for mentors of the directory."""

    choices: Annotated[int, Field(ge=1, le=10)] = Field(
        description="The most mentors one request may name, in the mentee's order."
    )
    show: Keys = Field(
        description="Questions of the mentee's form whose answers a mentor reads who is asked, in this order."
    )
    handbook_first: bool = Field(
        False,
        description="True where a mentee reads the mentee's handbook, and says so at its end, before they send a request. "
        "Nothing is asked while the body has published none.",
    )
    review: Literal["none", "office", "director"] = Field(
        description="Who reads a request before any mentor does. It goes on unless it is sent back with a reason."
    )
    review_within_days: Annotated[Days, Field(ge=1)] = Field(
        7, description="By when the mentee hears whether their request goes on, in days."
    )
    answer_within_days: Annotated[Days, Field(ge=1)] = Field(
        description="Days a mentor has to answer. No answer by the last day counts as a no."
    )
    remind_days_before: Days = Field(
        3, description="A mentor who has not answered is reminded so many days before the last day."
    )
    introduced_by: Literal["office", "system"] = Field(
        "office",
        description="Who introduces the two once a mentor has said yes: the office with a click, or the programme at "
        "once. Neither has the other's address before.",
    )
    names_who_declined: bool = Field(
        False,
        description="True where the mentee sees which of their choices said no; otherwise only how far it is.",
    )
    decline_reasons: Annotated[tuple[DeclineReason, ...], Field(max_length=20)] = Field(
        (), description="Reasons to choose from for a mentor who says no; the office alone reads the choice."
    )

    def decline_label(self, key: str) -> str:
        """The reason in words; the key itself where the scheme no longer has it."""
        return next((reason.label for reason in self.decline_reasons if reason.key == key), key)
