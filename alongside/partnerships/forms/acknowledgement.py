"""The form with which one thanks the other."""

from django import forms

from alongside.web.fields import WritingField

WORDS = 3000


class ThanksForm(forms.Form):
    """Words of thanks, and whether they may be used as evidence."""

    text = WritingField(
        label="What would you like to thank them for?",
        help_text="What did they do that helped you, and what came of it?",
        limit=WORDS,
        unit="characters",
        rows=6,
        error_messages={"required": "Write what you would like to thank them for."},
    )
    may_be_shown = forms.BooleanField(
        label="They may use this as evidence of what they did",
        required=False,
        help_text="Without your name. You can take this back; a copy that they have used by then stays theirs.",
    )
