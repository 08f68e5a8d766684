"""How a run stands: who has a place, who waits and where, and who was there."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet

from alongside.domain.scheme import SchemeDefinition
from alongside.domain.scheme.training import Training
from alongside.enrolment.forms.application import answers_in_words
from alongside.people.models import Body, Member
from alongside.schemes.models import Scheme
from alongside.schemes.queries import definition_in_force, rules_of
from alongside.training.models import HalfDay, Place, Run
from alongside.training.queries.priority import tier_label


@dataclass(frozen=True)
class Line:
    """Somebody on a run's list, as the office and the trainer read it. `number` is their place in the waiting line."""

    place: Place
    tier: str
    number: int
    present: frozenset[int]


def today_at(run: Run, now: datetime) -> date:
    """The day where the office is."""
    return now.astimezone(run.scheme.body.zone).date()


def rules_for(run: Run, today: date) -> SchemeDefinition:
    """The scheme's rules today. Dates and places are the run's own, so that it needs no rules of the day it was made."""
    return rules_of(definition_in_force(run.scheme, today))


def training_of(scheme: Scheme, today: date) -> Training | None:
    """The scheme's rules of workshops today; None where it has none."""
    return rules_of(definition_in_force(scheme, today)).training


def places_free(run: Run, training: Training | None) -> int:
    """Places nobody has: of this run, and where the scheme is a pilot not more than are left in all its runs."""
    free = run.places - run.asked_for.held().count()
    if training is not None and training.places_at_most is not None:
        runs = run.scheme.runs.exclude(state__in=["draft", "cancelled"])
        taken = Place.objects.held().filter(run__in=runs.values("pk")).count()
        free = min(free, training.places_at_most - taken)
    return max(free, 0)


def with_days(runs: QuerySet[Run]) -> QuerySet[Run]:
    """Runs with their first and last half day and how many have a place, the next to come first."""
    return (
        runs.select_related("scheme__body", "trainer")
        .annotate(
            begins=Min("half_days__starts_at"),
            ends=Max("half_days__starts_at"),
            held=Count("asked_for", filter=Q(asked_for__state__in=["taken", "offered"]), distinct=True),
            in_line=Count("asked_for", filter=Q(asked_for__state__in=["applied", "waiting"]), distinct=True),
        )
        .order_by("begins", "pk")
    )


def runs_in_office(body: Body) -> QuerySet[Run]:
    """Every run of a body's schemes, the newest first."""
    rows: Any = with_days(Run.objects.filter(scheme__body=body))
    newest: QuerySet[Run] = rows.order_by("-begins", "-created_at", "pk")
    return newest


def place_in(run: Run, member: Member) -> Place | None:
    """The member's own place, or their wish for one; of several the last."""
    return run.asked_for.filter(member=member).order_by("-applied_at").first()


def in_touch(place: Place) -> list[Member]:
    """The others of the run who wish to stay in touch, for somebody who does so, too; nobody for anybody else."""
    if not place.shares_address or place.state != "taken":
        return []
    rows = place.run.asked_for.filter(state="taken", shares_address=True).exclude(pk=place.pk)
    found = Member.objects.filter(pk__in=rows.values("member"))
    return list(found.order_by("family_name", "given_name", "pk"))


def number_in_line(place: Place) -> int:
    """1 for whoever is served next; 0 for somebody who is not in line."""
    line = list(place.run.asked_for.in_line().values_list("pk", flat=True))
    return line.index(place.pk) + 1 if place.pk in line else 0


def lines_of(run: Run, rules: SchemeDefinition) -> list[Line]:
    """Everybody who asked and did not end it, those with a place first, then the line in its order."""
    rows = run.asked_for.exclude(state__in=Place.OVER).select_related("member__account")
    found = list(rows.prefetch_related("attendances"))
    order = {"taken": 0, "offered": 1}
    found.sort(key=lambda row: (order.get(row.state, 2), _order(row)))
    line = [row.pk for row in found if row.state in ("applied", "waiting")]
    return [
        Line(
            row,
            tier_label(rules, "workshops", row.tier),
            line.index(row.pk) + 1 if row.pk in line else 0,
            frozenset(each.half_day_id for each in row.attendances.all()),
        )
        for row in found
    ]


def _order(row: Place) -> tuple[Any, ...]:
    if row.state in ("taken", "offered"):
        return (row.member.family_name.casefold(), row.member.given_name.casefold())
    return (row.tier, row.applied_at, str(row.pk))


def answers_of(place: Place, rules: SchemeDefinition) -> list[tuple[str, str]]:
    """One's own answers about needs, in words."""
    questions = rules.training.needs if rules.training else ()
    return answers_in_words(questions, place.answers, place.run.scheme, rules)


def half_days_of(run: Run) -> list[HalfDay]:
    """In order."""
    return list(run.half_days.order_by("starts_at"))


def attended(place: Place) -> set[int]:
    """The half days on which somebody was there."""
    return set(place.attendances.values_list("half_day", flat=True))
