"""The solver finds the best at every level, and its certificate convinces a checker that trusts nothing."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.domain.matching.certificate import Certificate, Limb, verify
from alongside.domain.matching.instance import Instance, Level
from alongside.domain.matching.lexicographic import optimise
from tests.domain.matching.markets import best_by_trying_all, instances

HUGE = 2**57


def with_count(instance: Instance) -> Instance:
    """The same with the number of pairs as the first level and the worst pair as the second."""
    ones = np.ones(len(instance.mentee), dtype=np.int64)
    worst = replace(instance.levels[0], threshold=True)
    return replace(instance, levels=(Level("pairs", "", ones), worst, *instance.levels))


@given(instances())
@settings(deadline=None, max_examples=300)
def test_every_level_is_as_good_as_trying_all_matchings(instance: Instance) -> None:
    found = optimise(instance)
    assert found.values == best_by_trying_all(instance)
    assert verify(instance, found) == ()


@given(instances())
@settings(deadline=None, max_examples=300)
def test_the_worst_pair_is_as_good_as_trying_all_matchings(instance: Instance) -> None:
    counted = with_count(instance)
    found = optimise(counted)
    assert found.values == best_by_trying_all(counted)
    assert verify(counted, found) == ()


@given(instances(levels=4), st.integers(0, 3))
@settings(deadline=None, max_examples=200)
def test_levels_too_large_for_one_machine_number_are_solved_in_turn(instance: Instance, place: int) -> None:
    place %= len(instance.levels)
    levels = list(instance.levels)
    levels[place] = replace(levels[place], weights=levels[place].weights * (HUGE // 64))
    large = replace(instance, levels=tuple(levels))
    found = optimise(large)
    assert found.values == best_by_trying_all(large)
    assert verify(large, found) == ()


def test_seven_large_levels_need_several_steps_and_are_all_proved() -> None:
    draw = np.random.default_rng(7)
    mentee, seat = (axis.ravel() for axis in np.indices((40, 30)))
    levels = tuple(Level(f"l{n}", "", draw.integers(0, 50_000, len(mentee))) for n in range(3))
    binary = tuple(Level(f"b{n}", "", draw.integers(0, 2, len(mentee))) for n in range(4))
    instance = Instance(40, draw.integers(0, 3, 30), mentee, seat, (*binary, *levels))
    found = optimise(instance)
    assert len(found.steps) > 1
    assert verify(instance, found) == ()


def test_a_total_beyond_32_bits_is_exact() -> None:
    mentee, seat = (axis.ravel() for axis in np.indices((3, 3)))
    weights = np.where(mentee == seat, 2**40, 1)
    instance = Instance(3, np.ones(3, dtype=np.int64), mentee, seat, (Level("value", "", weights),))
    assert optimise(instance).values == (3 * 2**40,)


def test_nobody_on_either_side_is_no_error() -> None:
    none = np.zeros(0, dtype=np.int64)
    instance = Instance(0, none, none, none, (Level("pairs", "", none),))
    assert verify(instance, optimise(instance)) == ()


class TestTampering:
    """Whatever is changed in a certificate, the checker says so."""

    @pytest.fixture
    def instance(self) -> Instance:
        mentee, seat = (axis.ravel() for axis in np.indices((6, 4)))
        draw = np.random.default_rng(1)
        levels = (Level("pairs", "", np.ones(24, dtype=np.int64)), Level("fit", "", draw.integers(1, 50, 24)))
        worst = replace(levels[1], key="worst", threshold=True)
        return Instance(6, np.array([1, 1, 2, 1]), mentee, seat, (levels[0], worst, levels[1]))

    @pytest.fixture
    def found(self, instance: Instance) -> Certificate:
        certificate = optimise(instance)
        assert verify(instance, certificate) == ()
        return certificate

    def test_another_matching(self, instance: Instance, found: Certificate) -> None:
        for mentee in range(6):
            for seat in range(-1, 4):
                changed = found.seat.copy()
                changed[mentee] = seat
                if seat != found.seat[mentee]:
                    assert verify(instance, replace(found, seat=changed))

    def test_a_value_one_higher(self, instance: Instance, found: Certificate) -> None:
        for level in range(3):
            values = tuple(value + (place == level) for place, value in enumerate(found.values))
            assert verify(instance, replace(found, values=values))

    @pytest.mark.parametrize("step", [0, 1, 2])
    @pytest.mark.parametrize("side", ["gain", "price"])
    def test_any_price_of_a_sum_one_lower_or_higher(
        self, instance: Instance, found: Certificate, step: int, side: str
    ) -> None:
        if not isinstance(found.steps[step], Limb):
            return
        prices = getattr(found.steps[step], side)
        for place in range(len(prices)):
            for change in (-1, 1):
                changed = prices.copy()
                changed[place] += change
                assert self._with_step(instance, found, step, **{side: changed})

    def test_a_better_worst_pair_is_claimed(self, instance: Instance, found: Certificate) -> None:
        assert self._with_step(instance, found, 1, worst=found.values[1] + 1)

    def test_the_proof_against_a_better_worst_pair_is_missing(
        self, instance: Instance, found: Certificate
    ) -> None:
        none = np.zeros(0, dtype=np.int64)
        assert self._with_step(instance, found, 1, gain=none, price=none)

    def test_a_step_left_out_or_out_of_order(self, instance: Instance, found: Certificate) -> None:
        assert verify(instance, replace(found, steps=found.steps[:-1]))
        assert verify(instance, replace(found, steps=found.steps[::-1]))

    def test_coefficients_that_let_a_later_level_outweigh(self) -> None:
        mentee, seat = (axis.ravel() for axis in np.indices((2, 2)))
        levels = (Level("pairs", "", np.ones(4, dtype=np.int64)), Level("fit", "", np.array([5, 1, 1, 9])))
        instance = Instance(2, np.array([1, 1]), mentee, seat, levels)
        found = optimise(instance)
        step = found.steps[0]
        assert isinstance(step, Limb)
        assert self._with_step(instance, found, 0, coefficients=(1, 1))

    def test_numbers_so_large_that_a_check_would_overflow(
        self, instance: Instance, found: Certificate
    ) -> None:
        prices = np.full(6, 2**62, dtype=np.int64)
        assert self._with_step(instance, found, 0, gain=prices)

    def _with_step(
        self, instance: Instance, found: Certificate, place: int, **changes: object
    ) -> tuple[str, ...]:
        steps = list(found.steps)
        steps[place] = replace(steps[place], **changes)  # type: ignore[arg-type]
        return verify(instance, replace(found, steps=tuple(steps)))
