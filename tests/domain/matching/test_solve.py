"""A match run keeps to rules, places, pins and bans, is the same however people are listed, and says why."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.graph.python import min_cost_flow  # type: ignore[import-untyped]
from scipy.optimize import linear_sum_assignment

from alongside.domain.matching.checking import MarketProblem
from alongside.domain.matching.criteria import SharedChoices
from alongside.domain.matching.instance import Instance, Level
from alongside.domain.matching.lexicographic import optimise
from alongside.domain.matching.objectives import (
    BestWorstOff,
    FewestToldMoved,
    FitLessMoves,
    LongestWaiting,
    MostPeople,
    NthChoice,
    TotalFit,
    UrgentFirst,
)
from alongside.domain.matching.people import Market, Mentee, Mentor, PairKeys
from alongside.domain.matching.result import Result
from alongside.domain.matching.rules import NotYourself, ShareValue
from alongside.domain.matching.solve import solve, verify
from tests.domain.matching.markets import CRITERIA, RULES, best_by_trying_all, markets

ALL = (
    MostPeople(),
    UrgentFirst(),
    LongestWaiting(),
    NthChoice(1),
    NthChoice(2),
    NthChoice(1, side="mentor"),
    BestWorstOff(),
    TotalFit(),
)


def keys(result: Result) -> set[PairKeys]:
    return {(pair.mentee, pair.mentor) for pair in result.pairs}


def keeps_to_everything(market: Market, result: Result) -> None:
    """Rules, bans, places; everyone is told once."""
    mentees = {mentee.key: mentee for mentee in market.mentees}
    mentors = {mentor.key: mentor for mentor in market.mentors}
    assert keys(result).isdisjoint(market.bans)
    assert keys(result) >= market.pins
    for pair in result.pairs:
        assert [rule.check(mentees[pair.mentee], mentors[pair.mentor]) for rule in RULES] == [None] * len(
            RULES
        )
        assert 0 <= pair.fit <= 100
    for mentor in market.mentors:
        assert sum(pair.mentor == mentor.key for pair in result.pairs) <= mentor.capacity
    told = sorted([pair.mentee for pair in result.pairs] + [left.mentee for left in result.unmatched])
    assert told == sorted(mentees)


@given(markets(), st.integers(0, 3))
@settings(deadline=None, max_examples=150)
def test_every_run_keeps_to_everything_and_is_proved(market: Market, seed: int) -> None:
    result = solve(market, RULES, CRITERIA, ALL, seed=seed)
    keeps_to_everything(market, result)
    assert verify(result) == ()


@given(markets(most=4))
@settings(deadline=None, max_examples=100)
def test_every_objective_is_as_good_as_trying_all_matchings(market: Market) -> None:
    result = solve(market, RULES, CRITERIA, ALL)
    assert result.certificate.values == best_by_trying_all(result.working.instance)


@given(markets(), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=60)
def test_the_order_in_which_people_are_listed_changes_nothing(market: Market, random: object) -> None:
    turned = replace(market, mentees=market.mentees[::-1], mentors=market.mentors[::-1])
    assert solve(market, RULES, CRITERIA) == solve(turned, RULES, CRITERIA)


@given(markets(), st.data())
@settings(deadline=None, max_examples=60)
def test_a_pair_that_is_pinned_stays_and_the_rest_is_best(market: Market, data: st.DataObject) -> None:
    possible = sorted(keys(solve(market, RULES, CRITERIA, [TotalFit()])))
    if possible:
        market = replace(market, pins=frozenset({data.draw(st.sampled_from(possible))}))
    result = solve(market, RULES, CRITERIA)
    keeps_to_everything(market, result)
    assert {(pair.mentee, pair.mentor) for pair in result.pairs if pair.pinned} == market.pins
    assert verify(result) == ()


@given(markets())
@settings(deadline=None, max_examples=60)
def test_told_pairs_stay_together_when_others_arrive(market: Market) -> None:
    early = replace(market, mentees=market.mentees[::2])
    told = frozenset(keys(solve(early, RULES, CRITERIA)))
    again = solve(replace(market, told=told), RULES, CRITERIA)
    assert keys(again) >= told
    assert {(pair.mentee, pair.mentor) for pair in again.pairs if pair.told} == told


@given(markets())
@settings(deadline=None, max_examples=60)
def test_a_stable_run_leaves_no_blocking_pair(market: Market) -> None:
    result = solve(market, RULES, CRITERIA, mode="stable")
    keeps_to_everything(market, result)
    assert result.blocking == ()
    assert result.stability is not None
    assert result.stability.fewer_pairs >= 0
    assert verify(result) == ()


def shared(*words: str) -> dict[str, object]:
    return {"sought": words, "offered": words}


def test_moving_a_told_pair_is_possible_where_the_objectives_say_so() -> None:
    alice, bea = Mentee("alice", {"language": "Welsh"}), Mentee("bea", {"language": ("Welsh", "English")})
    mentors = (Mentor("bob", {"language": ("Welsh", "English")}), Mentor("eve", {"language": "English"}))
    market = Market((alice, bea), mentors, told=frozenset({("bea", "bob")}))
    rules = [ShareValue("language", "language", "language")]
    assert keys(solve(market, rules, [])) == {("bea", "bob")}
    moved = solve(market, rules, [], [MostPeople(), FewestToldMoved()])
    assert keys(moved) == {("alice", "bob"), ("bea", "eve")}
    assert keys(solve(market, rules, [], [FewestToldMoved(), MostPeople()])) == {("bea", "bob")}


@given(markets(fixed=False), st.sampled_from([0, 5, 40]))
@settings(deadline=None, max_examples=60)
def test_told_pairs_are_parted_only_where_that_wins_more_than_it_costs(market: Market, cost: int) -> None:
    told = frozenset(keys(solve(market, RULES, CRITERIA, [MostPeople()], seed=1)))
    market = replace(market, told=told)
    found = solve(market, RULES, CRITERIA, [MostPeople(), FitLessMoves(cost)])
    best = solve(replace(market, told=frozenset()), RULES, CRITERIA, [MostPeople(), TotalFit()])
    assert found.levels[0].value == best.levels[0].value
    fit = found.levels[1].value - 10 * cost * len(told & keys(found))
    assert fit <= best.levels[1].value
    assert found.levels[1].value >= best.levels[1].value + 10 * cost * len(told & keys(best))
    moves_more = len(told & keys(found)) - len(told & keys(best))
    assert best.levels[1].value - fit <= 10 * cost * moves_more
    assert verify(found) == ()


def test_a_move_must_win_more_than_its_cost() -> None:
    mentors = (Mentor("bob", shared("x")), Mentor("eve", shared("y")))
    mentees = (Mentee("alice", shared("y")), Mentee("bea", shared("x")))
    market = Market(mentees, mentors, told=frozenset({("alice", "bob"), ("bea", "eve")}))
    fit = [SharedChoices("sought", "offered")]
    # Both moves together win 200 points.
    assert keys(solve(market, [], fit, [MostPeople(), FitLessMoves(99)])) == {
        ("alice", "eve"),
        ("bea", "bob"),
    }
    assert keys(solve(market, [], fit, [MostPeople(), FitLessMoves(101)])) == market.told


def test_a_told_pair_ends_when_one_of_them_has_left() -> None:
    market = Market((Mentee("alice"),), (Mentor("bob"),), told=frozenset({("alice", "gone")}))
    assert keys(solve(market, [], [])) == {("alice", "bob")}


def test_the_longest_waiting_comes_before_the_newcomer() -> None:
    mentees = (Mentee("new", shared("x"), waiting_days=3), Mentee("old", shared(), waiting_days=90))
    result = solve(Market(mentees, (Mentor("bob", shared("x")),)), [], [SharedChoices("sought", "offered")])
    assert keys(result) == {("old", "bob")}
    assert [left.sentence for left in result.unmatched] == [
        "2 people seek the same 1 place. Those who have the places have waited longer than you."
    ]


def test_the_urgent_come_before_the_longest_waiting() -> None:
    mentees = (Mentee("urgent", urgent=True), Mentee("old", waiting_days=90))
    assert keys(solve(Market(mentees, (Mentor("bob"),)), [], [])) == {("urgent", "bob")}


def test_more_pairs_come_before_a_better_fit() -> None:
    mentees = (Mentee("a", shared("x") | {"at": "1"}), Mentee("b", {"sought": "x", "at": ("1", "2")}))
    mentors = (Mentor("m", shared("x") | {"at": ("1", "2")}), Mentor("n", {"at": "2"}))
    result = solve(
        Market(mentees, mentors), [ShareValue("at", "at", "place")], [SharedChoices("sought", "offered")]
    )
    assert keys(result) == {("a", "m"), ("b", "n")}


def test_mentors_get_the_number_they_want_at_least() -> None:
    mentees = tuple(Mentee(key, shared("x")) for key in "abc")
    mentors = (Mentor("best", shared("x"), capacity=3), Mentor("shy", shared(), capacity=2, minimum=2))
    result = solve(Market(mentees, mentors), [], [SharedChoices("sought", "offered")])
    assert sorted(pair.mentor for pair in result.pairs) == ["best", "shy", "shy"]
    assert verify(result) == ()


def test_a_hall_set_is_named_with_what_they_have_in_common() -> None:
    welsh = tuple(Mentee(f"w{number}", {"language": "Welsh"}) for number in range(3))
    mentors = (Mentor("bob", {"language": "Welsh"}), Mentor("eve", {"language": "English"}, capacity=5))
    result = solve(
        Market((*welsh, Mentee("e", {"language": "English"})), mentors),
        [ShareValue("language", "language", "language")],
        [],
    )
    assert len(result.pairs) == 2
    assert {left.sentence for left in result.unmatched} == {
        "3 people seek the same 1 place (language: Welsh). "
        "Those who have waited longest come first; among equals the best fit for everyone decided."
    }
    assert {(left.seekers, left.mentors, left.places) for left in result.unmatched} == {
        (("w0", "w1", "w2"), ("bob",), 1)
    }


def test_who_has_no_allowed_mentor_reads_which_rule_keeps_whom_away() -> None:
    market = Market(
        (Mentee("alice", {"email": "a@x.org", "language": "Welsh"}),),
        (Mentor("self", {"email": "A@x.org"}), Mentor("eve", {"language": "English"}), Mentor("bob")),
        bans=frozenset({("alice", "bob")}),
    )
    result = solve(market, [NotYourself(), ShareValue("language", "language", "language")], [])
    assert [left.sentence for left in result.unmatched] == [
        "Of 3 mentors, 1 is you yourself, 1 does not have a language in common with you "
        "and 1 is ruled out by the office."
    ]


def test_all_contradictions_of_a_market_are_told_at_once() -> None:
    market = Market(
        (Mentee("a", {"email": "x@x"}), Mentee("a"), Mentee("b", {"email": "y@y"})),
        (Mentor("m", {"email": "Y@Y"}, capacity=-1), Mentor("n", minimum=2)),
        pins=frozenset({("b", "m"), ("b", "gone")}),
        bans=frozenset({("b", "m")}),
    )
    with pytest.raises(MarketProblem) as raised:
        solve(market, [NotYourself()], [])
    assert raised.value.problems == (
        "The mentee a is there 2 times.",
        "The mentor m has fewer than 0 places.",
        "The mentor n wants at least 2 but has 1 places.",
        "The pair b and gone is pinned, but one of them is not in this run.",
        "The pair b and m is both kept and banned.",
        "b and m cannot be kept: m is you: you cannot mentor yourself.",
        "b is kept with 2 mentors.",
    )


@pytest.mark.requirement("R58")
def test_people_who_give_no_location_are_matched() -> None:
    result = solve(Market((Mentee("alice"),), (Mentor("bob"),)), RULES[:1], CRITERIA)
    assert keys(result) == {("alice", "bob")}


@pytest.mark.requirement("R25")
def test_a_pair_lists_the_answers_that_drove_it_the_weightiest_first() -> None:
    alice = Mentee("alice", {"name": "Alice", "areas_sought": ["management"], "hopes": "ultrasound clinics"})
    bob = Mentor("bob", {"name": "Bob", "expertise": ["management"], "biography": "leading ultrasound"})
    (pair,) = solve(Market((alice,), (bob,)), [], CRITERIA).pairs
    assert [reason.sentence for reason in pair.reasons] == [
        "Bob offers management, which you asked for.",
        "You and Bob both write about ultrasound.",
    ]


def random_instance(draw: np.random.Generator, mentees: int, seats: int, share: float) -> Instance:
    mentee, seat = np.nonzero(draw.random((mentees, seats)) < share)
    levels = (
        Level("pairs", "", np.ones(len(mentee), dtype=np.int64)),
        Level("fit", "", draw.integers(0, 1001, len(mentee))),
    )
    return Instance(mentees, draw.integers(0, 4, seats), mentee, seat, levels)


@pytest.mark.parametrize("size", [(80, 40), (60, 90), (150, 60)])
@pytest.mark.parametrize("share", [0.03, 0.2, 1.0])
def test_two_independent_solvers_find_the_same_optimum(size: tuple[int, int], share: float) -> None:
    instance = random_instance(np.random.default_rng(size[0]), *size, share)
    found = optimise(instance)
    assert found.values == by_network_flow(instance) == by_scipy(instance)


def by_network_flow(instance: Instance) -> tuple[int, int]:
    """OR-Tools, with a way round for everyone so that supply always meets demand."""
    flow = min_cost_flow.SimpleMinCostFlow()
    source, sink = instance.mentees + len(instance.capacity), instance.mentees + len(instance.capacity) + 1
    fit = instance.levels[1].weights
    worth = 1 + 1000 * instance.most_pairs
    arcs = [
        flow.add_arc_with_capacity_and_unit_cost(int(m), instance.mentees + int(s), 1, -int(worth + f))
        for m, s, f in zip(instance.mentee, instance.seat, fit, strict=True)
    ]
    for mentee in range(instance.mentees):
        flow.add_arc_with_capacity_and_unit_cost(source, mentee, 1, 0)
    for seat, places in enumerate(instance.capacity):
        flow.add_arc_with_capacity_and_unit_cost(instance.mentees + seat, sink, int(places), 0)
    flow.add_arc_with_capacity_and_unit_cost(source, sink, instance.mentees, 0)
    flow.set_node_supply(source, instance.mentees)
    flow.set_node_supply(sink, -instance.mentees)
    assert flow.solve() == flow.OPTIMAL
    used = [edge for edge, arc in enumerate(arcs) if flow.flow(arc)]
    return len(used), int(fit[used].sum())


def by_scipy(instance: Instance) -> tuple[int, int]:
    """SciPy on a table with one column per place and one spare column per mentee."""
    columns = np.repeat(np.arange(len(instance.capacity)), instance.capacity)
    table = np.full((instance.mentees, len(instance.capacity)), -1.0)
    worth = 1 + 1000 * instance.most_pairs
    table[instance.mentee, instance.seat] = worth + instance.levels[1].weights
    wide = np.hstack([table[:, columns], np.zeros((instance.mentees, instance.mentees))])
    total = int(wide[linear_sum_assignment(wide, maximize=True)].sum())
    return total // worth, total % worth
