"""Objectives in order, each exact: levels are packed into whole numbers, and what does not fit is solved in turn."""

from collections.abc import Callable

import numpy as np

from alongside.domain.matching.certificate import Certificate, Limb, chosen_edges, coefficients_for, packed
from alongside.domain.matching.dense import Assigned, assign_dense
from alongside.domain.matching.instance import Instance, Whole, exact_sum

ROOM = 1 << 60
Assign = Callable[[int, Whole, Whole, Whole, Whole], Assigned]
Progress = Callable[[str, int, int], None]


def optimise(instance: Instance, assign: Assign = assign_dense, progress: Progress | None = None) -> Certificate:
    """The best matching level by level, with its proof; integers throughout, so nothing is rounded."""
    face = _Face(instance)
    limbs: list[Limb] = []
    seat = np.full(instance.mentees, -1, dtype=np.int64)
    groups = _groups(instance)
    for step, levels in enumerate(groups):
        if progress:
            progress(instance.levels[levels[0]].key, step, len(groups))
        found, limb = face.best(levels, assign)
        seat = found.seat
        limbs.append(limb)
    chosen = chosen_edges(instance, seat)
    if chosen is None:
        raise RuntimeError("The solver chose a pair that is not allowed.")
    values = tuple(exact_sum(level.weights[chosen]) for level in instance.levels)
    return Certificate(seat, values, tuple(limbs))


def _groups(instance: Instance) -> list[tuple[int, ...]]:
    """Neighbouring levels that fit together into one whole number of the machine."""
    groups: list[tuple[int, ...]] = []
    current: tuple[int, ...] = ()
    for level in range(len(instance.levels)):
        if current and not _fits(instance, (*current, level), first=not groups):
            groups.append(current)
            current = ()
        current = (*current, level)
    return [*groups, current] if current else groups


def _fits(instance: Instance, levels: tuple[int, ...], *, first: bool) -> bool:
    coefficients = coefficients_for(instance, levels)
    largest = [int(instance.levels[level].weights.max(initial=0)) for level in levels]
    most = sum(coefficient * weight for coefficient, weight in zip(coefficients, largest, strict=True))
    return most < ROOM if first else 4 * most * max(instance.most_pairs, 1) < ROOM


class _Face:
    """The matchings that are best so far: only tight edges, and some people and places that must be used."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.edges = np.arange(len(instance.mentee))
        self.must_match = np.zeros(instance.mentees, dtype=np.int64)
        self.must_fill = np.zeros(len(instance.capacity), dtype=np.int64)

    def best(self, levels: tuple[int, ...], assign: Assign) -> tuple[Assigned, Limb]:
        """The best matching of the face for some levels; the face shrinks to all that are as good."""
        instance, edges = self.instance, self.edges
        coefficients = coefficients_for(instance, levels)
        value = packed(instance, levels, coefficients)[edges]
        mentee, seat = instance.mentee[edges], instance.seat[edges]
        must = self.must_match[mentee] + self.must_fill[seat]
        # Worth more than all else together, so that whoever must be matched is, and the places that must be full are.
        bonus = 1 + instance.most_pairs * int(value.max(initial=0)) if must.any() else 0
        found = assign(instance.mentees, instance.capacity, mentee, seat, value + bonus * must)
        gain, price = found.gain - bonus * self.must_match, found.price - bonus * self.must_fill
        self.edges = edges[gain[mentee] + price[seat] == value]
        self.must_match |= gain > 0
        self.must_fill |= price > 0
        total = exact_sum(gain) + sum(int(c) * int(p) for c, p in zip(instance.capacity, price, strict=True))
        return found, Limb(levels, coefficients, gain, price, total)
