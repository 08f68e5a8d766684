"""What the office fills in about a scheme."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from alongside.domain.scheme import SchemeDefinition
from alongside.presets import preset_keys, preset_text
from alongside.web.fields import DayField, WritingField

LARGEST = 256 * 1024


class DefinitionForm(forms.Form):
    """A definition as a file or as text."""

    file = forms.FileField(
        label="The definition as a file", required=False, help_text="A TOML file of up to 256 kB."
    )
    text = WritingField(
        label="Or as text", limit=LARGEST, unit="characters", max_length=LARGEST, rows=10, required=False
    )

    def clean_file(self) -> str:
        """The file's text."""
        file = cast("UploadedFile[bytes] | None", self.cleaned_data["file"])
        if file is None:
            return ""
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError("The file has more than 256 kB. A definition is never that long.")
        try:
            return str(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise forms.ValidationError("Save the file as UTF-8 text and choose it again.") from error

    def clean(self) -> None:
        """One of the two."""
        if not self.errors and not self.definition_text():
            raise forms.ValidationError("Choose a file, or paste the definition as text.")

    def definition_text(self) -> str:
        """What to read the rules from."""
        return str(self.cleaned_data.get("file") or self.cleaned_data.get("text") or "")


class AdoptForm(DefinitionForm):
    """A new definition and the day from which it is in force."""

    in_force_from = DayField(label="In force from")

    def __init__(
        self,
        today: date,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile[bytes]] | None = None,
    ) -> None:
        super().__init__(data, files, initial={"in_force_from": today})


class StartSchemeForm(forms.Form):
    """A preset to start from."""

    preset = forms.ChoiceField(label="Start from", widget=forms.RadioSelect)
    slug = forms.SlugField(
        label="Short name in addresses",
        max_length=40,
        required=False,
        help_text="Leave it empty to use the preset’s own.",
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        choice = cast(forms.ChoiceField, self.fields["preset"])
        choice.choices = [(key, _name_of(key)) for key in preset_keys("schemes")]


class TermForm(forms.Form):
    """An entry to add to a vocabulary."""

    vocabulary = forms.ChoiceField(label="List")
    label = forms.CharField(
        label="New entry",
        max_length=120,
        error_messages={"required": "Write the entry as members should read it."},
    )

    def __init__(self, rules: SchemeDefinition, data: QueryDict | None = None) -> None:
        super().__init__(data)
        choice = cast(forms.ChoiceField, self.fields["vocabulary"])
        choice.choices = [
            (each.key, each.name) for each in rules.vocabularies if each.additions_by != "nobody"
        ]


def _name_of(key: str) -> str:
    """The preset's own name: its second line of data, without loading all of it."""
    lines = preset_text("schemes", key).splitlines()
    return next((line.split('"')[1] for line in lines if line.startswith("name = ")), key)


class RegionForm(forms.Form):
    """The filter of the public list. A scheme without regions is open in all of them."""

    region = forms.ChoiceField(label="Region", required=False)

    def __init__(self, regions: Iterable[str], data: QueryDict | None = None) -> None:
        super().__init__(data)
        named = [(region, region) for region in sorted(set(regions))]
        cast(forms.ChoiceField, self.fields["region"]).choices = [("", "Everywhere"), *named]

    def chosen(self) -> str:
        """The region, or nothing where none of the list was chosen."""
        return str(self.cleaned_data["region"]) if self.is_bound and self.is_valid() else ""
