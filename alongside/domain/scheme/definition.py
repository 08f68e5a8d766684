"""The whole scheme definition: one frozen value that holds every rule of a scheme."""

from typing import Annotated, Literal

from pydantic import Field

from alongside.domain.matching.definition import Criterion, SharedChoices
from alongside.domain.scheme.asking import Directory, OwnMentor, Requests
from alongside.domain.scheme.circles import Circles
from alongside.domain.scheme.forms import Forms, Vocabulary
from alongside.domain.scheme.joining import Eligibility, Intake, LearningModel, Listing, Purpose, Roles
from alongside.domain.scheme.joint import Joint
from alongside.domain.scheme.learning import (
    Actions,
    Agreement,
    Cpd,
    Expectations,
    Feedback,
    Goals,
    LearningLog,
    Pulse,
    Reflection,
    Resource,
)
from alongside.domain.scheme.outcomes import Outcomes
from alongside.domain.scheme.pairing import Matching, Relations
from alongside.domain.scheme.papers import Papers
from alongside.domain.scheme.part import Line, Part, PresetKey
from alongside.domain.scheme.plan import (
    Checklist,
    Conversation,
    Facilitation,
    Meetings,
    Plan,
    Preparation,
    Reminders,
)
from alongside.domain.scheme.safeguarding import Safeguarding
from alongside.domain.scheme.sponsorship import Sponsorship
from alongside.domain.scheme.stages import Stage
from alongside.domain.scheme.training import Priority, Provider, Training


class SchemeDefinition(Part):
    """The rules of a scheme, as an office writes them in one TOML file."""

    format: Literal[1] = Field(description="The version of this file format.")
    key: PresetKey = Field(description="The short name of the definition; small letters, digits, hyphens.")
    name: Line = Field(description="The name members see.")
    kind: Literal["mentoring", "coaching"] = Field(
        description="“mentoring” for a relationship with a broad focus, “coaching” for a fixed goal and a "
        "fixed end."
    )
    purpose: Purpose = Field(description="Why the scheme exists.")
    roles: Roles = Field(description="What the scheme calls the two people.")
    model: LearningModel = Field(description="Who learns from whom.")
    eligibility: Eligibility = Field(description="Who may apply, and in which part.")
    joint: Joint | None = Field(
        None,
        description="Other bodies whose members take part as guests; leave it out for a scheme of one body alone.",
    )
    safeguarding: Safeguarding | None = Field(
        None, description="What lets people under 18 take part; leave it out, and nobody under 18 does."
    )
    listing: Listing | None = Field(
        None, description="How it stands on the public list of schemes; leave it out, and it is not on it."
    )
    intake: Intake = Field(description="When members may apply, and by when they are paired.")
    vocabularies: Annotated[tuple[Vocabulary, ...], Field(max_length=60)] = Field(
        description="Lists of words to choose from."
    )
    forms: Forms = Field(description="The application forms.")
    matching: Matching = Field(description="How people are paired and who says yes.")
    relations: Relations = Field(
        Relations(), description="What follows when one of two judges or manages the other's work."
    )
    directory: Directory | None = Field(
        None,
        description="The mentors whom members can look through; leave it out where the office alone pairs.",
    )
    requests: Requests | None = Field(
        None, description="How a mentee asks for mentors of the directory; leave it out where there is none."
    )
    own_mentor: OwnMentor | None = Field(
        None, description="How mentees bring their own mentor; leave it out where they do not."
    )
    training: Training | None = Field(
        None, description="Workshops with limited places; leave it out where there are none."
    )
    providers: Annotated[tuple[Provider, ...], Field(max_length=200)] = Field(
        (), description="Where mentors can be trained elsewhere, listed by region beside the library."
    )
    priority: Priority | None = Field(
        None,
        description="Who is served first where there is not enough for all; leave it out for first come, first served.",
    )
    plan: Plan = Field(description="The sessions of a partnership and their rhythm.")
    stages: Annotated[tuple[Stage, ...], Field(max_length=10)] = Field(
        (), description="The stages that partners move through, forward and back; leave them out for none."
    )
    meetings: Meetings = Field(description="Where and how the two meet.")
    facilitation: Facilitation = Field(
        Facilitation(), description="Whether a third person may be invited to a meeting."
    )
    conversation: Conversation = Field(
        Conversation(), description="How a session is built, and ways to lead one."
    )
    preparation: Preparation = Field(Preparation(), description="What each person ticks before a session.")
    checklist: Checklist = Field(
        Checklist(), description="What the two go through together in a first meeting."
    )
    reminders: Reminders = Field(description="When people are reminded.")
    goals: Goals = Field(description="The goals each person sets.")
    expectations: Expectations = Field(description="How the two settle what they expect of each other.")
    agreement: Agreement = Field(description="The partnership agreement.")
    papers: Papers = Field(Papers(), description="How much of it is written down.")
    sponsorship: Sponsorship = Field(Sponsorship(), description="What a mentor does beyond talking.")
    actions: Actions = Field(Actions(), description="The steps agreed between sessions.")
    reflection: Reflection = Field(description="How people look back.")
    feedback: Feedback = Field(description="The question after a session.")
    pulse: Pulse | None = Field(None, description="A short check of how it is going; leave it out for none.")
    circles: Circles = Field(Circles(), description="Who may talk among themselves.")
    outcomes: Outcomes | None = Field(
        None, description="What it has been good for, asked before and after; leave it out for nothing."
    )
    learning_log: LearningLog | None = Field(
        None, description="What people do between sessions; leave it out for none."
    )
    resources: Annotated[tuple[Resource, ...], Field(max_length=200)] = Field(
        (), description="Things to read, watch or listen to."
    )
    cpd: Cpd = Field(description="How the scheme counts as continuing professional development.")

    def criteria(self) -> tuple[Criterion, ...]:
        """The criteria of matching with the vocabularies' words for choices, in which reasons are told."""
        return tuple(
            criterion.model_copy(update={"labels": {**self._labels(criterion), **criterion.labels}})
            if isinstance(criterion, SharedChoices)
            else criterion
            for criterion in self.matching.criteria
        )

    def _labels(self, criterion: SharedChoices) -> dict[str, str]:
        asked = self.forms.mentee.question(criterion.mentee_question)
        offered = self.forms.mentor.question(criterion.mentor_question)
        named = [question.vocabulary for question in (asked, offered) if question and question.vocabulary]
        return {term.key: term.label for key in named for term in self.vocabulary(key).terms}

    def vocabulary(self, key: str) -> Vocabulary:
        """The vocabulary with that key; KeyError where there is none; loading checks references."""
        for vocabulary in self.vocabularies:
            if vocabulary.key == key:
                return vocabulary
        raise KeyError(key)
