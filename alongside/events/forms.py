"""What the office fills in about an event; times are those of the office's clock."""

import uuid
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.validators import URLValidator
from django.http import QueryDict

from alongside.domain.cpd.activities import KIND_NAMES
from alongside.domain.local_time import Resolved, resolve_local
from alongside.events.models import KINDS, Event
from alongside.people.models import Body
from alongside.web.fields import DayField, TimeOfDayField, WritingField

LONGEST_DAYS: Final = 31
_NAMES: Final = ("title", "audience", "about", "where", "link", "kind", "hours")


class SecureLinkField(forms.URLField):
    """An address that begins with https://, which is put before it where it has no scheme."""

    default_validators = [URLValidator(schemes=["https"])]
    default_error_messages = {"invalid": "Copy the whole address, beginning with https://."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", max_length=500, **kwargs)
        for validator in self.validators:
            if isinstance(validator, URLValidator):
                validator.message = self.error_messages["invalid"]


class EventForm(forms.Form):
    """An event. `event_id` is its id, so that sending twice announces it once."""

    title = forms.CharField(
        label="What is it called?", max_length=120, error_messages={"required": "Give it a name."}
    )
    audience = forms.CharField(
        label="Whom is it for?",
        help_text="Such as: mentors and mentees together. Empty means everybody.",
        required=False,
        max_length=120,
    )
    on = DayField(label="Day", error_messages={"required": "Choose the day."})
    begins = TimeOfDayField(label="Begins at", error_messages={"required": "Say when it begins."})
    ends = TimeOfDayField(label="Ends at", error_messages={"required": "Say when it ends."})
    until = DayField(
        label="Last day",
        required=False,
        help_text="Only if it goes on for more than a day; it ends at that time on this day.",
    )
    where = forms.CharField(label="Place, if people meet in one", required=False, max_length=200)
    link = SecureLinkField(
        label="Link",
        help_text="Where one joins, books or reads more. Every member sees it.",
        required=False,
    )
    about = WritingField(label="What happens there, in a few sentences", limit=200, required=False, rows=5)
    kind = forms.ChoiceField(
        label="As what does it count for those who were there?",
        help_text="Proposed to them when they put it on their own CPD list. You do not see who does.",
        choices=[("", "Choose one"), *((kind.value, KIND_NAMES[kind]) for kind in KINDS)],
        error_messages={"required": "Choose the kind that comes nearest."},
    )
    hours = forms.DecimalField(
        label="Hours of learning, if they are not its whole length",
        help_text="Such as 4.5, without breaks.",
        required=False,
        min_value=Decimal("0.25"),
        max_value=Decimal(300),
        max_digits=5,
        decimal_places=2,
        widget=forms.NumberInput({"class": "short", "step": "any", "inputmode": "decimal"}),
    )
    event_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, body: Body, data: QueryDict | None = None, *, event: Event | None = None) -> None:
        self.zone = body.zone
        super().__init__(data, initial=_initial(event) if event else {"event_id": uuid.uuid4()})

    def clean(self) -> dict[str, Any]:
        """It ends after it begins, and people can get there: to a place, or by a link."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        starts = self._moment("begins", said.get("on"), said.get("begins"))
        ends = self._moment("ends", said.get("until") or said.get("on"), said.get("ends"))
        if starts and ends:
            if ends <= starts:
                self.add_error("ends", "It must end after it begins. Correct the time, or give the last day.")
            elif (ends - starts).days > LONGEST_DAYS:
                self.add_error("until", f"An event goes on for {LONGEST_DAYS} days at the most.")
            said["starts_at"], said["ends_at"] = starts, ends
        if not (said.get("where") or said.get("link") or "link" in self.errors):
            self.add_error("where", "Say where people meet, or give a link.")
        return said

    def _moment(self, field: str, day: date | None, clock: time | None) -> datetime | None:
        if day is None or clock is None:
            return None
        found = resolve_local(day, clock, self.zone)
        if isinstance(found, Resolved):
            return found.at
        self.add_error(field, f"{found.sentence} Take a time before or after it.")
        return None

    @property
    def said(self) -> dict[str, Any]:
        """What the event keeps, once the form is valid."""
        return {name: self.cleaned_data[name] for name in (*_NAMES, "starts_at", "ends_at")}


def _initial(event: Event) -> dict[str, Any]:
    starts, ends = (moment.astimezone(event.body.zone) for moment in (event.starts_at, event.ends_at))
    return {name: getattr(event, name) for name in _NAMES} | {
        "on": starts.date(),
        "begins": starts.time(),
        "until": ends.date() if ends.date() != starts.date() else None,
        "ends": ends.time(),
    }
