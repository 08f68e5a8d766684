"""Form fields that clean text and addresses exactly as an import does."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from alongside.people.importing.addresses import AddressRefused, clean_address
from alongside.people.importing.cells import CellRefused, clean_text


class LineField(forms.CharField):
    """One line of text."""

    def __init__(self, *, longest: int, **kwargs: Any) -> None:
        """Longer text is refused with its length; the browser does not cut it."""
        super().__init__(**kwargs)
        self.longest = longest

    def clean(self, value: Any) -> str:
        """NFC, without anything invisible that turns text around."""
        try:
            text = clean_text(str(value or ""), longest=self.longest)
        except CellRefused as refusal:
            raise ValidationError(str(refusal)) from refusal
        return str(super().clean(text))


class AddressField(forms.CharField):
    """An email address that mail to strangers can reach."""

    def __init__(self, **kwargs: Any) -> None:
        """Takes a CharField's arguments."""
        kwargs.setdefault("widget", forms.EmailInput({"autocomplete": "off"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        """In lower case."""
        text = str(super().clean(value) or "")
        try:
            return clean_address(text) if text else ""
        except AddressRefused as refusal:
            raise ValidationError(str(refusal)) from refusal
