"""Asks whom to invite to a meeting as a third person."""

import uuid
from typing import Any

from django import forms


class FacilitatorForm(forms.Form):
    """Name and address. `facilitator_id` is the new invitation's id, so that sending twice invites once."""

    name = forms.CharField(
        label="Their name", max_length=120, error_messages={"required": "Write their name."}
    )
    email = forms.EmailField(
        label="Their email",
        max_length=254,
        help_text="The invitation goes there, with an entry for their calendar.",
        error_messages={
            "required": "Write their email.",
            "invalid": "Write a whole address, such as name@example.org.",
        },
    )
    facilitator_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("facilitator_id", uuid.uuid4())
