"""The form of an entry in the learning log."""

import uuid
from datetime import date
from typing import Any, cast

from django import forms

from alongside.partnerships.forms.session import SharedTextForm
from alongside.partnerships.models import Partnership
from alongside.partnerships.queries.learning import kinds_of_learning
from alongside.web.fields import DayField, WritingField

ENTRY = 900
"""How many characters an entry may have: with its kind before it, it still fits on an agenda."""


class LearningForm(SharedTextForm):
    """What somebody read, tried out, or heard. `entry_id` is the new entry's id, so that sending twice logs it once."""

    kind = forms.ChoiceField(
        label="What did you do?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you did."},
    )
    on = DayField(label="On which day?")
    text = WritingField(
        label="What was it, and what do you take from it?",
        limit=ENTRY,
        unit="characters",
        rows=4,
        error_messages={"required": "Write a line about it."},
    )
    entry_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, partnership: Partnership, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("entry_id", uuid.uuid4())
        self.initial.setdefault("on", today)
        self.fields["on"] = DayField(label="On which day?", latest=today)
        cast(forms.ChoiceField, self.fields["kind"]).choices = kinds_of_learning(partnership)
        self.order_fields(["kind", "on", "text"])
