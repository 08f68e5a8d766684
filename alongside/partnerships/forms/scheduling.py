"""Asks for the time of a session in the person's own zone, and again in plain words where the clocks change."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone

from alongside.domain.local_time import Resolved, resolve_local
from alongside.partnerships.models import Session
from alongside.people.models import Account
from alongside.web.fields import DayField, TimeOfDayField
from alongside.web.wording import clock, moment_in_full, zone_name

EARLIER, LATER = "earlier", "later"


class TimeForm(forms.Form):
    """Day and clock time as the person says them; `starts_at` in `cleaned_data` is the moment meant.

    `seen` is the iCalendar SEQUENCE that the form was drawn with. Where the clock time does not exist that day,
    or comes twice, the form comes back with both moments to choose from.
    """

    day = DayField(label="Day")
    clock = TimeOfDayField(label="Time")
    minutes = forms.IntegerField(
        label="How many minutes",
        min_value=10,
        max_value=480,
        error_messages={
            "required": "Say how long you plan to meet.",
            "min_value": "Plan for at least 10 minutes.",
            "max_value": "Plan for at most 480 minutes.",
        },
    )
    join_url = forms.URLField(
        label="Link to join",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="Where you meet online. It is printed in both invitations.",
        error_messages={"invalid": "Copy the whole link, beginning with https://."},
    )
    place = forms.CharField(
        label="Place",
        required=False,
        max_length=200,
        help_text="Where you meet in person, or a telephone number. Both calendars show it.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
    asked = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, session: Session, account: Account, data: Any = None, *, today: date | None = None
    ) -> None:
        self.zone: ZoneInfo = account.zone
        super().__init__(data, initial=_initial(session, self.zone))
        today = today or timezone.localdate(timezone=self.zone)
        self.fields["day"] = DayField(label="Day", earliest=today, latest=today + timedelta(days=730))
        self.fields["minutes"].widget.attrs["class"] = "short"
        self.order_fields(["day", "clock", "which"])

    def clean(self) -> dict[str, Any]:
        """Find the moment, or ask which one is meant."""
        cleaned: dict[str, Any] = super().clean() or {}
        day, said = cleaned.get("day"), cleaned.get("clock")
        if isinstance(day, date) and isinstance(said, time):
            moment = self._moment(day, said)
            if moment is not None:
                cleaned["starts_at"] = moment
        return cleaned

    def _moment(self, day: date, said: time) -> datetime | None:
        found = resolve_local(day, said, self.zone)
        if isinstance(found, Resolved):
            return found.at.astimezone(UTC)
        chosen = {EARLIER: found.earlier, LATER: found.later}.get(str(self.data.get("which") or ""))
        if chosen is not None and self.data.get("asked") == f"{day} {said:%H:%M}":
            return chosen.astimezone(UTC)
        self._ask(day, said, found.earlier, found.later, found.sentence)
        return None

    def show_newer(self, session: Session) -> None:
        """The partner was quicker: say what stands now, and let the person decide again."""
        self.data = {**_flat(self.data), "seen": str(session.sequence)}
        with timezone.override(self.zone):
            now = moment_in_full(session.starts_at) if session.starts_at else "without a time"
        self.add_error(
            None,
            f"Your partner has changed this session in the meantime: it is {now}. "
            "Send your own time again if you still want it.",
        )

    def _ask(self, day: date, said: time, earlier: datetime, later: datetime, sentence: str) -> None:
        """Come back with both moments, for this day and time only."""
        with timezone.override(self.zone):
            choices = [
                (name, f"{clock(moment)} {zone_name(moment)}")
                for name, moment in ((EARLIER, earlier), (LATER, later))
            ]
        self.fields["which"] = forms.ChoiceField(
            label="Which of the two?", choices=choices, widget=forms.RadioSelect
        )
        self.order_fields(["day", "clock", "which"])
        self.data = {**_flat(self.data), "asked": f"{day} {said:%H:%M}", "which": ""}
        self.add_error("which", sentence)


def _flat(data: Mapping[str, Any]) -> dict[str, Any]:
    """What was sent, one value to a name, so that the form can be shown again with some of it changed."""
    return {name: data[name] for name in data}


def _initial(session: Session, zone: ZoneInfo) -> dict[str, Any]:
    local = session.starts_at.astimezone(zone) if session.starts_at else None
    return {
        "day": local.date() if local else session.day_to_propose(timezone.localdate()),
        "clock": local.time() if local else time(12, 30),
        "minutes": session.minutes,
        "join_url": session.join_url or _last_link(session),
        "place": session.place,
        "seen": session.sequence,
    }


def _last_link(session: Session) -> str:
    """Most pairs keep one meeting room: the link of the last session that had one."""
    earlier = [each for each in session.partnership.sessions.all() if each.number < session.number]
    return next((each.join_url for each in reversed(earlier) if each.join_url), "")
