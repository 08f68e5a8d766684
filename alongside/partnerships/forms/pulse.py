"""The form of a pulse: one scale for each question, and a line for oneself."""

from typing import Any

from django import forms

from alongside.domain.scheme.learning import Pulse
from alongside.partnerships.forms.session import LINE
from alongside.web.fields import WritingField

SCALE = [("1", "1, not at all"), ("2", "2"), ("3", "3"), ("4", "4"), ("5", "5, fully")]


class PulseForm(forms.Form):
    """Every question from 1 to 5; the line may be left empty."""

    def __init__(self, rules: Pulse, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rules = rules
        for question in rules.questions:
            self.fields[f"score_{question.key}"] = forms.TypedChoiceField(
                label=question.label,
                choices=SCALE,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": "Choose a number, or skip all of this."},
            )
        self.fields["line"] = WritingField(
            label="A line for yourself",
            help_text="If you like. Only you can read it.",
            required=False,
            limit=LINE,
            unit="characters",
            rows=2,
        )

    @property
    def scores(self) -> dict[str, int]:
        """The answers by question, once the form is valid."""
        return {each.key: self.cleaned_data[f"score_{each.key}"] for each in self.rules.questions}


def pulse_initial(scores: dict[str, int], line: str) -> dict[str, Any]:
    """The form's values for answers as they were given."""
    return {"line": line} | {f"score_{key}": score for key, score in scores.items()}
