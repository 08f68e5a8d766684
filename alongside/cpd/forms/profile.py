"""The forms of an audit profile: what it is for, and the page on which it is written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import QueryDict

from alongside.cpd.actions.profiles import ProfileFrame
from alongside.cpd.models import Profile
from alongside.cpd.queries.profiles import WrittenProfile
from alongside.cpd.writing import ProfileText
from alongside.domain.cpd.audit_profile import ExplainedGap
from alongside.domain.cpd.composing import EvidenceNote, GapNote
from alongside.domain.cpd.definition import ProfileDefinition
from alongside.people.models import Member
from alongside.web.fields import DayField, WritingField
from alongside.web.widgets import HintedRadios, Writing

BLANK_ROWS = 2
_EVIDENCE = ("title", "form", "description", "supports")


class FrameForm(forms.Form):
    """Which days, for which body and regulator, in which language."""

    OUTSIDE: Final = ("member", "profile_id")

    member = forms.ChoiceField(label="For which of your memberships?")
    rules_key = forms.ChoiceField(label="Which audit profile were you asked for?")
    on = DayField(
        label="First day of the period",
        help_text="Your letter says it; often the day after your last renewal.",
    )
    until = DayField(label="Last day of the period")
    letter_on = DayField(
        label="Day of the letter that asks for it",
        required=False,
        help_text="If you were chosen for an audit: we count the days to the deadline and remind you.",
    )
    registration_number = forms.CharField(
        label="Your number on the regulator's register", max_length=40, required=False
    )
    language = forms.ChoiceField(
        label="In which language do you write?",
        choices=Profile.LANGUAGES,
        initial="en",
        widget=forms.RadioSelect,
    )
    profile_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        memberships: list[Member],
        rules: tuple[ProfileDefinition, ...],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["letter_on"].latest = today  # type: ignore[attr-defined]  # a DayField
        self.memberships = {str(member.pk): member for member in memberships}
        self._offer("member", [(key, member.body.name) for key, member in self.memberships.items()])
        self.fields["rules_key"].widget = HintedRadios({one.key: one.regulator for one in rules})
        self._offer("rules_key", [(one.key, one.name) for one in rules])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        field.choices = choices  # type: ignore[attr-defined]  # a ChoiceField
        if len(choices) == 1:
            field.widget, field.initial = forms.HiddenInput(), choices[0][0]

    def clean(self) -> dict[str, Any]:
        """The period ends after it begins."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("on") and cleaned.get("until") and cleaned["until"] < cleaned["on"]:
            self.add_error("until", "Choose a day after the first one.")
        return cleaned

    @property
    def chosen_member(self) -> Member:
        """The membership chosen, once the form is valid."""
        return self.memberships[self.cleaned_data["member"]]

    @property
    def frame(self) -> ProfileFrame:
        """What the profile is for, once the form is valid."""
        return ProfileFrame(
            **{name: value for name, value in self.cleaned_data.items() if name not in self.OUTSIDE}
        )


def initial_frame(profile: Profile) -> dict[str, Any]:
    """The form's values for a profile that is there already."""
    names = ("rules_key", "on", "until", "registration_number", "language", "letter_on")
    return {"member": str(profile.member_id), **{name: getattr(profile, name) for name in names}}


@dataclass(frozen=True)
class EvidenceRow:
    """One line of the list of evidence, as fields."""

    number: int
    title: forms.BoundField
    form: forms.BoundField
    description: forms.BoundField
    supports: forms.BoundField


class UnfinishedField(WritingField):
    """Writing that may be left empty, and may be too long, until it is done: the count and the findings tell."""

    def __init__(self, *, max_words: int | None = None, rows: int = 6, **kwargs: Any) -> None:
        super().__init__(rows=rows, **kwargs)
        if max_words is not None:
            self.widget = Writing(limit=max_words, unit="words", rows=rows)

    def validate(self, value: Any) -> None:
        """Nothing is missing yet."""


class UnfinishedLine(forms.CharField):
    """A line that may be left empty."""

    def validate(self, value: Any) -> None:
        """Nothing is missing yet."""


