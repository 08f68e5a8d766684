"""Asks who was not there, without asking why."""

from datetime import datetime
from typing import Any, cast

from django import forms

from alongside.partnerships.models import Session

NOBODY = "nobody"


class MissedForm(forms.Form):
    """Whether one of the two is counted as not there. `was_at` is the time that the form was drawn with."""

    absent = forms.ChoiceField(
        label="What happened?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the three."},
    )
    was_at = forms.DateTimeField(widget=forms.HiddenInput, input_formats=["%Y-%m-%dT%H:%M:%S.%f%z"])

    def __init__(self, session: Session, role: str, data: Any = None) -> None:
        super().__init__(data, initial={"was_at": _written(session.starts_at)})
        partnership = session.partnership
        other = "mentor" if role == "mentee" else "mentee"
        cast(forms.ChoiceField, self.fields["absent"]).choices = [
            (NOBODY, "Something came between, for both of us"),
            (role, "I could not be there"),
            (other, f"{partnership.member_of(other).given_name} could not be there"),
        ]

    def who_was_absent(self) -> str:
        """The role of whoever was not there, or empty."""
        chosen = str(self.cleaned_data["absent"])
        return "" if chosen == NOBODY else chosen


class ForgiveForm(forms.Form):
    """Which time is to be counted no more."""

    missed = forms.UUIDField()


def _written(moment: datetime | None) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%f%z") if moment else ""
