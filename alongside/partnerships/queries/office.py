"""What the office sees of partnerships: who, since when, how many sessions; never anything they wrote."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Max, Min, Q, QuerySet
from django.utils import timezone

from alongside.partnerships.models import Partnership
from alongside.partnerships.queries.rhythm import has_slipped
from alongside.people.models import Account, Body, Member, holding_words
from alongside.schemes.models import Scheme

SORTS = {
    "introduced": ("introduced_at", "pk"),
    "-introduced": ("-introduced_at", "pk"),
    "mentee": ("mentee__family_name", "mentee__given_name", "pk"),
    "-mentee": ("-mentee__family_name", "-mentee__given_name", "pk"),
    "mentor": ("mentor__family_name", "mentor__given_name", "pk"),
    "-mentor": ("-mentor__family_name", "-mentor__given_name", "pk"),
    "held": ("held", "pk"),
    "-held": ("-held", "pk"),
    "met": (F("last_held_on").asc(nulls_first=True), "pk"),
    "-met": (F("last_held_on").desc(nulls_last=True), "pk"),
}


@dataclass(frozen=True)
class OfficeLine:
    """A partnership in the office's list: dates, states, counts."""

    partnership: Partnership
    held: int
    planned: int
    last_held_on: date | None
    next_at: datetime | None
    is_slipping: bool
    lapsed: tuple[Member, ...]


def partnerships_run_by(account: Account, body: Body) -> QuerySet[Partnership]:
    """The partnerships of a body's schemes, with counts and dates of their sessions."""
    now = timezone.now()
    rows: QuerySet[Partnership] = Partnership.objects.run_by(account).filter(scheme__body=body)
    counted = rows.annotate(
        held=Count("sessions", filter=Q(sessions__state="held")),
        planned=Count("sessions", filter=~Q(sessions__state="skipped")),
        last_held_on=Max("sessions__held_on", filter=Q(sessions__state="held")),
        next_at=Min("sessions__starts_at", filter=Q(sessions__state="planned", sessions__starts_at__gte=now)),
    )
    return counted.select_related("scheme__body", "definition", "mentee__account", "mentor__account")


def narrowed(
    rows: QuerySet[Partnership], *, words: str = "", state: str = "", scheme: Scheme | None = None
) -> QuerySet[Partnership]:
    """Those that the office asked for; what is left empty does not narrow."""
    if state:
        rows = rows.filter(state=state)
    if scheme:
        rows = rows.filter(scheme=scheme)
    for word in words.split():
        rows = rows.filter(holding_words(word, "mentee__") | holding_words(word, "mentor__"))
    return rows


def office_line(row: Any) -> OfficeLine:
    """One row of `partnerships_run_by`; asks no database."""
    members = (row.mentee, row.mentor)
    return OfficeLine(
        partnership=row,
        held=row.held,
        planned=row.planned,
        last_held_on=row.last_held_on,
        next_at=row.next_at,
        is_slipping=_is_slipping(row),
        lapsed=tuple(each for each in members if not row.rules.eligibility.takes(each.status)),
    )


def _is_slipping(row: Any) -> bool:
    if row.state not in ("introduced", "active") or row.held >= row.planned:
        return False
    zone = row.scheme.body.zone
    booked = row.next_at.astimezone(zone).date() if row.next_at else None
    return has_slipped(row, zone=zone, today=timezone.localdate(timezone=zone), next_booked_on=booked)
