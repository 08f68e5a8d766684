"""The application forms and the lists of words that their answers choose from."""

from typing import Annotated, Literal

from pydantic import Field

from alongside.domain.scheme.part import Days, Key, Line, Part, Side, Text

QuestionKind = Literal["short_text", "long_text", "one_choice", "many_choices", "number", "yes_no", "country"]
CHOICE_KINDS = frozenset({"one_choice", "many_choices"})
TEXT_KINDS = frozenset({"short_text", "long_text"})


class Term(Part):
    """One entry of a vocabulary."""

    key: Key = Field(description="The short name stored with an answer; never change it once answers exist.")
    label: Line = Field(description="What people read.")
    help: Line | None = Field(
        None, description="One sentence that explains the entry, where the label is not enough."
    )


class Vocabulary(Part):
    """A list of words to choose from, used by forms, goals, matching and reports."""

    key: Key = Field(
        description="The short name by which forms and other parts of this file refer to the list."
    )
    name: Line = Field(description="What the list is called on the office's pages.")
    additions_by: Literal["nobody", "office", "members"] = Field(
        "office", description="Who may add entries while the scheme runs; whoever may, the office may too."
    )
    framework: Key | None = Field(
        None,
        description="Where the entries are groups of a competency framework, with the groups' own keys: the key of "
        "that framework.",
    )
    terms: Annotated[tuple[Term, ...], Field(min_length=1, max_length=300)] = Field(
        description="The entries, in the order in which people see them."
    )


class Question(Part):
    """One question of an application form."""

    key: Key = Field(description="The short name stored with an answer; never change it once answers exist.")
    label: Line = Field(description="The question as members read it.")
    shown_as: Line | None = Field(
        None,
        description="The heading over the answer where somebody else reads it, such as in the directory; without it the "
        "question itself stands there.",
    )
    help: Line | None = Field(None, description="A hint under the question.")
    kind: QuestionKind = Field(description="What kind of answer the question takes.")
    vocabulary: Key | None = Field(
        None, description="For a choice: the vocabulary to choose from. Leave it out for every other kind."
    )
    suggest: Literal["low", "high"] | None = Field(
        None,
        description="For several choices from a competency framework's groups: members can take over those in which they "
        "rated themselves “low” or “high”. Only on an application form, and not where the answer is private.",
    )
    required: bool = Field(False, description="True where the form cannot be submitted without an answer.")
    max_length: Annotated[int, Field(ge=1, le=10_000)] | None = Field(
        None, description="For a written answer: the most characters it may have."
    )
    private: bool = Field(
        False,
        description="True where the answer is stored encrypted and shown only to its writer and to those "
        "who match. "
        "A private answer cannot be a criterion of matching, since reasons would tell of it.",
    )

    @property
    def heading(self) -> str:
        """What stands over the answer where somebody else reads it."""
        return self.shown_as or self.label


class Form(Part):
    """The application form of one part."""

    version: Annotated[int, Field(ge=1, le=10_000)] = Field(
        description="Raise it by one whenever the questions change, so that old answers keep their old "
        "questions."
    )
    title: Line = Field(description="The form's heading.")
    introduction: Text = Field(description="What an applicant reads before the first question.")
    guidance: Text | None = Field(
        None, description="Advice that stays beside the form while it is filled in."
    )
    questions: Annotated[tuple[Question, ...], Field(min_length=1, max_length=100)] = Field(
        description="The questions, in the order in which they are asked and printed."
    )

    def question(self, key: str) -> Question | None:
        """The question with that key, or None."""
        return next((question for question in self.questions if question.key == key), None)


class Forms(Part):
    """The application forms, one for each part; they may differ."""

    keep_drafts_days: Annotated[Days, Field(ge=30)] = Field(
        180, description="A draft that nobody touches is kept for this many days; never fewer than 30."
    )
    mentee: Form = Field(description="The form of those who apply as mentee.")
    mentor: Form = Field(description="The form of those who apply as mentor.")

    def for_side(self, side: Side) -> Form:
        """The form that applicants of that part fill in."""
        return self.mentee if side == "mentee" else self.mentor
