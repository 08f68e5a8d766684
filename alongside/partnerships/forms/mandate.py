"""What the office notes of a partnership that somebody requires."""

from datetime import date
from typing import Any

from django import forms

from alongside.domain.months import months_after
from alongside.partnerships.actions.mandates import MandateFacts
from alongside.web.fields import DayField

LONGEST_MONTHS = 60


class MandateForm(forms.Form):
    """Who requires it, the days, and who is told."""

    authority = forms.CharField(
        label="Who requires it?",
        max_length=150,
        help_text="Such as the regulator or the employer. Both partners read it.",
        error_messages={"required": "Name whoever requires it."},
    )
    reference = forms.CharField(
        label="Their reference", max_length=80, required=False, help_text="It is printed on each report."
    )
    from_on = DayField(label="From")
    until_on = DayField(label="Until")
    every_months = forms.TypedChoiceField(
        label="How often is attendance reported?",
        choices=[
            ("1", "Every month"),
            ("3", "Every three months"),
            ("6", "Every six months"),
            ("12", "Once a year"),
        ],
        coerce=int,
        widget=forms.RadioSelect,
        initial="3",
    )
    report_name = forms.CharField(
        label="Who reads the reports?",
        max_length=150,
        help_text="A person, and their part if it helps.",
        error_messages={"required": "Name the person."},
    )
    report_email = forms.EmailField(
        label="Their email",
        error_messages={
            "required": "Write their email.",
            "invalid": "Write an address such as name@example.org.",
        },
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("from_on", today)
        self.fields["from_on"].earliest = months_after(today, -12)  # type: ignore[attr-defined]  # a DayField
        for name in ("from_on", "until_on"):
            self.fields[name].latest = months_after(today, LONGEST_MONTHS)  # type: ignore[attr-defined]  # a DayField

    def clean(self) -> dict[str, Any]:
        """The days are in order."""
        said: dict[str, Any] = super().clean() or {}
        begins, ends = said.get("from_on"), said.get("until_on")
        if begins and ends and ends <= begins:
            self.add_error("until_on", "Choose a day after the first one.")
        return said

    @property
    def facts(self) -> MandateFacts:
        """What was said, once the form is valid."""
        return MandateFacts(**{name: self.cleaned_data[name] for name in MandateFacts.__dataclass_fields__})
