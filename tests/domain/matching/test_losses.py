"""Losses read off the prices are the losses found by solving anew."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from alongside.domain.matching import losses
from alongside.domain.matching.instance import Instance, Level
from alongside.domain.matching.lexicographic import optimise
from alongside.domain.matching.losses import Losses
from tests.domain.matching.markets import best_by_trying_all, instances


def only(instance: Instance, mentee: int, seat: int | None) -> Instance:
    """The same instance where a mentee has that seat or nothing."""
    keep = (instance.mentee != mentee) | (instance.seat == seat)
    levels = tuple(replace(level, weights=level.weights[keep]) for level in instance.levels)
    return Instance(instance.mentees, instance.capacity, instance.mentee[keep], instance.seat[keep], levels)


def forced(instance: Instance, mentee: int, seat: int) -> tuple[int, ...] | None:
    """The best values when a pair is forced, by trying all; None where it cannot be."""
    used = ((instance.mentee == mentee) & (instance.seat == seat)).astype(np.int64)
    first = replace(instance, levels=(Level("forced", "", used), *instance.levels))
    reached = best_by_trying_all(first)
    return reached[1:] if reached[0] else None


def less(best: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(a - b for a, b in zip(best, other, strict=True))


@given(instances())
@settings(deadline=None, max_examples=150)
def test_the_loss_of_every_forced_pair_is_exact(instance: Instance) -> None:
    found = optimise(instance)
    loss_of = Losses(instance, found)
    table = loss_of.of_pairs()
    for mentee, seat in zip(instance.mentee.tolist(), instance.seat.tolist(), strict=True):
        reached = forced(instance, mentee, seat)
        if reached is None:
            assert table[mentee, seat] >= loss_of.never
        else:
            assert loss_of.by_level(int(table[mentee, seat])) == less(found.values, reached)


@given(instances())
@settings(deadline=None, max_examples=100)
def test_the_loss_of_leaving_someone_out_is_exact(instance: Instance) -> None:
    found = optimise(instance)
    loss_of = Losses(instance, found)
    for mentee, loss in enumerate(loss_of.of_leaving()):
        assert loss_of.by_level(int(loss)) == less(
            found.values, best_by_trying_all(only(instance, mentee, None))
        )


@given(instances())
@settings(deadline=None, max_examples=100)
def test_the_worth_of_one_more_place_is_exact(instance: Instance) -> None:
    found = optimise(instance)
    loss_of = Losses(instance, found)
    for seat, worth in enumerate(loss_of.of_one_more_place()):
        more = instance.capacity.copy()
        more[seat] += 1
        reached = best_by_trying_all(replace(instance, capacity=more))
        assert loss_of.by_level(int(worth)) == less(reached, found.values)


@given(instances(levels=3))
@settings(deadline=None, max_examples=100)
def test_losses_are_exact_where_levels_do_not_fit_into_one_machine_number(instance: Instance) -> None:
    large = replace(
        instance,
        levels=tuple(replace(level, weights=level.weights * 2**45) for level in instance.levels),
    )
    found = optimise(large)
    loss_of = Losses(large, found)
    table = loss_of.of_pairs()
    for mentee, seat in zip(large.mentee.tolist(), large.seat.tolist(), strict=True):
        reached = forced(large, mentee, seat)
        if reached is not None:
            assert loss_of.by_level(int(table[mentee, seat])) == less(found.values, reached)


@pytest.mark.parametrize("large", [1, 2**22, 2**40])
def test_the_compiled_way_to_close_chains_gives_the_same_losses(
    monkeypatch: pytest.MonkeyPatch, large: int
) -> None:
    draw = np.random.default_rng(5)
    mentee, seat = np.nonzero(draw.random((40, 25)) < 0.4)
    levels = tuple(Level(f"l{n}", "", draw.integers(0, 9, len(mentee)) * large) for n in range(3))
    instance = Instance(40, draw.integers(0, 3, 25), mentee, seat, levels)
    found = optimise(instance)
    once = told(Losses(instance, found))
    monkeypatch.setattr(losses, "MOST_SEATS", 0)
    assert told(Losses(instance, found)) == once


def told(loss_of: Losses) -> list[tuple[int, ...]]:
    return [loss_of.by_level(int(loss)) for loss in loss_of.of_pairs().ravel() if loss < loss_of.never]
