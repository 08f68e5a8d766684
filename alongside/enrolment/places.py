"""How many more mentees a mentor can take: whatever takes a place declares itself, in the app that knows of it."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from alongside.enrolment.models import Application

Takers = Callable[[Q], QuerySet[Any]]
_takers: dict[str, Takers] = {}


def takes_places(name: str, takers: Takers) -> None:
    """Declare rows that each take a place of their `mentor_application`; called from `AppConfig.ready`.

    `takers` gets the mentors meant as a filter.
    """
    _takers[name] = takers


def places_taken(mentors: Iterable[Application]) -> dict[UUID, int]:
    """Taken places by mentor application; one query for each kind of taker."""
    rows = list(mentors)
    taken = dict.fromkeys((row.pk for row in rows), 0)
    for takers in _takers.values():
        counted = (
            takers(Q(mentor_application__in=rows))
            .order_by()
            .values("mentor_application")
            .annotate(number=Count("pk"))
        )
        for mentor, number in counted.values_list("mentor_application", "number"):
            taken[mentor] += number
    return taken


def places_left(mentors: Iterable[Application]) -> dict[UUID, int]:
    """Free places by mentor application: its capacity, less everything that takes one."""
    rows = list(mentors)
    taken = places_taken(rows)
    return {row.pk: max(row.capacity - taken[row.pk], 0) for row in rows}


def with_a_place(mentors: QuerySet[Application]) -> QuerySet[Application]:
    """Those who have a place free, asked of the database."""
    taken: Any = Value(0)
    for takers in _takers.values():
        rows = takers(Q(mentor_application=OuterRef("pk"))).order_by().values("mentor_application")
        taken = taken + Coalesce(Subquery(rows.annotate(number=Count("pk")).values("number")), 0)
    return mentors.annotate(taken=taken).filter(capacity__gt=F("taken"))
