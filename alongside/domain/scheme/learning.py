"""What the two work on and how they look back: goals, expectations, agreement, reflection, reading, CPD."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from alongside.domain.scheme.part import (
    Days,
    Key,
    Line,
    Months,
    Part,
    PresetKey,
    SessionNumber,
    Side,
    Sides,
    Text,
    WebAddress,
    no_repeats,
)

SessionNumbers = Annotated[tuple[SessionNumber, ...], Field(max_length=60), AfterValidator(no_repeats)]


Activity = Literal[
    "mentoring",
    "being_mentored",
    "workshop",
    "course",
    "conference",
    "reading",
    "reflection",
    "learning_at_work",
    "observing",
    "conversation",
    "researching_lives",
    "project",
    "teaching",
    "peer_review",
    "serving_the_profession",
    "writing",
    "volunteering",
    "other",
]
"""The kinds of activity of a CPD record."""


class GoalPart(Part):
    """One part of a goal, asked for on its own line."""

    key: Key = Field(description="The short name stored with the answer.")
    label: Line = Field(description="The question this part answers.")
    help: Line | None = Field(None, description="A hint under it.")


class Goals(Part):
    """The goals that each person sets."""

    category_vocabulary: Key = Field(description="The vocabulary of goal categories.")
    needed_from: Sides = Field(
        (), description="Whose goals must be there before the session named next can be closed as complete."
    )
    needed_before_closing_session: SessionNumber | None = Field(
        None,
        description="The number of the session that cannot be closed as complete while someone above has no "
        "goal; "
        "the two may still close it if they give a reason. Leave it out where goals are never needed.",
    )
    parts: Annotated[tuple[GoalPart, ...], Field(max_length=12)] = Field(
        (), description="What the goal form asks beside the goal itself; all of it may be left empty."
    )


class Expectations(Part):
    """How the two settle what they expect of each other, one by one."""

    enabled: bool = Field(description="True where the partners have a page for settling expectations.")
    lead: Side = Field("mentor", description="Who leads the conversation; they can hand over.")
    begin_by_session: SessionNumber = Field(
        1,
        description="The prompt stands from the introduction; from this session on it counts as late until "
        "done.",
    )
    needed_from: Sides = Field(
        ("mentee", "mentor"),
        description="Whose expectations must be there before the conversation counts as done.",
    )
    set_aside_as: Annotated[
        tuple[Literal["not_applicable", "deferred"], ...], Field(max_length=2), AfterValidator(no_repeats)
    ] = Field(
        ("not_applicable", "deferred"),
        description="How an expectation that the two do not agree may leave the list: “not_applicable”, or "
        "“deferred” "
        "to a later day. Either can be reopened.",
    )
    guidance: Text = Field(
        description="Advice shown while people state expectations, with the scheme's purpose."
    )


ClauseSubject = Literal[
    "goals",
    "confidentiality",
    "logistics",
    "boundaries",
    "ending",
    "term",
    "review",
    "ground_rules",
    "responsibility",
    "other",
]


class Clause(Part):
    """One clause of the agreement."""

    key: Key = Field(description="The short name of the clause.")
    title: Line = Field(description="Its heading.")
    text: Text = Field(description="Its words; the partners may change them unless it is fixed.")
    fixed: bool = Field(False, description="True where the partners cannot change the words.")
    about: ClauseSubject = Field(
        "other",
        description="What it settles. Under “logistics” the partners also say how often they meet, and the plan "
        "follows; under “term” until when they work together; under “review” after how many sessions they look at "
        "how it goes, and the pulse follows. “ending” is quoted where somebody ends the partnership.",
    )


class TemplateWords(Part):
    """Other words of one clause."""

    clause: Key = Field(description="The key of the clause.")
    text: Text = Field(description="What it says in this template.")


class AgreementTemplate(Part):
    """Another way to begin an agreement: some clauses in other words, and some left out."""

    key: Key = Field(description="The short name of the template.")
    title: Line = Field(description="What it is called, such as “For one or two meetings”.")
    note: Line | None = Field(None, description="When it fits.")
    words: Annotated[tuple[TemplateWords, ...], Field(max_length=40)] = Field(
        (), description="The clauses that say something else; the others begin as usual."
    )
    leaves_out: Annotated[tuple[Key, ...], Field(max_length=40), AfterValidator(no_repeats)] = Field(
        (), description="The keys of clauses that begin empty."
    )


class Agreement(Part):
    """The partnership agreement."""

    use: Literal["none", "optional", "recommended", "required"] = Field(
        description="“none”; “optional”, where it has a page; “recommended”, where both are asked for it until "
        "they have one; or “required”, where the second session waits for it."
    )
    clauses: Annotated[tuple[Clause, ...], Field(max_length=40)] = Field(
        (), description="The clauses an agreement starts with."
    )
    templates: Annotated[tuple[AgreementTemplate, ...], Field(max_length=12)] = Field(
        (), description="Other ways to begin one, offered beside the usual words."
    )

    renewal_days_before: Days = Field(
        28,
        description="Where the partners have agreed on a last day, both are asked so many days before it whether they "
        "want to go on.",
    )
    look_back_months: Months | None = Field(
        None,
        description="Where the partners have agreed on no last day, both are asked each time so many months have passed "
        "whether it is still useful. Nothing ends by itself. Leave it out, and nobody is asked.",
    )

    def beginning(self, template: str = "") -> dict[str, str]:
        """The words of every clause to begin with, by this template; by none the usual ones."""
        usual = {clause.key: clause.text.strip() for clause in self.clauses}
        chosen = next((one for one in self.templates if one.key == template), None)
        if chosen is None:
            return usual
        said = {one.clause: one.text.strip() for one in chosen.words}
        return usual | dict.fromkeys(chosen.leaves_out, "") | said

    def clauses_about(self, subject: ClauseSubject) -> tuple[Clause, ...]:
        """The clauses that settle this, in order."""
        return tuple(clause for clause in self.clauses if clause.about == subject)


class Actions(Part):
    """The steps agreed between sessions."""

    default_owner: Side = Field("mentee", description="Whose a new action is unless they say otherwise.")


class Prompt(Part):
    """One question of a reflection."""

    key: Key = Field(description="The short name stored with the answer.")
    label: Line = Field(description="The question.")
    help: Line | None = Field(None, description="A hint under it.")
    serves: Literal["learning", "benefit_self", "benefit_service_users"] | None = Field(
        None,
        description="What the answer shows an auditor: what was learned, how it benefits the person's own "
        "development, or how it benefits patients and others they serve.",
    )


class PromptSet(Part):
    """A set of questions that helps a person to reflect."""

    key: Key = Field(description="The short name of the set.")
    title: Line = Field(description="What the set is called where people choose one.")
    source: Line | None = Field(None, description="Where the questions come from.")
    occasions: Annotated[
        tuple[Literal["before_session", "after_session", "closing", "any_time"], ...],
        Field(min_length=1),
        AfterValidator(no_repeats),
    ] = Field(
        description="When it is offered. The first set that fits the occasion and the person is proposed."
    )
    sides: Annotated[Sides, Field(min_length=1)] = Field(description="Who may use it.")
    prompts: Annotated[tuple[Prompt, ...], Field(min_length=1, max_length=30)] = Field(
        description="The questions, in order. None must be answered."
    )


class Reflection(Part):
    """Each person's own account, private unless they share it."""

    prompt_sets: Annotated[tuple[PromptSet, ...], Field(min_length=1, max_length=30)] = Field(
        description="The sets of questions that people may use."
    )

    def sets_for(self, side: Side, occasion: str) -> tuple[PromptSet, ...]:
        """The sets that person may use on that occasion, the proposed one first."""
        return tuple(each for each in self.prompt_sets if side in each.sides and occasion in each.occasions)


