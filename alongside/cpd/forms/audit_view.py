"""To whom an audit profile is shown, and how long."""

from datetime import date, timedelta
from typing import Any

from django import forms

from alongside.web.fields import DayField

MOST_DAYS = 366
USUAL_DAYS = 60


class AuditViewForm(forms.Form):
    """A named auditor and the last day."""

    auditor = forms.CharField(
        label="Who is to see it?",
        max_length=120,
        help_text="The auditor's name, or the office that asks, so that you know later whom you gave this link.",
        error_messages={"required": "Say who is to see it."},
    )
    until = DayField(label="Until which day, that day included?")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("until", today + timedelta(days=USUAL_DAYS))
        self.today = today

    def clean_until(self) -> date:
        """Not before today, and not for ever."""
        until: date = self.cleaned_data["until"]
        if until < self.today:
            raise forms.ValidationError("Choose today or a day after it.")
        if until > self.today + timedelta(days=MOST_DAYS):
            raise forms.ValidationError("Choose a day within a year; you can show it again later.")
        return until
