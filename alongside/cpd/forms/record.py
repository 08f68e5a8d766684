"""The form for one activity: four short answers first, the rest when there is time."""

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from alongside.cpd.actions.records import RecordFacts
from alongside.cpd.models import Record
from alongside.cpd.queries.records import RecordText
from alongside.domain.cpd.activities import Kind, hours_as_figure
from alongside.domain.cpd.definition import ProfileDefinition
from alongside.web.fields import DayField, WritingField

TOO_MANY_HOURS = "These are more hours than the days have. Correct the hours or the days."


class RecordForm(forms.Form):
    """An activity as its owner tells it. `today` is the last day it may have happened.

    `record_id` is the id of a new one, so that sending twice adds it once.
    """

    title = forms.CharField(
        label="What did you do?",
        max_length=200,
        help_text="Leave out the names of patients and colleagues.",
        error_messages={"required": "Say in a few words what you did."},
    )
    kind = forms.ChoiceField(
        label="What kind of activity was it?",
        choices=[("", "Choose one"), *Record.KINDS],
        error_messages={"required": "Choose the kind that comes nearest."},
    )
    on = DayField(label="When?")
    hours = forms.DecimalField(
        label="How many hours?",
        help_text="Your own estimate, such as 1.5.",
        min_value=Decimal(0),
        max_digits=6,
        decimal_places=2,
        widget=forms.NumberInput({"class": "short", "step": "any", "inputmode": "decimal"}),
        error_messages={
            "required": "Give the hours, such as 1.5.",
            "invalid": "Write the hours as a number, such as 1.5.",
            "max_decimal_places": "Give at most two figures after the point, such as 1.25.",
            "max_digits": TOO_MANY_HOURS,
            "max_whole_digits": TOO_MANY_HOURS,
        },
    )
    learned = WritingField(label="What did you learn?", required=False, rows=4)
    benefit_self = WritingField(label="What does it do for your practice?", required=False, rows=4)
    benefit_service_users = WritingField(
        label="What does it do for patients and other service users?", required=False, rows=4
    )
    until = DayField(label="Until", required=False, help_text="Only if it went on for more than a day.")
    standards = forms.MultipleChoiceField(
        label="Which standards does it answer?", required=False, widget=forms.CheckboxSelectMultiple
    )
    time_of = forms.ChoiceField(
        label="In which time was it?",
        help_text="As your job plan divides it, if it does.",
        required=False,
        choices=[("", "Not said"), *Record.TIMES],
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    record_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    QUICK = ("title", "kind", "on", "hours")
    WORDS = ("learned", "benefit_self", "benefit_service_users")
    MORE = ("until", "time_of", "standards")

    def __init__(self, *args: Any, rules: ProfileDefinition, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("record_id", uuid.uuid4())
        self.today = today
        choices = [(one.key, f"{one.number}. {one.text}") for one in rules.standards]
        self.fields["standards"].choices = choices  # type: ignore[attr-defined]  # a MultipleChoiceField
        for name in ("on", "until"):
            self.fields[name].latest = today  # type: ignore[attr-defined]  # a DayField

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first, and the hours fit into the days."""
        cleaned: dict[str, Any] = super().clean() or {}
        on, until, hours = cleaned.get("on"), cleaned.get("until") or cleaned.get("on"), cleaned.get("hours")
        if on and until and until < on:
            self.add_error("until", "Choose a day after the first one, or leave this empty.")
        elif on and until and hours is not None and hours > 24 * ((until - on).days + 1):
            self.add_error("hours", TOO_MANY_HOURS)
        return cleaned

    @property
    def facts(self) -> RecordFacts:
        """What was said, once the form is valid."""
        cleaned = self.cleaned_data
        return RecordFacts(
            kind=Kind(cleaned["kind"]),
            on=cleaned["on"],
            until=cleaned["until"] or cleaned["on"],
            hours=cleaned["hours"],
            title=cleaned["title"],
            standards=tuple(cleaned["standards"]),
            time_of=cleaned["time_of"],
        )

    @property
    def text(self) -> RecordText:
        """The owner's own words, once the form is valid."""
        return RecordText(**{name: self.cleaned_data[name] for name in self.WORDS})

    @property
    def to_record(self) -> dict[str, Any]:
        """What a new record is made of, once the form is valid."""
        return {
            "facts": self.facts,
            "text": self.text,
            "record_id": self.cleaned_data["record_id"],
            "again": "again" in self.data,
        }

    @property
    def quick(self) -> list[forms.BoundField]:
        """The four short answers."""
        return [self[name] for name in self.QUICK]

    @property
    def words(self) -> list[forms.BoundField]:
        """What may be written at leisure."""
        return [self[name] for name in self.WORDS]

    @property
    def more(self) -> list[forms.BoundField]:
        """What few activities need."""
        return [self[name] for name in self.MORE]

    @property
    def says_more(self) -> bool:
        """Whether there is anything beyond the four short answers, or to be put right in it."""
        return any(field.value() or field.errors for field in (*self.words, *self.more))


def initial_of(record: Record, text: RecordText) -> dict[str, Any]:
    """The form's values for a record that is there already."""
    return {
        "title": record.title,
        "kind": record.kind,
        "on": record.on,
        "until": record.until if record.until != record.on else None,
        "hours": hours_as_figure(record.hours),
        "standards": record.standards,
        "time_of": record.time_of,
        "version": record.version,
        **vars(text),
    }
