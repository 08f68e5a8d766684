"""The form of an introduction: to whom, on which day, what for."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from alongside.domain.contact_detail import find_contact_detail
from alongside.partnerships.forms.session import SharedTextForm
from alongside.partnerships.models import Partnership
from alongside.partnerships.queries.doors import DoorText
from alongside.web.fields import DayField

WHOM, PURPOSE = 80, 200
"""How many characters each may have."""


class UnreachableField(forms.CharField):
    """One line about somebody who has not agreed to it: no email address and no telephone number."""

    def clean(self, value: Any) -> str:
        """On one line, and refused where it says how to reach them."""
        text = " ".join(str(super().clean(value) or "").split())
        if found := find_contact_detail(text):
            raise ValidationError(
                f"Leave out the {found}: whoever you name has not agreed to be written down here. "
                "A name or the part they play is enough.",
                code="reachable",
            )
        return text


class DoorForm(SharedTextForm):
    """An introduction. `door_id` is the new one's id, so that sending twice notes it once; `version` the one changed."""

    whom = UnreachableField(
        max_length=WHOM,
        help_text="A name or the part they play, such as “head of imaging in Leeds”, and nothing more: they have not "
        "agreed to be written down here.",
        error_messages={"required": "Write a name, or the part they play."},
    )
    on = DayField(label="On which day?")
    purpose = UnreachableField(
        label="What for?",
        max_length=PURPOSE,
        required=False,
        help_text="Such as a visit, a project or a post.",
    )
    door_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, partnership: Partnership, *args: Any, role: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = partnership.mentee.given_name
        self.fields["whom"].label = (
            f"To whom did you introduce {name}?" if role == "mentor" else "To whom were you introduced?"
        )
        self.initial.setdefault("door_id", uuid.uuid4())
        self.initial.setdefault("on", today)
        self.fields["on"].latest = today  # type: ignore[attr-defined]  # a DayField

    @property
    def text(self) -> DoorText:
        """What is sealed, once the form is valid."""
        return DoorText(self.cleaned_data["whom"], self.cleaned_data["purpose"])
