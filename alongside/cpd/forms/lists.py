"""Choosing a list of activities."""

from typing import Any

from django import forms

from alongside.people.importing.table import TOO_LARGE


class ListForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label="Your list",
        help_text="CSV or an Excel workbook (.xlsx) with a row of headings, or a calendar (.ics).",
        widget=forms.FileInput({"accept": ".csv,.txt,.tsv,.xlsx,.ics"}),
        error_messages={"required": "Choose a file.", "empty": "This file is empty. Choose another."},
    )

    def __init__(self, *args: Any, too_large: bool = False, **kwargs: Any) -> None:
        """`too_large` says that the upload was stopped, so that there is no file to speak of."""
        super().__init__(*args, **kwargs)
        if too_large:
            self.fields["file"].error_messages["required"] = TOO_LARGE
