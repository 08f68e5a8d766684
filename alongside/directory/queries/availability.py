"""Whether a mentor can be asked now: how many places they have, and why none where they have none."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, Max, OuterRef, Q

from alongside.directory.models import MentorEntry
from alongside.enrolment.models import Application
from alongside.enrolment.places import places_left, with_a_place
from alongside.partnerships.models import Partnership
from alongside.web.wording import count_of, day_in_full


@dataclass(frozen=True)
class Availability:
    """Places free now, and a sentence about it."""

    places: int
    words: str

    @property
    def is_open(self) -> bool:
        """Whether somebody can be offered to this mentor today."""
        return self.places > 0


def availability_of(entries: Iterable[MentorEntry], today: date) -> dict[UUID, Availability]:
    """How each of these mentors stands today; as many queries for many as for one."""
    rows = list(entries)
    left = places_left(entry.application for entry in rows)
    ended = _last_endings(rows)
    return {entry.pk: _availability(entry, left[entry.application_id], ended, today) for entry in rows}


def _availability(entry: MentorEntry, left: int, ended: dict[UUID, datetime], today: date) -> Availability:
    if entry.away_until is not None and entry.is_away(today):
        return Availability(0, f"Away until {day_in_full(entry.away_until)}")
    last = ended.get(entry.application_id)
    if last is not None and entry.rest_days:
        until = entry.rests_until(last.astimezone(entry.scheme.body.zone).date())
        if today <= until:
            return Availability(0, f"Takes nobody new until {day_in_full(until)}")
    if not left:
        return Availability(0, "No place at present")
    return Availability(left, f"{count_of(left, 'place')} now")


def _last_endings(entries: list[MentorEntry]) -> dict[UUID, datetime]:
    """When the last partnership of each mentor who rests has ended."""
    resting = [entry.application_id for entry in entries if entry.rest_days]
    rows = Partnership.objects.filter(mentor_application__in=resting, ended_at__isnull=False).order_by()
    found = rows.values("mentor_application").annotate(last=Max("ended_at"))
    return dict(found.values_list("mentor_application", "last"))


def free_on(today: date, zone: ZoneInfo) -> Q:
    """A filter for entries of mentors who could be offered somebody today; agrees with `availability_of`."""
    free = with_a_place(Application.objects.filter(role=Application.MENTOR, pk=OuterRef("application")))
    resting = Q()
    for days in MentorEntry.RESTS[1:]:
        ended = Partnership.objects.filter(
            mentor_application=OuterRef("application"),
            ended_at__gte=datetime.combine(today - timedelta(days=days), time.min, zone),
        )
        resting |= Q(Exists(ended), rest_days=days)
    away = Q(away_until__isnull=False, away_until__gte=today)
    return Q(Exists(free)) & ~resting & ~away
