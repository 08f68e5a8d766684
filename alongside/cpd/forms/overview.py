"""What of one's activities is shown."""

from collections.abc import Iterable
from typing import Any

from django import forms

from alongside.cpd.models import Record


class ActivityFilter(forms.Form):
    """Words of the title, and a kind out of those there are; `show` keeps the cycle or everything."""

    words = forms.CharField(label="Words of the activity", required=False, max_length=100)
    kind = forms.ChoiceField(label="Kind", required=False)
    show = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, records: Iterable[Record], **kwargs: Any) -> None:
        """Offer the kinds of `records` alone."""
        super().__init__(*args, **kwargs)
        kinds = {record.kind for record in records}
        offered = [(key, name) for key, name in Record.KINDS if key in kinds]
        self.fields["kind"].choices = [("", "Any kind"), *offered]  # type: ignore[attr-defined]  # a ChoiceField
