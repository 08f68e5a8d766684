"""When somebody turns 18, and until when the office's check of an adult is good."""

from datetime import date
from typing import Any

from django import forms

from alongside.domain.months import months_after
from alongside.domain.scheme.safeguarding import ADULT_YEARS
from alongside.web.fields import DayField

LONGEST_YEARS = 5


class AgeForm(forms.Form):
    """The one day that is asked of somebody who is younger."""

    adult_on = DayField(
        label="On which day do you turn 18?",
        help_text="You and the office read this. Nobody else does, and no partner.",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_adult_on(self) -> date:
        """A day to come, for somebody who is born."""
        day: date = self.cleaned_data["adult_on"]
        if day <= self.today:
            raise forms.ValidationError("On this day you are 18 already. Go back and send your application.")
        if day > months_after(self.today, 12 * ADULT_YEARS):
            raise forms.ValidationError("Write the day on which you turn 18.")
        return day


class ClearanceForm(forms.Form):
    """What the office has seen of an adult."""

    seen = forms.BooleanField(error_messages={"required": "Tick this once you have seen it."})
    until = DayField(label="Good until")

    def __init__(self, *args: Any, today: date, clearance: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].label = f"I have seen {clearance}"
        until = self.fields["until"]
        until.earliest, until.latest = today, months_after(today, 12 * LONGEST_YEARS)  # type: ignore[attr-defined]  # a DayField
