"""How far partnerships came and what became of their goals, in whole fives."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from alongside.domain.suppression import LEAST
from alongside.partnerships.models import Goal, Partnership
from alongside.people.models import Account
from alongside.schemes.models import Scheme

SIDES: Final = ("mentee", "mentor")


@dataclass(frozen=True)
class GoalsReached:
    """People of one side with goals that their partner could read; each number is rounded down to whole fives."""

    side: str
    with_goals: int
    met_one: int
    met_all: int


@dataclass(frozen=True)
class Reached:
    """Of those introduced in a year; each number is rounded down to whole fives."""

    steps: tuple[tuple[str, int], ...]
    goals: tuple[GoalsReached, ...]


def reached_in(account: Account, scheme: Scheme, year: int) -> Reached:
    """How many pairs held their first session, half of those planned and all, and how many people met their goals.

    No goal is opened, and one that nobody else has seen is not counted. Two looks differ by five or by none, so
    nobody can tell from them how one pair is doing.
    """
    zone = scheme.body.zone
    begin, end = datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)
    pairs = Partnership.objects.run_by(account).filter(
        scheme=scheme, introduced_at__gte=begin, introduced_at__lt=end
    )
    held = [_share_held(pair) for pair in pairs.prefetch_related("sessions")]
    steps = (
        ("Held a session", _fives(share > 0 for share in held)),
        ("Held half of the sessions planned", _fives(share >= 0.5 for share in held)),
        ("Held all of them", _fives(share >= 1 for share in held)),
    )
    states: dict[tuple[str, object], list[str]] = defaultdict(list)
    rows = Goal.objects.shared().standing().filter(partnership__in=pairs)
    for owner, author, state in rows.values_list("owner", "author", "state"):
        states[owner, author].append(state)
    return Reached(steps, tuple(_goals_of(side, states) for side in SIDES))


def _share_held(pair: Partnership) -> float:
    states = [session.state for session in pair.sessions.all() if session.state != "skipped"]
    return states.count("held") / len(states) if states else 0.0


def _goals_of(side: str, states: dict[tuple[str, object], list[str]]) -> GoalsReached:
    people = [found for (owner, _), found in states.items() if owner == side]
    met_one = (any(state == "met" for state in found) for found in people)
    met_all = (all(state == "met" for state in found) for found in people)
    return GoalsReached(side, len(people) // LEAST * LEAST, _fives(met_one), _fives(met_all))


def _fives(each: Iterable[bool]) -> int:
    return sum(each) // LEAST * LEAST
