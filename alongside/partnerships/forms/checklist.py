"""Forms of a first meeting's checklist."""

import uuid
from typing import Any

from django import forms

from alongside.partnerships.forms.session import LINE
from alongside.web.fields import WritingField


class OwnLineForm(forms.Form):
    """A line of the two's own. `line_id` is its id, so that sending twice adds it once."""

    text = WritingField(label="What else do you want to settle?", limit=LINE, unit="characters", rows=2)
    line_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("line_id", uuid.uuid4())
        self.fields["text"].error_messages["required"] = "Write what you want to settle."
