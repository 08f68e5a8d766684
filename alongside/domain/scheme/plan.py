"""The plan of a partnership: its sessions, their rhythm, and how the two prepare and meet."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from alongside.domain.months import months_after
from alongside.domain.scheme.part import BOTH_SIDES, Days, Key, Line, Months, Part, SessionNumber, Side, Sides

SessionKind = Literal["first", "objectives", "two_way", "reflection"]
Lead = Literal["mentee", "mentor", "alternate", "none"]
Minutes = Annotated[int, Field(ge=10, le=480)]


class SessionTemplate(Part):
    """One session of the plan."""

    number: SessionNumber = Field(description="The session's place in the plan, counted from 1.")
    theme: Line = Field(description="What the session is about.")
    kind: SessionKind = Field(
        description="“first” to get to know each other, “objectives” to set goals, “two_way” for a "
        "discussion that "
        "one of the two leads, “reflection” to look back."
    )
    lead: Lead = Field(
        "none",
        description="Who leads: the mentee, the mentor, the two in turn over all such sessions, or nobody.",
    )
    prompts: Annotated[tuple[Line, ...], Field(max_length=20)] = Field(
        (), description="Questions and ideas that both partners see on the session's page."
    )
    days_after_last: Annotated[Days, Field(ge=1)] | None = Field(
        None,
        description="Days from the session before to this one, where that differs from the usual rhythm. A rhythm "
        "that the two agree on takes its place.",
    )


class Plan(Part):
    """How many sessions in how many months, and how often."""

    within_months: Months = Field(
        description="The last planned session is held within this many months of the start."
    )
    first_session_within_days: Annotated[Days, Field(ge=1)] = Field(
        description="The first session is held within this many days of the introduction."
    )
    cadence_days: Annotated[Days, Field(ge=1)] = Field(
        description="The usual number of days from one session to the next."
    )
    grace_days: Days = Field(
        description="How many days later than that the next session may be before the partners get a nudge."
    )
    ends: Literal["agreed", "fixed"] = Field(
        "agreed",
        description="“agreed” where the partners agree on a last day and may go on after it, or on none. “fixed” where it "
        "ends for everybody so many months after the introduction as within_months says, and nobody is asked to go on; a "
        "pause does not move that day.",
    )
    default_minutes: Minutes = Field(
        60, description="How long a session is unless the partners say otherwise."
    )
    first_turn: Side = Field("mentee", description="Who leads first where the two lead in turn.")
    sessions: Annotated[tuple[SessionTemplate, ...], Field(min_length=1, max_length=60)] = Field(
        description="The sessions, in order."
    )

    def last_day(self, introduced_on: date) -> date | None:
        """The last day of a partnership introduced on that day; None where the partners agree on one."""
        return months_after(introduced_on, self.within_months) if self.ends == "fixed" else None

    def days_between(self) -> tuple[int, ...]:
        """Days from each session to the next."""
        return tuple(session.days_after_last or self.cadence_days for session in self.sessions[1:])

    def at_rhythm(self, days: int) -> "Plan":
        """The plan with so many days from each session to the next."""
        evenly = tuple(session.model_copy(update={"days_after_last": None}) for session in self.sessions)
        return self.model_copy(update={"cadence_days": days, "sessions": evenly})

    def session(self, number: int) -> SessionTemplate | None:
        """The session with that number, or None where the plan has fewer."""
        return next((session for session in self.sessions if session.number == number), None)


class Meetings(Part):
    """Where and how the two meet."""

    ways: Annotated[
        tuple[Literal["online", "in_person", "phone"], ...], Field(min_length=1, max_length=3)
    ] = Field(description="The ways to meet that partners may choose, the usual one first.")
    tool_vocabulary: Key | None = Field(
        None,
        description="The vocabulary of tools for online meetings; the chosen tool is printed in the "
        "invitation.",
    )
    tips: Annotated[tuple[Line, ...], Field(max_length=20)] = Field(
        (), description="Advice about meeting well, shown beside a session."
    )
    organiser: Literal["mentee", "mentor", "either"] = Field(
        "either",
        description="Who sends the invitation as a rule, and is reminded first while a session has no time; the other "
        "may send it as well.",
    )
    organiser_first_days: Days = Field(
        5, description="The other one is reminded this many days after the organiser."
    )
    late_hours: Annotated[int, Field(ge=0, le=336)] = Field(
        24,
        description="Fewer hours than this before a session, giving up its time is late: the two, and nobody else, see "
        "it counted; 0 for never.",
    )

    def arranging(self, *, waited: bool = False) -> tuple[Side, ...]:
        """Who is asked to find a time: the organiser, and both once the other's turn has come as well."""
        return BOTH_SIDES if waited or self.organiser == "either" else (self.organiser,)


