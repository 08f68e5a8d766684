"""Choosing a document to attach."""

from typing import Any

from django import forms

from alongside.web.fields import DocumentField


class DocumentForm(forms.Form):
    """One file."""

    def __init__(self, *args: Any, too_large: bool = False, **kwargs: Any) -> None:
        """`too_large` says that the upload was stopped."""
        super().__init__(*args, **kwargs)
        self.fields["file"] = DocumentField(
            too_large=too_large,
            label="The document",
            help_text="A PDF, or a picture as PNG or JPEG, of 5 MB at the most. Cover the names of patients.",
        )
