"""Objectives in order, each exact: levels are packed into whole numbers, or solved in turn."""

from collections.abc import Callable

import numpy as np

from alongside.domain.matching.certificate import (
    Certificate,
    Limb,
    Threshold,
    chosen_edges,
    coefficients_for,
    packed,
    reached,
)
from alongside.domain.matching.dense import Assigned, assign_dense
from alongside.domain.matching.instance import Instance, Whole

ROOM = 1 << 60
SPREAD = 2
Assign = Callable[[int, Whole, Whole, Whole, Whole], Assigned]
Progress = Callable[[str, int, int], None]


def optimise(
    instance: Instance, assign: Assign = assign_dense, progress: Progress | None = None
) -> Certificate:
    """The best matching level by level, with its proof; integers throughout, so nothing is rounded."""
    face = _Face(instance, assign)
    steps: list[Limb | Threshold] = []
    groups = _groups(instance)
    for done, levels in enumerate(groups):
        if progress:
            progress(instance.levels[levels[0]].key, done, len(groups))
        if instance.levels[levels[0]].threshold:
            steps.append(face.raise_worst(levels[0]))
        else:
            steps.append(face.best(levels))
    chosen = chosen_edges(instance, face.seat)
    if chosen is None:
        raise RuntimeError("The solver chose a pair that is not allowed.")
    return Certificate(face.seat, tuple(reached(level, chosen) for level in instance.levels), tuple(steps))


def _groups(instance: Instance) -> list[tuple[int, ...]]:
    """Neighbouring levels that fit together into one whole number of the machine."""
    groups: list[tuple[int, ...]] = []
    current: tuple[int, ...] = ()
    for level in range(len(instance.levels)):
        alone = any(instance.levels[place].threshold for place in (level, *current[:1]))
        if current and (alone or not _fits(instance, (*current, level), first=not groups)):
            groups.append(current)
            current = ()
        current = (*current, level)
    return [*groups, current] if current else groups


def _fits(instance: Instance, levels: tuple[int, ...], *, first: bool) -> bool:
    coefficients = coefficients_for(instance, levels, SPREAD)
    largest = [int(instance.levels[level].weights.max(initial=0)) for level in levels]
    most = sum(coefficient * weight for coefficient, weight in zip(coefficients, largest, strict=True))
    return most < ROOM if first else 4 * most * max(instance.most_pairs, 1) < ROOM


class _Face:
    """The matchings that are best so far: only tight edges, and some people and places that must be used."""

    def __init__(self, instance: Instance, assign: Assign) -> None:
        self.instance = instance
        self.assign = assign
        self.edges = np.arange(len(instance.mentee))
        self.must_match = np.zeros(instance.mentees, dtype=np.int64)
        self.must_fill = np.zeros(len(instance.capacity), dtype=np.int64)
        self.seat = np.full(instance.mentees, -1, dtype=np.int64)

    def _solve(self, edges: Whole, value: Whole) -> Assigned:
        instance = self.instance
        return self.assign(
            instance.mentees, instance.capacity, instance.mentee[edges], instance.seat[edges], value
        )

    def _must(self, edges: Whole) -> Whole:
        return self.must_match[self.instance.mentee[edges]] + self.must_fill[self.instance.seat[edges]]

    def best(self, levels: tuple[int, ...]) -> Limb:
        """The best matching of the face for some levels; the face shrinks to all that are as good."""
        instance, edges = self.instance, self.edges
        coefficients = coefficients_for(instance, levels, SPREAD)
        value = packed(instance, levels, coefficients)[edges]
        must = self._must(edges)
        # Worth more than all else together, so that whoever must be matched is, and the places that must be
        # full are.
        bonus = 1 + instance.most_pairs * int(value.max(initial=0)) if must.any() else 0
        found = self._solve(edges, value + bonus * must)
        gain, price = found.gain - bonus * self.must_match, found.price - bonus * self.must_fill
        self.edges = edges[gain[instance.mentee[edges]] + price[instance.seat[edges]] == value]
        self.must_match |= gain > 0
        self.must_fill |= price > 0
        self.seat = found.seat
        return Limb(levels, coefficients, gain, price)

    def raise_worst(self, level: int) -> Threshold:
        """Drop the worst edges as long as the face is not empty; the prices show that one step more empties
        it.
        """
        weights = self.instance.levels[level].weights[self.edges]
        steps = np.unique(weights)
        needed = int(self.must_match.sum() + (self.must_fill * self.instance.capacity).sum())
        low, high, proof = 0, len(steps), None
        while high - low > 1:
            middle = (low + high) // 2
            edges = self.edges[weights >= steps[middle]]
            must = self._must(edges)
            found = self._solve(edges, must)
            if int(must[self._positions(edges, found.seat)].sum()) == needed:
                low, self.seat = middle, found.seat
            else:
                high, proof = middle, found
        worst = int(steps[low]) if len(steps) else 0
        self.edges = self.edges[weights >= worst]
        none = np.zeros(0, dtype=np.int64)
        return Threshold(level, worst, proof.gain if proof else none, proof.price if proof else none)

    def _positions(self, edges: Whole, seat: Whole) -> Whole:
        instance = self.instance
        used: Whole = np.flatnonzero(instance.seat[edges] == seat[instance.mentee[edges]])
        return used
