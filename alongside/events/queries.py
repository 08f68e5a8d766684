"""Which events somebody sees: those to come, and those that are past."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from alongside.events.models import Event
from alongside.people.models import Account, Body

STAYS: Final = timedelta(days=400)
"""For so long members find an event that is past, to put it on their list."""
MOST_ON_HOME: Final = 3


def to_come(account: Account, now: datetime) -> QuerySet[Event]:
    """Events for members that are not over, the next one first; what is called off stands among them and says so."""
    rows: QuerySet[Event] = Event.objects.announced_to(account).filter(ends_at__gte=now)
    return rows.select_related("body")


def next_for_member(account: Account, now: datetime) -> list[Event]:
    """The next few that take place, of the bodies one is a member of."""
    rows = Event.objects.announced_to(account).filter(state="announced", ends_at__gte=now)
    return list(rows.select_related("body")[:MOST_ON_HOME])


def lately(account: Account, now: datetime) -> QuerySet[Event]:
    """Events that took place in the last year or so, the latest first."""
    rows: QuerySet[Event] = (
        Event.objects.announced_to(account)
        .filter(ends_at__lt=now, ends_at__gte=now - STAYS, state="announced")
        .select_related("body")
        .order_by("-starts_at", "id")
    )
    return rows


def event_or_404(account: Account, event_id: UUID) -> Event:
    """An event one sees; a 404 like a missing one otherwise."""
    found: Event = get_object_or_404(Event.objects.visible_to(account).select_related("body"), pk=event_id)
    return found


def own_event_or_404(account: Account, event_id: UUID) -> Event:
    """An event to which one was invited as a member, so that one may have been there."""
    mine = Event.objects.announced_to(account).select_related("body")
    found: Event = get_object_or_404(mine, pk=event_id)
    return found


def events_in_office(account: Account, body: Body) -> QuerySet[Event]:
    """All of a body whose office one works in, the furthest ahead first."""
    rows: QuerySet[Event] = Event.objects.run_by(account).filter(body=body).select_related("body")
    return rows.order_by("-starts_at", "id")


def office_event_or_404(account: Account, body: Body, event_id: UUID) -> Event:
    """One of them."""
    found: Event = get_object_or_404(events_in_office(account, body), pk=event_id)
    return found
