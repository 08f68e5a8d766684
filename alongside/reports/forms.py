"""How a programme scores itself by each standard."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms

from alongside.domain.programme import CoreStandard, ProgrammeStandards
from alongside.web.fields import WritingField


@dataclass(frozen=True)
class StandardFields:
    """A standard with its two fields."""

    standard: CoreStandard
    score: forms.BoundField
    note: forms.BoundField


class ReviewForm(forms.Form):
    """A score in hundredths and a note for each standard, and what was decided."""

    decisions = WritingField(
        label="What was decided?",
        required=False,
        rows=4,
        help_text="Name no member: this goes into the evidence pack.",
    )

    def __init__(self, *args: Any, standards: ProgrammeStandards, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standards = standards
        for one in standards.standards:
            self.fields[f"score_{one.key}"] = forms.IntegerField(
                label="How far do we meet it, in per cent?",
                min_value=0,
                max_value=100,
                widget=forms.NumberInput({"class": "short", "inputmode": "numeric"}),
                error_messages={
                    "required": f"Give a score for “{one.name}”.",
                    "invalid": "Write a whole number from 0 to 100.",
                },
            )
            self.fields[f"note_{one.key}"] = WritingField(
                label="What shows it, and what is missing?", required=False, rows=3
            )

    @property
    def rows(self) -> Iterator[StandardFields]:
        """The fields by standard."""
        for one in self.standards.standards:
            yield StandardFields(one, self[f"score_{one.key}"], self[f"note_{one.key}"])

    @property
    def scores(self) -> dict[str, int]:
        """The scores, once the form is valid."""
        return {one.key: self.cleaned_data[f"score_{one.key}"] for one in self.standards.standards}

    @property
    def notes(self) -> dict[str, str]:
        """The notes, once the form is valid."""
        return {one.key: self.cleaned_data[f"note_{one.key}"] for one in self.standards.standards}
