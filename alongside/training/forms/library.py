"""The filter of the library, and what somebody adds to it."""

from typing import Any, cast

from django import forms
from django.http import QueryDict

from alongside.domain.documents import TOO_LARGE, DocumentRefused, kind_of
from alongside.domain.scheme import SchemeDefinition
from alongside.training.models import LibraryItem
from alongside.training.queries.library import PHASES
from alongside.web.fields import DocumentField, WritingField


class LibraryFilter(forms.Form):
    """By words, phase and part; empty means all."""

    words = forms.CharField(label="Words", max_length=100, required=False)
    phase = forms.ChoiceField(label="When", required=False)
    role = forms.ChoiceField(label="For", required=False)

    def __init__(self, rules: SchemeDefinition, data: QueryDict | None = None) -> None:
        super().__init__(data)
        phases = [(key, words) for key, words in PHASES.items() if key != "any"]
        choices = {"phase": [("", "Any time"), *phases], "role": [("", "Everybody"), *_sides(rules)]}
        for name, pairs in choices.items():
            cast(forms.ChoiceField, self.fields[name]).choices = pairs

    def chosen(self) -> dict[str, str]:
        """What was chosen; a value that is not in the list counts as none."""
        if not self.is_bound:
            return {}
        self.is_valid()
        return {name: str(self.cleaned_data.get(name) or "") for name in self.fields}


class ItemForm(forms.Form):
    """Something to read or watch: an address, a file, or a book that has neither."""

    title = forms.CharField(
        label="Title", help_text="With author and year where they help to find it.", max_length=200
    )
    note = WritingField(label="What it is good for", required=False, max_length=1000, rows=3)
    url = forms.URLField(label="Address on the web", required=False, max_length=500, assume_scheme="https")
    phase = forms.ChoiceField(label="When it helps most")
    side = forms.ChoiceField(label="Whom it is for", required=False)

    def __init__(
        self,
        rules: SchemeDefinition,
        data: Any = None,
        files: Any = None,
        *,
        item: LibraryItem | None = None,
        too_large: bool = False,
    ) -> None:
        super().__init__(data, files, initial=_initial(item) if item else {"phase": "any"})
        cast(forms.ChoiceField, self.fields["phase"]).choices = list(PHASES.items())
        cast(forms.ChoiceField, self.fields["side"]).choices = [("", "Everybody"), *_sides(rules)]
        self.too_large = too_large
        self.fields["file"] = DocumentField(
            required=False,
            label="Another file instead of the one there is" if item and hasattr(item, "file") else "File",
            help_text="A PDF, or a picture as PNG or JPEG, of 5 MB at the most. Every member of the scheme can read it.",
        )

    def clean_file(self) -> bytes | None:
        """Its bytes, of a kind that we take."""
        sent = self.cleaned_data.get("file")
        if not sent:
            if self.too_large:
                raise forms.ValidationError(TOO_LARGE)
            return None
        data: bytes = sent.read()
        try:
            kind_of(data)
        except DocumentRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
        return data

    @property
    def said(self) -> dict[str, Any]:
        """The fields of the item, without its file."""
        return {name: value for name, value in self.cleaned_data.items() if name != "file"}


def _initial(item: LibraryItem) -> dict[str, str]:
    return {name: getattr(item, name) for name in ("title", "note", "url", "phase", "side")}


def _sides(rules: SchemeDefinition) -> list[tuple[str, str]]:
    return [(side, getattr(rules.roles, side).plural.capitalize()) for side in ("mentee", "mentor")]
