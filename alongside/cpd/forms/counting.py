"""The form on which a person says by whose rules they count."""

from datetime import date
from typing import Any

from django import forms

from alongside.domain.cpd.credit_rules import CreditRules
from alongside.web.fields import DayField


class CountingForm(forms.Form):
    """The body's rules, and the first day of one's own cycle."""

    rules_key = forms.ChoiceField(
        label="Whose rules do you count by?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one."},
    )
    cycle_from = DayField(
        label="When did your cycle begin?",
        required=False,
        help_text="Such as the day after your last renewal. Without it, the latest years up to today are counted, "
        "or the body's own year where it is the same for everybody.",
    )

    def __init__(self, *args: Any, rules: tuple[CreditRules, ...], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rules_key"].choices = [(one.key, f"{one.name}: {one.body}") for one in rules]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["cycle_from"].latest = today  # type: ignore[attr-defined]  # a DayField
