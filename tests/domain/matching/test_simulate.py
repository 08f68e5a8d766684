"""The simulator shows what an interval between runs costs in waiting and wins in fit."""

from dataclasses import replace

from alongside.domain.matching.criteria import SharedChoices
from alongside.domain.matching.people import Market, Mentee, Mentor
from alongside.domain.matching.simulate import Outcome, Rates, Simulator

AREAS = ("a", "b", "c", "d", "e", "f")
HISTORY = Market(
    tuple(Mentee(f"m{n}", {"sought": (AREAS[n % 6], AREAS[(n * 5 + 1) % 6])}) for n in range(40)),
    tuple(Mentor(f"n{n}", {"offered": (AREAS[(n * 7) % 6], AREAS[(n * 3 + 2) % 6])}) for n in range(40)),
)
RATES = Rates(mentees_per_day=1, places_per_day=1.1, days=200, target_days=60, seeds=(0, 1))


def simulator() -> Simulator:
    return Simulator(HISTORY, [], [SharedChoices("sought", "offered")])


def test_waiting_longer_between_runs_wins_fit_and_costs_days() -> None:
    daily, monthly = simulator().frontier(RATES, (1, 30))
    assert monthly.mean_fit > daily.mean_fit
    assert monthly.waited(50) > daily.waited(50)
    assert monthly.arrived == daily.arrived


def test_the_same_seeds_give_the_same_outcome() -> None:
    assert simulator().run(RATES, 7) == simulator().run(RATES, 7)


def test_nobody_is_paired_beyond_the_date() -> None:
    scarce = simulator().run(replace(RATES, places_per_day=0.5), 7)
    assert max(scarce.waiting_days) <= RATES.target_days
    assert scarce.missed > 0


def test_the_places_needed_are_enough_and_not_many_more() -> None:
    needed = simulator().places_needed(RATES, 7)
    assert needed is not None
    assert simulator().run(replace(RATES, places_per_day=needed), 7).within_target >= 0.95
    assert simulator().run(replace(RATES, places_per_day=needed * 0.8), 7).within_target < 0.95


def test_a_short_simulation_does_not_make_fewer_places_than_people_enough() -> None:
    """It begins with an empty queue, which hides for a while that the queue grows."""
    short = replace(RATES, days=70)
    assert simulator().run(replace(short, places_per_day=0.8), 7).within_target >= 0.95
    needed = simulator().places_needed(short, 7)
    assert needed is not None
    assert needed >= 0.95


def test_no_number_of_mentors_helps_where_none_is_allowed() -> None:
    nobody = Simulator(replace(HISTORY, mentors=()), [], [])
    assert nobody.places_needed(RATES, 7) is None


def test_a_percentile_is_a_value_that_somebody_had() -> None:
    outcome = Outcome(7, 4, 4, 0, (1, 2, 3, 40), (50, 60, 70, 80))
    assert (outcome.waited(50), outcome.waited(90), outcome.fit(10)) == (2, 40, 50)
