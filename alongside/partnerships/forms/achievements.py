"""The form with which one writes about an achievement."""

import uuid
from typing import Any

from django import forms

from alongside.partnerships.forms.session import SharedTextForm
from alongside.web.fields import WritingField

WORDS = 1500


class AchievementForm(SharedTextForm):
    """Words that could be told. `achievement_id` is the new one's id, so that sending twice writes it once."""

    text = WritingField(
        label="What was achieved?",
        help_text="As others could read it, for instance in a newsletter, so without patients and without what is "
        "between the two of you.",
        limit=WORDS,
        unit="characters",
        rows=6,
        error_messages={"required": "Write what was achieved, or go back."},
    )
    achievement_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("achievement_id", uuid.uuid4())


class ConsentForm(forms.Form):
    """Which words somebody has read, and whether they agree to them."""

    version = forms.IntegerField(min_value=1)
    agrees = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
