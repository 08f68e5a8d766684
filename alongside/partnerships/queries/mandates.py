"""What a mandate asks for, when its reports are due, and what they say."""

import re
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import QuerySet

from alongside.domain.months import months_after
from alongside.partnerships.models import Mandate, Partnership
from alongside.partnerships.queries.reminding import WITH_PEOPLE
from alongside.web.wording import count_of, day_in_full

WITH_PAIR = tuple(f"partnership__{path}" for path in WITH_PEOPLE)
ADDED: Final = "Added: "
TAKEN_AWAY: Final = "Taken away: "
_MEETING: Final = re.compile(rf"({ADDED}|{TAKEN_AWAY})?(\w+ \d+ \w+ \d{{4}}, [\d,]+ minutes?)")
"""A line of a report that tells of a meeting: as it was held, or as it puts an earlier report right."""


def mandate_of(partnership: Partnership) -> Mandate | None:
    """The mandate in force, with its reports; None for a partnership that is voluntary, as nearly all are."""
    rows = partnership.mandates.filter(ended_at=None).prefetch_related("reports")
    found: Mandate | None = rows.first()
    return found


def past_mandates(partnership: Partnership) -> QuerySet[Mandate]:
    """Those that no longer hold, with the reports that were sent, newest first."""
    rows: QuerySet[Mandate] = partnership.mandates.exclude(ended_at=None).prefetch_related("reports")
    return rows.order_by("-ended_at")


def mandates_in_force() -> QuerySet[Mandate]:
    """All of them, with their people and reports."""
    rows: QuerySet[Mandate] = Mandate.objects.filter(ended_at=None).select_related(*WITH_PAIR)
    return rows.prefetch_related("reports")


def days_due(mandate: Mandate) -> list[date]:
    """Every day on which a report is due: each so many months, and the last day."""
    days: list[date] = []
    number = 1
    while (day := months_after(mandate.from_on, mandate.every_months * number)) < mandate.until_on:
        days.append(day)
        number += 1
    return [*days, mandate.until_on]


def next_report(mandate: Mandate) -> tuple[date, date] | None:
    """First and last day of the next report that was not sent; None once the last was.

    A partnership that has ended is reported on once more, for the days until then, and not again.
    """
    sent = {report.due_on for report in mandate.reports.all()}
    last = max(sent, default=None)
    begins = last + timedelta(days=1) if last else mandate.from_on
    ended = mandate.partnership.ended_on
    if ended and ended < begins:
        return None
    due = next((day for day in days_due(mandate) if last is None or day > last), None)
    return (begins, due) if due else None


def report_text(mandate: Mandate, begins: date, due: date, today: date) -> str:
    """What is reported, word for word: that sessions were held, on which days, how long. Nothing of what was said.

    What was noted or corrected of days that were reported already is put right, so that no meeting is lost because
    somebody said a day too late that they met.
    """
    pair = mandate.partnership
    lines = _meetings(mandate, begins, min(due, today))
    put_right = _put_right(mandate, _meetings(mandate, mandate.from_on, begins - timedelta(days=1)))
    ended = pair.ended_on
    return "\n".join(
        [
            f"Attendance of {pair.mentee.name} in mentoring, as {mandate.authority} requires it.",
            *([f"Reference: {mandate.reference}"] if mandate.reference else []),
            f"Scheme: {pair.scheme.name}, {pair.scheme.body.name}",
            f"From {day_in_full(begins)} to {day_in_full(due)}",
            "",
            f"{count_of(len(lines), 'session')} held{':' if lines else '.'}",
            *lines,
            *(["", "Put right, of days reported before:", *put_right] if put_right else []),
            *(["", f"The partnership ended on {day_in_full(ended)}."] if ended and ended <= due else []),
            "",
            "Nothing else is reported: what the two say to each other stays between them.",
        ]
    )


def due_reports(mandate: Mandate, now: datetime) -> tuple[date, date] | None:
    """The next report, where its last day is over and both have agreed; None otherwise."""
    coming = next_report(mandate) if mandate.is_agreed else None
    today = now.astimezone(mandate.partnership.scheme.body.zone).date()
    return coming if coming and coming[1] < today else None


def _meetings(mandate: Mandate, first: date, last: date) -> list[str]:
    """A line for each session held from the first day to the last, in their order."""
    held = sorted(
        (session.held_on, session.held_minutes or 0)
        for session in mandate.partnership.sessions.all()
        if session.state == "held" and session.held_on and first <= session.held_on <= last
    )
    return [f"{day_in_full(day)}, {count_of(minutes, 'minute')}" for day, minutes in held]


def _put_right(mandate: Mandate, now_held: list[str]) -> list[str]:
    """What the reports that were sent, taken together, leave out of these meetings, and what they tell of others."""
    told: Counter[str] = Counter()
    for report in mandate.reports.all():
        for change, meeting in (
            found.groups() for found in map(_MEETING.fullmatch, report.text.splitlines()) if found
        ):
            told[meeting] += -1 if change == TAKEN_AWAY else 1
    held = Counter(now_held)
    return [
        *(f"{ADDED}{meeting}" for meeting in (held - told).elements()),
        *(f"{TAKEN_AWAY}{meeting}" for meeting in (told - held).elements()),
    ]
