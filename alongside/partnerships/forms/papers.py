"""How much the two write down, and which papers go into the binder."""

from datetime import date
from typing import Any

from django import forms

from alongside.partnerships.models import Partnership
from alongside.web.fields import DayField


class LevelForm(forms.Form):
    """None, light or full."""

    level = forms.ChoiceField(
        label="What do you want to write down?",
        help_text="Both of you can change it at any time, and the other is told. What is there already stays.",
        choices=Partnership.PAPERS,
        widget=forms.RadioSelect,
    )


class ManagerForm(forms.Form):
    """On which day one told one's line manager."""

    told_on = DayField(
        label="I told my line manager on",
        help_text="Only you see this. Empty it to take it away.",
        required=False,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["told_on"].latest = today  # type: ignore[attr-defined]  # a DayField
