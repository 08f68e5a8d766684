"""How many more mentees a mentor can take: whatever takes a place declares itself, in the app that knows of it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from alongside.enrolment.models import Application

Takers = Callable[[Collection[Application]], QuerySet[Any]]
_takers: dict[str, Takers] = {}


def takes_places(name: str, takers: Takers) -> None:
    """Declare rows that each take a place of their `mentor_application`; from `AppConfig.ready`, twice does no harm."""
    _takers[name] = takers


def places_left(mentors: Iterable[Application]) -> dict[UUID, int]:
    """Free places by mentor application: its capacity, less everything that takes one. One query for each kind."""
    rows = list(mentors)
    taken: dict[UUID, int] = defaultdict(int)
    for takers in _takers.values():
        for mentor, number in (
            takers(rows).order_by().values("mentor_application").annotate(number=Count("pk"))
        ).values_list("mentor_application", "number"):
            taken[mentor] += number
    return {row.pk: max(row.capacity - taken[row.pk], 0) for row in rows}
