"""What a partnership has been good for: the same questions at its start, at its end and some months later."""

from typing import Annotated

from pydantic import Field

from alongside.domain.scheme.part import Key, Line, Months, Part


class OutcomeQuestion(Part):
    """One question, answered from 1 to 5."""

    key: Key = Field(description="The short name stored with the answer; never change it once answers exist.")
    label: Line = Field(description="A sentence to agree or disagree with, true before as well as after.")


OutcomeQuestions = Annotated[tuple[OutcomeQuestion, ...], Field(max_length=12)]


class Outcomes(Part):
    """The questions of each side. Answers are their author's alone; the scheme reads sums over five people at a time."""

    months_after: Annotated[Months, Field(ge=1)] = Field(
        6, description="How many months after the end the questions are asked a last time."
    )
    mentee: OutcomeQuestions = Field((), description="What the mentee is asked; none for nothing.")
    mentor: OutcomeQuestions = Field((), description="What the mentor is asked; none for nothing.")

    def questions_for(self, side: str) -> tuple[OutcomeQuestion, ...]:
        """What that side is asked."""
        return self.mentee if side == "mentee" else self.mentor