class ProfileForm(forms.Form):
    """All that the writer types, in one form: no limit stops a draft, since nothing written may be lost."""

    summary = UnfinishedField(label="Your summary")
    statement = UnfinishedField(label="Your statement")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, written: WrittenProfile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.written = written
        self.rows = len(written.text.evidence) + BLANK_ROWS
        for name, part in (("summary", written.rules.summary), ("statement", written.rules.statement)):
            label = str(self.fields[name].label)
            self.fields[name] = UnfinishedField(label=label, help_text=part.hint, max_words=part.max_words)
        for gap in written.document.gaps:
            label = f"Why was there nothing for {gap.months} months?"
            self.fields[gap_name(gap)] = UnfinishedField(label=label, rows=2)
        for row in range(self.rows):
            self.fields |= _evidence_fields(row)
        self.initial = {**initial_words(written), **self.initial}

    @property
    def gaps(self) -> list[tuple[ExplainedGap, forms.BoundField]]:
        """Each gap with the field for its reason."""
        return [(gap, self[gap_name(gap)]) for gap in self.written.document.gaps]

    @property
    def evidence(self) -> Iterator[EvidenceRow]:
        """The rows of the list of evidence, the last ones empty."""
        for row in range(self.rows):
            title, form, description, supports = (self[f"evidence_{row}_{part}"] for part in _EVIDENCE)
            yield EvidenceRow(row + 1, title, form, description, supports)

    @property
    def text(self) -> ProfileText:
        """What was written, once the form is valid. Reasons for gaps that are gone are kept."""
        cleaned, gaps = self.cleaned_data, self.written.document.gaps
        gone = tuple(
            note
            for note in self.written.text.gap_notes
            if not any(gap.on <= note.until and gap.until >= note.on for gap in gaps)
        )
        told = tuple(GapNote(on=gap.on, until=gap.until, text=cleaned[gap_name(gap)]) for gap in gaps)
        return ProfileText(
            summary=cleaned["summary"],
            statement=cleaned["statement"],
            gap_notes=gone + told,
            evidence=tuple(self._evidence_note(row) for row in range(self.rows)),
        )

    def _evidence_note(self, row: int) -> EvidenceNote:
        said = {part: self.cleaned_data[f"evidence_{row}_{part}"] for part in _EVIDENCE}
        records = self.written.listed
        numbers = [int(number) for number in re.findall(r"\d{1,4}", said.pop("supports"))]
        known = [records[number - 1] for number in numbers if 1 <= number <= len(records)]
        return EvidenceNote(**said, references=frozenset(str(record.pk) for record in known))

    def chosen(self, name: str) -> frozenset[UUID]:
        """The records ticked under this name; what is no record of the period is ignored."""
        values = self.data.getlist(name) if isinstance(self.data, QueryDict) else []
        return frozenset(record.pk for record in self.written.records if str(record.pk) in values)


def _evidence_fields(row: int) -> dict[str, forms.Field]:
    fields: tuple[forms.Field, ...] = (
        UnfinishedLine(label="What it is", max_length=200),
        UnfinishedLine(label="Pages or format", max_length=80, help_text="Such as 3 pages, PDF."),
        UnfinishedField(label="What it shows", rows=2),
        UnfinishedLine(
            label="Which activities it supports",
            max_length=80,
            help_text="Their numbers in the list, such as 3 and 7.",
        ),
    )
    return {f"evidence_{row}_{part}": field for part, field in zip(_EVIDENCE, fields, strict=True)}


def gap_name(gap: ExplainedGap) -> str:
    """The name of the field for a gap's reason; it stays the same while the gap begins on the same day."""
    return f"gap_{gap.on.isoformat()}"


def initial_words(written: WrittenProfile) -> dict[str, Any]:
    """The form's values as last saved."""
    initial: dict[str, Any] = {
        "summary": written.text.summary,
        "statement": written.text.statement,
        "version": written.profile.version,
    }
    for gap in written.document.gaps:
        initial[gap_name(gap)] = gap.explanation
    for row, one in enumerate(written.document.evidence):
        supports = ", ".join(map(str, one.activities))
        said = (one.title, one.form, one.description, supports)
        initial |= {f"evidence_{row}_{part}": words for part, words in zip(_EVIDENCE, said, strict=True)}
    return initial
