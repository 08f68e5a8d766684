"""The questions about what a partnership has been good for."""

from collections.abc import Sequence
from typing import Any

from django import forms

from alongside.domain.scheme.outcomes import OutcomeQuestion
from alongside.partnerships.forms.pulse import SCALE


class OutcomesForm(forms.Form):
    """Every question from 1 to 5; `stage` is the one that was asked when the page was opened."""

    stage = forms.CharField(widget=forms.HiddenInput, max_length=5)

    def __init__(self, questions: Sequence[OutcomeQuestion], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            self.fields[f"answer_{question.key}"] = forms.TypedChoiceField(
                label=question.label,
                choices=SCALE,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": "Choose a number."},
            )

    @property
    def answers(self) -> dict[str, int]:
        """The answers by question, once the form is valid."""
        return {each.key: self.cleaned_data[f"answer_{each.key}"] for each in self.questions}
