"""Joining a circle, and saying something in it."""

import uuid
from typing import Any, Final

from django import forms

from alongside.web.fields import WritingField

LONGEST: Final = 2000


class JoinForm(forms.Form):
    """Which circle, and whether the others read one's address."""

    chosen = forms.CharField(widget=forms.HiddenInput, max_length=120)
    shows_address = forms.BooleanField(
        label="The others of the circle may read my email address", required=False
    )


class PostForm(forms.Form):
    """Something to say; `post_id` is its id, so that sending twice says it once."""

    text = WritingField(
        label="Your words",
        help_text="Nothing about your partner, and nothing by which anybody could be known.",
        limit=LONGEST,
        unit="characters",
        rows=4,
        error_messages={"required": "Write something, or leave it."},
    )
    reply_to = forms.UUIDField(widget=forms.HiddenInput, required=False)
    post_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("post_id", uuid.uuid4())

    def stand_alone(self) -> None:
        """Be no reply any more: the same words, sent once more, are said on their own."""
        self.data = {name: self.data[name] for name in self.data} | {"reply_to": ""}