class FeedbackPart(Part):
    """One question of the feedback that either gives the other at any time."""

    key: Key = Field(description="The short name stored with the answer; never change it once answers exist.")
    label: Line = Field(description="The question, such as “What went well?”.")


class Feedback(Part):
    """The one question each partner is asked after a session, and the form in which either gives feedback at any time."""

    after_session: bool = Field(
        description="True where both are asked after every held session; they may skip it."
    )
    question: Line | None = Field(None, description="The question.")
    parts: Annotated[tuple[FeedbackPart, ...], Field(max_length=10)] = Field(
        (),
        description="The questions of a form in which either gives the other feedback at any time, about a goal if they "
        "like; leave it out for no such form.",
    )


class PulseQuestion(Part):
    """One question of a pulse, answered from 1 to 5."""

    key: Key = Field(description="The short name stored with the answer.")
    label: Line = Field(description="A sentence to agree or disagree with.")


class Pulse(Part):
    """A short check of how the partnership is going."""

    after_sessions: SessionNumbers = Field(
        description="Both are asked after the sessions with these numbers."
    )
    questions: Annotated[tuple[PulseQuestion, ...], Field(min_length=1, max_length=10)] = Field(
        description="The questions, each answered from 1 (not at all) to 5 (fully)."
    )
    show_difference_from: Annotated[int, Field(ge=1, le=4)] = Field(
        2, description="Where the two answers differ by at least this much, the pair sees that they do."
    )

    def differing(self, one: Mapping[str, int], other: Mapping[str, int]) -> tuple[str, ...]:
        """The keys of the questions at which two people's answers differ enough to be shown."""
        return tuple(
            question.key
            for question in self.questions
            if question.key in one
            and question.key in other
            and abs(one[question.key] - other[question.key]) >= self.show_difference_from
        )


class LearningLog(Part):
    """What a person does between sessions, brought back to the next one and into CPD."""

    kind_vocabulary: Key = Field(
        description="The vocabulary of kinds, such as reading or trying something out."
    )


class Resource(Part):
    """Something to read, watch or listen to."""

    title: Line = Field(description="Its title, with author and year where they help to find it.")
    url: WebAddress | None = Field(None, description="Where it is on the web; leave it out for a book.")
    phase: Literal["any", "applying", "starting", "goals", "sessions", "reflecting", "closing"] = Field(
        "any", description="When it helps most."
    )
    sides: Annotated[Sides, Field(min_length=1)] = Field(("mentee", "mentor"), description="Whom it is for.")
    note: Text | None = Field(None, description="One or two sentences on what it is good for.")


class Cpd(Part):
    """How the scheme counts as continuing professional development."""

    audit_profile: PresetKey = Field(
        description="The key of the audit profile whose document the portfolio makes."
    )
    mentee_activity: Activity = Field(
        description="The kind of CPD activity that a held session is for the mentee."
    )
    mentor_activity: Activity = Field(
        description="The kind of CPD activity that a held session is for the mentor."
    )
    records_for: Sides = Field(
        ("mentee", "mentor"), description="Who is offered a CPD record when a session is closed as held."
    )
    certificates: tuple[Literal["completion", "hours"], ...] = Field(
        ("completion", "hours"),
        description="Which certificates people can have: of a partnership that was completed, and of the hours of "
        "sessions held in a period.",
    )
