"""The form in which either gives the other feedback, made from the scheme's questions."""

import uuid
from typing import Any

from django import forms

from alongside.domain.scheme.learning import FeedbackPart
from alongside.partnerships.forms.session import LINE
from alongside.web.fields import WritingField

ANSWER = "answer_"


class PartnerFeedbackForm(forms.Form):
    """One field for each question, none of which must be answered, but one. `feedback_id` makes sending twice once."""

    goal = forms.TypedChoiceField(
        label="About a goal",
        required=False,
        coerce=uuid.UUID,
        empty_value=None,
        error_messages={
            "invalid_choice": "This goal is not shared by the two of you any more. Choose another one, or none."
        },
    )
    feedback_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, parts: tuple[FeedbackPart, ...], goals: list[tuple[str, str]], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.parts = parts
        self.initial.setdefault("feedback_id", uuid.uuid4())
        for part in parts:
            self.fields[f"{ANSWER}{part.key}"] = WritingField(
                label=part.label, limit=LINE, unit="characters", rows=3, required=False
            )
        if goals or self.data.get("goal"):
            self.fields["goal"].choices = [("", "None in particular"), *goals]  # type: ignore[attr-defined]
        else:
            del self.fields["goal"]

    def clean(self) -> dict[str, Any]:
        """Something has to be said."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not self.answers():
            self.add_error(None, "Answer at least one of these questions.")
        return cleaned

    def answers(self) -> dict[str, str]:
        """What was said, by the key of the question."""
        said = {
            part.key: str(self.cleaned_data.get(f"{ANSWER}{part.key}") or "").strip() for part in self.parts
        }
        return {key: words for key, words in said.items() if words}


class TakeBackForm(forms.Form):
    """Which feedback is taken back."""

    feedback = forms.UUIDField()
