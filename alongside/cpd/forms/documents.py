"""Choosing a document to attach."""

from typing import Any

from django import forms

TOO_LARGE = "This file is larger than 5 MB. Scan it at a lower resolution, or split it."


class DocumentForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label="The document",
        help_text="A PDF, or a picture as PNG or JPEG, of 5 MB at the most. Cover the names of patients.",
        widget=forms.FileInput({"accept": ".pdf,.png,.jpg,.jpeg"}),
        error_messages={"required": "Choose a file.", "empty": "This file is empty. Choose another."},
    )

    def __init__(self, *args: Any, too_large: bool = False, **kwargs: Any) -> None:
        """`too_large` says that the upload was stopped, so that there is no file to speak of."""
        super().__init__(*args, **kwargs)
        if too_large:
            self.fields["file"].error_messages["required"] = TOO_LARGE
