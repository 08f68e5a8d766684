"""What people fill in about workshops: a run, a wish for a place, a roll call, who took part."""

from datetime import date, datetime, timedelta
from typing import Any, Final

from django import forms
from django.http import QueryDict

from alongside.domain.scheme import SchemeDefinition
from alongside.enrolment.forms.application import question_field
from alongside.people.models import Account, Body, OfficeRole
from alongside.people.queries import office_accounts
from alongside.schemes.models import Scheme
from alongside.training.models import Run
from alongside.training.queries.answers import WORTH
from alongside.web.fields import DayField, TimeOfDayField, WritingField

MOST_HALF_DAYS: Final = 6
MOST_PLACES: Final = 1000
FURTHEST: Final = timedelta(days=3 * 366)


class RunForm(forms.Form):
    """A run with its half days, whose times are those of the office's clock."""

    name = forms.CharField(label="Name", max_length=150)
    about = WritingField(label="What it is about, and how to prepare", limit=600, required=False, rows=5)
    places = forms.IntegerField(label="Places", min_value=1, max_value=MOST_PLACES)
    apply_until = DayField(
        label="Last day to ask for a place",
        help_text="The places are given out on the day after. Leave it empty to give them out as people ask.",
        required=False,
    )
    join_url = forms.URLField(
        label="Link to join online",
        help_text="Only those who have a place, the trainer and the office see it.",
        required=False,
        max_length=500,
        assume_scheme="https",
    )
    where = forms.CharField(label="Place, if people meet in one", required=False, max_length=200)
    trainer = forms.ChoiceField(
        label="Trainer",
        help_text="Sees this run, its participants and what they need, and nothing else. A director gives people the "
        "office role of a trainer.",
        required=False,
    )
    provider = forms.CharField(
        label="Provider, if it is not you", help_text="Members read the name.", required=False, max_length=150
    )
    prepares = forms.BooleanField(
        label="Whoever was there on every half day has prepared as mentor", required=False
    )

    def __init__(
        self, body: Body, data: QueryDict | None = None, *, run: Run | None = None, today: date
    ) -> None:
        self.zone = body.zone
        super().__init__(data, initial=_initial(run) if run else {"prepares": True})
        trainers: list[Account] = list(office_accounts(body, OfficeRole.TRAINER).order_by("given_name", "pk"))
        self.trainers = {str(each.pk): each for each in trainers}
        named = [(key, each.name) for key, each in self.trainers.items()]
        self.fields["trainer"].choices = [("", "Nobody yet"), *named]  # type: ignore[attr-defined]  # a ChoiceField
        for number in range(1, MOST_HALF_DAYS + 1):
            self.fields[f"day_{number}"] = DayField(
                label=f"Half day {number}", required=False, latest=today + FURTHEST
            )
            self.fields[f"time_{number}"] = TimeOfDayField(label="Begins at", required=False)
            self.fields[f"minutes_{number}"] = forms.IntegerField(
                label="Minutes", required=False, min_value=15, max_value=720
            )

    @property
    def half_day_rows(self) -> list[tuple[Any, Any, Any]]:
        """The three fields of each half day, for the page."""
        return [
            (self[f"day_{n}"], self[f"time_{n}"], self[f"minutes_{n}"]) for n in range(1, MOST_HALF_DAYS + 1)
        ]

    def clean(self) -> dict[str, Any]:
        """A half day needs its time; the last day to ask lies before the first."""
        said = super().clean() or self.cleaned_data
        days = []
        for number in range(1, MOST_HALF_DAYS + 1):
            day, begins = said.get(f"day_{number}"), said.get(f"time_{number}")
            if day and not begins and f"time_{number}" not in self.errors:
                self.add_error(f"time_{number}", "Say when this half day begins.")
            elif begins and not day and f"day_{number}" not in self.errors:
                self.add_error(f"day_{number}", "Choose the day, or take the time away.")
            elif day and begins:
                starts = datetime.combine(day, begins, self.zone)
                days.append((starts, said.get(f"minutes_{number}") or 180))
        if len({starts for starts, _ in days}) < len(days):
            self.add_error("day_1", "Two half days begin at the same time. Change one of them.")
        until = said.get("apply_until")
        if until and days and until >= min(days)[0].date():
            self.add_error("apply_until", "Choose a day before the first half day.")
        self.half_days = sorted(days)
        return said

    def fields_of_run(self) -> dict[str, Any]:
        """What the run keeps, apart from its half days."""
        said = self.cleaned_data
        names = ("name", "about", "places", "apply_until", "join_url", "where", "provider", "prepares")
        return {name: said[name] for name in names} | {"trainer": self.trainers.get(said["trainer"])}


def _initial(run: Run) -> dict[str, Any]:
    names = ("name", "about", "places", "apply_until", "join_url", "where", "provider", "prepares")
    initial: dict[str, Any] = {name: getattr(run, name) for name in names}
    initial["trainer"] = str(run.trainer_id or "")
    for number, day in enumerate(run.half_days.order_by("starts_at")[:MOST_HALF_DAYS], start=1):
        local = day.starts_at.astimezone(run.scheme.body.zone)
        initial |= {
            f"day_{number}": local.date(),
            f"time_{number}": local.time(),
            f"minutes_{number}": day.minutes,
        }
    return initial


class NeedsForm(forms.Form):
    """What the scheme asks whoever asks for a place."""

    def __init__(
        self, scheme: Scheme, rules: SchemeDefinition, data: QueryDict | None = None, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.questions = rules.training.needs if rules.training else ()
        for question in self.questions:
            self.fields[question.key] = question_field(question, scheme, rules)

    def answers(self) -> dict[str, Any]:
        """What was answered, by question."""
        return {key: value for key, value in self.cleaned_data.items() if value not in (None, "", [])}


class FeedbackForm(forms.Form):
    """What somebody who had a place says afterwards."""

    worth = forms.TypedChoiceField(
        label="Was it worth your time?",
        choices=WORTH,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the answers."},
    )
    helped = WritingField(label="What helped you most?", required=False, max_length=1000, rows=3)
    change = WritingField(
        label="What should be different next time?", required=False, max_length=1000, rows=3
    )


class CodeForm(forms.Form):
    """The code that is shown on a half day."""

    code = forms.CharField(
        label="The code of this half day",
        help_text="Your trainer shows it. With it you are noted as present.",
        max_length=12,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
    )


class TakingPartForm(forms.Form):
    """A meeting and who was there."""

    what = forms.CharField(label="Which meeting", max_length=150)
    on = DayField(label="When")
    people = WritingField(
        label="Who took part or contributed",
        help_text="One address or membership number a line, as from a list of registrations.",
        rows=10,
    )

    def __init__(self, data: QueryDict | None = None, *, today: date) -> None:
        super().__init__(data, initial={"on": today})
        self.fields["on"].latest = today  # type: ignore[attr-defined]  # a DayField
