"""Places in workshops, when several act at the same moment: the last one is had by one person."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import pytest
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.people.models import Account
from alongside.schemes.models import Scheme
from alongside.training.actions.places import answer_place, ask_for_place, give_place_back, lapse_places
from alongside.training.actions.runs import allot_places, announce_run, plan_run
from alongside.training.models import Place, Run
from tests.factories import make_body, make_member, make_scheme, make_staff
from tests.plugins.races import Races
from tests.races.pairs import ROUNDS, mistakes


@dataclass(frozen=True)
class School:
    """A scheme with workshops, and the moment at which everything happens."""

    scheme: Scheme
    carol: Account
    now: datetime

    def run(self, places: int = 1, *, window: bool = False) -> Run:
        """A new announced run."""
        until = (self.now + timedelta(days=5)).date() if window else None
        made = plan_run(
            self.scheme,
            by=self.carol,
            fields={"name": "Mentoring skills", "places": places, "apply_until": until},
            half_days=[(self.now + timedelta(days=30), 180)],
        )
        return announce_run(made, by=self.carol)

    def asks(self, run: Run) -> Place:
        """Somebody new asks for a place."""
        return ask_for_place(run, member=make_member(self.scheme.body), answers={}, now=timezone.now())


@pytest.fixture
def school(races: Races) -> School:
    """A scheme and its office. A pilot's cap would stop the rounds after the first forty places."""
    body = make_body("school")
    carol = make_staff(body, "carol", "coordinator")
    return School(make_scheme(body, preset="asme"), carol, timezone.now())


def states(run: Run) -> list[str]:
    return sorted(run.asked_for.values_list("state", flat=True))


def make_room(run: Run) -> None:
    """Take a run of an earlier round out of the pilot's count."""
    Run.objects.filter(pk=run.pk).update(state="cancelled")


def test_the_last_place_of_a_workshop_is_had_by_one_person(races: Races, school: School) -> None:
    for _ in range(ROUNDS):
        run = school.run()
        ask = [
            partial(ask_for_place, run, member=make_member(school.scheme.body), answers={}, now=school.now)
            for _ in range(2)
        ]
        assert mistakes(races.at_once(*ask), MoveRefused) == []
        assert states(run) == ["taken", "waiting"]
        make_room(run)


def test_a_place_given_back_twice_goes_to_one_and_a_lapse_against_a_yes_is_one_of_the_two(
    races: Races, school: School
) -> None:
    for _ in range(ROUNDS):
        run = school.run()
        first, second, _third = school.asks(run), school.asks(run), school.asks(run)
        back = partial(give_place_back, first, by=first.member.account, role="member", now=school.now)
        assert mistakes(races.at_once(back, back), MoveRefused) == []
        assert states(run) == ["offered", "waiting", "withdrawn"]
        yes = partial(answer_place, second, yes=True, now=school.now + timedelta(days=5))
        assert (
            mistakes(races.at_once(yes, partial(lapse_places, school.now + timedelta(days=7))), MoveRefused)
            == []
        )
        assert states(run) in (["taken", "waiting", "withdrawn"], ["lapsed", "offered", "withdrawn"])
        make_room(run)


def test_the_office_and_the_clock_give_out_places_once(races: Races, school: School) -> None:
    for _ in range(ROUNDS):
        run = school.run(window=True)
        for _ in range(3):
            school.asks(run)
        allot = [partial(allot_places, run, by=by, now=school.now) for by in (school.carol, None)]
        outcomes = races.at_once(*allot)
        assert mistakes(outcomes, MoveRefused) == []
        assert sorted(one.won for one in outcomes) == [False, True]
        assert states(run) == ["offered", "waiting", "waiting"]
        make_room(run)
