"""The form of a reflection, made from a set of prompts."""

import uuid
from typing import Any

from django import forms

from alongside.domain.scheme.learning import PromptSet
from alongside.partnerships.forms.session import SharedTextForm
from alongside.web.fields import WritingField

ANSWER = 6000
"""How many characters an answer may have."""


class ReflectionForm(SharedTextForm):
    """One field per prompt, none of which must be answered; an empty form is not saved.

    `reflection_id` is the new reflection's id, so that sending twice writes it once.
    """

    reflection_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, prompts: PromptSet, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prompts = prompts
        self.initial.setdefault("reflection_id", uuid.uuid4())
        for prompt in prompts.prompts:
            self.fields[f"answer_{prompt.key}"] = WritingField(
                label=prompt.label,
                help_text=prompt.help or "",
                required=False,
                limit=ANSWER,
                unit="characters",
                rows=4,
            )

    def clean(self) -> dict[str, Any]:
        """Something must have been written somewhere."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not self.answers():
            self.add_error(None, "Write something under at least one question, or go back.")
        return cleaned

    def answers(self) -> dict[str, str]:
        """What is sealed, by prompt."""
        said = {prompt.key: self.cleaned_data.get(f"answer_{prompt.key}") for prompt in self.prompts.prompts}
        return {key: words for key, words in said.items() if words}


def reflection_initial(answers: dict[str, str]) -> dict[str, str]:
    """The form's values for answers as they were saved."""
    return {f"answer_{key}": words for key, words in answers.items()}
