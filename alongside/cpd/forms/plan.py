"""Forms of a learning plan."""

import uuid
from typing import Any

from django import forms

from alongside.cpd.queries.plan import PlannedText
from alongside.web.fields import DayField, WritingField

LONGEST_GOAL, LONGEST_SIGNS, LONGEST_STEP = 500, 1000, 300


class PlannedGoalForm(forms.Form):
    """A goal in one's own words; `goal_id` is its id, so that sending twice plans it once."""

    goal = WritingField(
        label="What do you want to learn, or to be able to do?",
        limit=LONGEST_GOAL,
        unit="characters",
        rows=2,
        error_messages={"required": "Write what you want to learn."},
    )
    signs = WritingField(
        label="How will you know that you have got there?",
        limit=LONGEST_SIGNS,
        unit="characters",
        rows=2,
        required=False,
    )
    by_when = DayField(label="By when?", required=False)
    goal_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("goal_id", uuid.uuid4())

    def text(self) -> PlannedText:
        """The words."""
        return PlannedText(self.cleaned_data["goal"], self.cleaned_data["signs"])


class PlannedStepForm(forms.Form):
    """One step; `step_id` is its id, so that sending twice adds it once."""

    step = forms.CharField(
        label="A step to it",
        help_text="Small enough to be done in a week or two.",
        max_length=LONGEST_STEP,
        error_messages={
            "required": "Write the step.",
            "max_length": f"Say it in at most {LONGEST_STEP} characters, or make two steps of it.",
        },
    )
    due_on = DayField(label="By when?", required=False)
    step_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("step_id", uuid.uuid4())
