"""What a mandate asks for, when its reports are due, and what they say."""

from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from alongside.domain.months import months_after
from alongside.partnerships.models import Mandate, Partnership
from alongside.partnerships.queries.reminding import WITH_PEOPLE
from alongside.web.wording import count_of, day_in_full

WITH_PAIR = tuple(f"partnership__{path}" for path in WITH_PEOPLE)


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
    """What is reported, word for word: that sessions were held, on which days, how long. Nothing of what was said."""
    pair = mandate.partnership
    held = sorted(
        (session.held_on, session.held_minutes or 0)
        for session in pair.sessions.all()
        if session.state == "held" and session.held_on and begins <= session.held_on <= min(due, today)
    )
    lines = [f"{day_in_full(day)}, {count_of(minutes, 'minute')}" for day, minutes in held]
    ended = pair.ended_on
    return "\n".join(
        [
            f"Attendance of {pair.mentee.name} in mentoring, as {mandate.authority} requires it.",
            *([f"Reference: {mandate.reference}"] if mandate.reference else []),
            f"Scheme: {pair.scheme.name}, {pair.scheme.body.name}",
            f"From {day_in_full(begins)} to {day_in_full(due)}",
            "",
            f"{count_of(len(held), 'session')} held{':' if lines else '.'}",
            *lines,
            *(["", f"The partnership ended on {day_in_full(ended)}."] if ended and ended <= due else []),
            "",
            "Nothing else is reported: what the two say to each other stays between them.",
        ]
    )


def due_reports(mandate: Mandate, now: datetime) -> tuple[date, date] | None:
    """The next report, where it is due and both have agreed; None otherwise."""
    coming = next_report(mandate) if mandate.is_agreed else None
    today = now.astimezone(mandate.partnership.scheme.body.zone).date()
    return coming if coming and coming[1] <= today else None
