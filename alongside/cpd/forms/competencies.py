"""Rating oneself, one tap an indicator; and which competencies an activity shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms

from alongside.domain.cpd.competencies import Framework, Group
from alongside.domain.scheme.part import Side


@dataclass(frozen=True)
class GroupFields:
    """A group with its fields."""

    group: Group
    fields: list[forms.BoundField]


class AssessmentForm(forms.Form):
    """One field for each indicator; none must be answered, but at least one of all."""

    counts = forms.BooleanField(
        label="Count my answers, without my name, in what my body learns",
        help_text="Answers are added up in groups of five people before anybody sees a sum, once a year for each of you.",
        required=False,
    )

    def __init__(self, *args: Any, framework: Framework, part: Side, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.framework, self.part = framework, part
        self.indicators = [one.key for one in framework.indicators_for(part)]
        levels = [(str(number), name) for number, name in enumerate(framework.levels)]
        for group in framework.groups_for(part):
            for indicator in group.indicators:
                self.fields[indicator.key] = forms.ChoiceField(
                    label=indicator.text,
                    choices=levels,
                    required=False,
                    widget=forms.RadioSelect,
                    error_messages={"invalid_choice": "Choose one of the answers shown."},
                )

    def clean(self) -> dict[str, Any]:
        """A look that answers nothing says nothing."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(cleaned.get(key) for key in self.indicators):
            raise forms.ValidationError("Answer at least one, or go back.")
        return cleaned

    @property
    def answers(self) -> dict[str, int]:
        """The levels, once the form is valid."""
        return {key: int(self.cleaned_data[key]) for key in self.indicators if self.cleaned_data[key]}

    @property
    def groups(self) -> Iterator[GroupFields]:
        """The fields by group."""
        for group in self.framework.groups_for(self.part):
            yield GroupFields(group, [self[indicator.key] for indicator in group.indicators])


class ShownForm(forms.Form):
    """Ticks for every indicator of every framework."""

    shows = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, frameworks: tuple[Framework, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.frameworks = frameworks
        self.fields["shows"].choices = [  # type: ignore[attr-defined]  # a MultipleChoiceField
            (name_of(framework, indicator.key), indicator.text)
            for framework in frameworks
            for group in framework.groups
            for indicator in group.indicators
        ]


def name_of(framework: Framework, indicator: str) -> str:
    """How an activity names a competency that it shows."""
    return f"{framework.key}:{indicator}"
