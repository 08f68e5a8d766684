"""How far partnerships came and what became of their goals, in whole fives."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q

from alongside.domain.local_time import year_in
from alongside.domain.suppression import LEAST, fives_of
from alongside.partnerships.models import Goal, Partnership
from alongside.people.models import Account
from alongside.schemes.models import Scheme

SIDES: Final = ("mentee", "mentor")


@dataclass(frozen=True)
class GoalsReached:
    """People of one side with goals that their partner could read: each number in whole fives, and never all of them."""

    side: str
    with_goals: int
    met_one: int
    met_all: int


@dataclass(frozen=True)
class Reached:
    """Of those introduced in a year, in whole fives; no goals before the year is over."""

    steps: tuple[tuple[str, int], ...]
    goals: tuple[GoalsReached, ...]


def reached_in(account: Account, scheme: Scheme, year: int, today: date) -> Reached:
    """How many pairs held their first session, half of those planned and all, and how many people met their goals.

    No goal is opened, and one that nobody else has seen is not counted. While goals can still be met in the year, two
    looks could differ by what one person did, so nothing is told of goals before it is over. How many sessions a pair
    held the office sees in any case.
    """
    begin, end = year_in(year, scheme.body.zone)
    pairs = Partnership.objects.run_by(account).filter(
        scheme=scheme, introduced_at__gte=begin, introduced_at__lt=end
    )
    held = [_share_held(pair) for pair in pairs.prefetch_related("sessions")]
    steps = (
        ("Held a session", _fives([share > 0 for share in held])),
        ("Held half of the sessions planned", _fives([share >= 0.5 for share in held])),
        ("Held all of them", _fives([share >= 1 for share in held])),
    )
    if today < end.date():
        return Reached(steps, ())
    met: dict[tuple[str, object], list[bool]] = defaultdict(list)
    rows = Goal.objects.shared().standing().filter(partnership__in=pairs, shared_at__lt=end)
    for owner, author, is_met in rows.annotate(is_met=Q(state="met", settled_at__lt=end)).values_list(
        "owner", "author", "is_met"
    ):
        met[owner, author].append(is_met)
    return Reached(steps, tuple(_goals_of(side, met, len(held)) for side in SIDES))


def _share_held(pair: Partnership) -> float:
    states = [session.state for session in pair.sessions.all() if session.state != "skipped"]
    return states.count("held") / len(states) if states else 0.0


def _goals_of(side: str, met: dict[tuple[str, object], list[bool]], pairs: int) -> GoalsReached:
    people = [each for (owner, _), each in met.items() if owner == side]
    met_one, met_all = sum(map(any, people)), sum(map(all, people))
    return GoalsReached(side, *(fives_of(number, pairs) for number in (len(people), met_one, met_all)))


def _fives(each: list[bool]) -> int:
    return sum(each) // LEAST * LEAST
