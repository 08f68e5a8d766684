"""The small forms with which two people settle what they expect of each other."""

import uuid
from datetime import date, timedelta
from typing import Any

from django import forms

from alongside.web.fields import DayField, WritingField

WORDS, REMARK = 1000, 2000
"""How many characters an expectation and a question about it may have."""
FURTHEST = timedelta(days=730)


class ExpectationForm(forms.Form):
    """Step 1: one expectation. `expectation_id` is its id, so that sending twice states it once."""

    text = WritingField(
        label="What do you expect?",
        help_text="One expectation at a time, in your own words.",
        limit=WORDS,
        unit="characters",
        rows=3,
        error_messages={"required": "Write what you expect."},
    )
    expectation_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("expectation_id", uuid.uuid4())


class ClarificationForm(forms.Form):
    """Step 2: a question, or an answer from whoever stated the expectation."""

    text = WritingField(
        label="What would you like to know?",
        limit=REMARK,
        unit="characters",
        rows=2,
        error_messages={"required": "Write something before you send."},
    )
    clarification_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, answers: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("clarification_id", uuid.uuid4())
        if answers:
            self.fields["text"].label = "Your answer, or what you mean by it"


class WordingForm(forms.Form):
    """Other words for the same expectation. `seen` is the wording the writer had before them."""

    text = WritingField(
        label="Your words",
        limit=WORDS,
        unit="characters",
        rows=3,
        error_messages={"required": "Write the words that you suggest."},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def show_newer(self, number: int) -> None:
        """The partner was quicker: keep what was typed, and ask again with both in sight."""
        self.data = {name: self.data[name] for name in self.data} | {self.add_prefix("seen"): str(number)}
        self.add_error(
            None,
            "Your partner has suggested other words while you wrote. Both are kept: theirs stand above, yours below. "
            "Accept theirs, or send yours as the next suggestion.",
        )


class AcceptForm(forms.Form):
    """Which wording is accepted: the one that was on the page."""

    seen = forms.IntegerField(min_value=1)


class DeferForm(forms.Form):
    """The day on which to come back to it."""

    review_on = DayField(label="Come back to it on")

    def __init__(self, today: date, *args: Any, suggested: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["review_on"] = DayField(
            label="Come back to it on",
            help_text="It is on your list again on this day, and both of you are told.",
            earliest=today + timedelta(days=1),
            latest=today + FURTHEST,
        )
        self.initial.setdefault("review_on", suggested or today + timedelta(days=28))
