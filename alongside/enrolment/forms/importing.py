"""Which imported answer feeds which question of a scheme's forms."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from alongside.domain.scheme.forms import Question
from alongside.enrolment.importing import proposed_questions


class AnswersForm(forms.Form):
    """A choice for each question of the forms."""

    def __init__(
        self, data: Any = None, *, questions: Mapping[str, Question], answers: Iterable[tuple[str, str]]
    ) -> None:
        """`answers` are the imported ones, as (key, heading)."""
        super().__init__(data)
        self.questions = questions
        choices = [("", "Leave this question empty"), *answers]
        proposed = proposed_questions(questions, [key for key, _ in choices])
        for key, question in questions.items():
            self.fields[f"question_{key}"] = forms.ChoiceField(
                label=question.label,
                choices=choices,
                required=False,
                initial=proposed.get(key, ""),
                help_text=_hint(question),
            )

    def feeds(self) -> dict[str, str]:
        """Question to imported answer, for those that are fed."""
        chosen = {key: self.cleaned_data[f"question_{key}"] for key in self.questions}
        return {key: answer for key, answer in chosen.items() if answer}


def _hint(question: Question) -> str:
    if question.private:
        return "The answer is kept sealed."
    return "The form asks everybody for this answer." if question.required else ""