class Facilitation(Part):
    """Whether a third person may be invited to a meeting, such as to help with the first one and its ground rules."""

    invited_by: Literal["nobody", "pair", "office", "either"] = Field(
        "nobody", description="Who may invite them. Either partner can take the invitation back in any case."
    )
    sessions: Annotated[tuple[SessionNumber, ...], Field(min_length=1, max_length=60)] = Field(
        (1,), description="The numbers of the sessions to which somebody may be invited, each by itself."
    )

    def lets(self, who: Literal["pair", "office"], session: int) -> bool:
        """Whether the pair, or the office, may invite somebody to the session with that number."""
        return self.invited_by in (who, "either") and session in self.sessions


class ConversationStep(Part):
    """One step of a conversation."""

    title: Line = Field(description="What the step is called, for example “Options”.")
    questions: Annotated[tuple[Line, ...], Field(max_length=10)] = Field(
        (), description="Questions that help with it."
    )


class PromptPack(Part):
    """A way to lead one session, which the two may add to a session of their choice."""

    key: Key = Field(description="The short name stored with a session; never change it once it is in use.")
    title: Line = Field(description="What it is called, for example “GROW”.")
    source: Line | None = Field(None, description="Where it comes from.")
    note: Line | None = Field(None, description="When it helps.")
    steps: Annotated[tuple[ConversationStep, ...], Field(min_length=1, max_length=12)] = Field(
        description="Its steps, in order."
    )


class Conversation(Part):
    """How a session is built, and ways to lead one."""

    steps: Annotated[tuple[ConversationStep, ...], Field(max_length=12)] = Field(
        (), description="The steps of every session, shown on its page before it is held."
    )
    packs: Annotated[tuple[PromptPack, ...], Field(max_length=20)] = Field(
        (), description="Ways to lead a session that the two may add to one session."
    )

    def pack(self, key: str) -> PromptPack | None:
        """The pack with that key, or None where the scheme has none such."""
        return next((pack for pack in self.packs if pack.key == key), None)


class PreparationItem(Part):
    """One thing to do before a session."""

    key: Key = Field(description="The short name stored with a tick; never change it once ticks exist.")
    label: Line = Field(description="What to do, as the person reads it.")
    sides: Annotated[Sides, Field(min_length=1)] = Field(description="Who prepares this.")
    sessions: Annotated[tuple[SessionNumber, ...], Field(max_length=60)] = Field(
        (), description="The numbers of the sessions it belongs to; leave it out for every session."
    )


class Preparation(Part):
    """What each person ticks before a session."""

    items: Annotated[tuple[PreparationItem, ...], Field(max_length=60)] = Field(
        (), description="The checklist, in order."
    )

    def items_for(self, side: Side, session: int) -> tuple[PreparationItem, ...]:
        """What that person ticks before that session."""
        return tuple(
            item
            for item in self.items
            if side in item.sides and (not item.sessions or session in item.sessions)
        )


class ChecklistItem(Part):
    """One thing to settle in a meeting."""

    key: Key = Field(description="The short name stored with a tick; never change it once ticks exist.")
    label: Line = Field(description="What to settle, as both read it.")


class Checklist(Part):
    """A list that the two go through together in one session, most often the first. It holds nothing up."""

    title: Line = Field(
        "A list for your first meeting", description="What it is called on the session's page."
    )
    session: SessionNumber = Field(1, description="The number of the session it belongs to.")
    items: Annotated[tuple[ChecklistItem, ...], Field(max_length=60)] = Field(
        (),
        description="What it begins with, in order; the two take off, put back and add what they like. Without any "
        "there is no list.",
    )

    def is_for(self, session: int) -> bool:
        """Whether the session with that number has it."""
        return bool(self.items) and session == self.session


class Reminders(Part):
    """When people are reminded; all numbers are days."""

    empty_agenda_days_before: Days = Field(
        description="The mentee is reminded this many days before a session whose agenda is empty."
    )
    agenda_notice_days: Days = Field(
        0,
        description="A mentee whose agenda begins later than this many days before the session is told, gently, "
        "that the mentor has little time for it; 0 for never.",
    )
    session_days_before: Days = Field(description="Both are reminded this many days before a session.")
    first_session_undated_after: Days = Field(
        description="Both are asked for a first date this many days after the introduction, while there is "
        "none."
    )
    answer_due_days_before: Days = Field(
        description="Someone who is asked to say yes or no is reminded this many days before the last day "
        "to answer."
    )
    record_days_after: Days = Field(
        description="Both are asked whether they met this many days after a session that nobody has closed."
    )
