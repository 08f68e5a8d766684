"""The proof that comes with a matching, and the few lines that check it without trusting whoever made it.

Why it proves: prices with `gain + price >= value` on every pair bound the total of any matching by
`sum(gain) + sum(capacity * price)`. A matching that reaches the bound is best. The same holds for values that are
lists of whole numbers compared from the left, which is how "first this, then that" is proved exactly.
"""

from dataclasses import dataclass

import numpy as np

from alongside.domain.matching.instance import Instance, Whole, exact_sum

LIMIT = 1 << 61


@dataclass(frozen=True)
class Limb:
    """Neighbouring levels packed into one whole number per pair, `coefficients` apart, and the prices that bound it."""

    levels: tuple[int, ...]
    coefficients: tuple[int, ...]
    gain: Whole
    price: Whole
    total: int


@dataclass(frozen=True)
class Certificate:
    """The seat of each mentee (-1 for none), what every level reaches, and the prices that show no more is possible."""

    seat: Whole
    values: tuple[int, ...]
    limbs: tuple[Limb, ...]


def verify(instance: Instance, certificate: Certificate) -> tuple[str, ...]:
    """Everything that is wrong with a certificate; nothing, where the matching is proved best at every level."""
    chosen = chosen_edges(instance, certificate.seat)
    if chosen is None:
        return ("The matching uses a pair that is not allowed, or a mentor beyond capacity.",)
    problems = []
    covered = tuple(level for limb in certificate.limbs for level in limb.levels)
    if covered != tuple(range(len(instance.levels))):
        problems.append("The proof does not cover every level in order.")
    values = tuple(exact_sum(level.weights[chosen]) for level in instance.levels)
    if values != certificate.values:
        problems.append(f"The levels reach {values}, not {certificate.values}.")
    slack = [np.zeros(size, dtype=np.bool_) for size in (len(instance.mentee), instance.mentees, len(instance.capacity))]
    for place, limb in enumerate(certificate.limbs, start=1):
        problems += [f"Part {place}: {problem}" for problem in _limb_problems(instance, limb, chosen, slack)]
    return tuple(problems)


def chosen_edges(instance: Instance, seat: Whole) -> Whole | None:
    """The edge of each matched mentee, or None where a pair is not allowed or a seat is over capacity."""
    matched = np.flatnonzero(seat >= 0)
    width = len(instance.capacity)
    if len(seat) != instance.mentees or (len(matched) and int(seat.max()) >= width):
        return None
    codes = instance.mentee * width + instance.seat
    wanted = matched * width + seat[matched]
    edge = np.searchsorted(codes, wanted)
    if len(wanted) and (not len(codes) or not np.array_equal(codes[np.minimum(edge, len(codes) - 1)], wanted)):
        return None
    full = np.bincount(seat[matched], minlength=width) <= instance.capacity
    return edge.astype(np.int64) if bool(full.all()) else None


def packed(instance: Instance, levels: tuple[int, ...], coefficients: tuple[int, ...]) -> Whole:
    """Several levels as one whole number per edge."""
    total = np.zeros(len(instance.mentee), dtype=np.int64)
    for level, coefficient in zip(levels, coefficients, strict=True):
        total += coefficient * instance.levels[level].weights
    return total


def coefficients_for(instance: Instance, levels: tuple[int, ...]) -> tuple[int, ...]:
    """The least coefficients with which one unit of a level outweighs all that later levels can ever add up to."""
    found: list[int] = []
    below = 0
    for level in reversed(levels):
        found.append(below + 1)
        weights = instance.levels[level].weights
        below += (below + 1) * instance.most_pairs * int(weights.max(initial=0))
    return tuple(reversed(found))


def _limb_problems(instance: Instance, limb: Limb, chosen: Whole, slack: list[np.ndarray]) -> list[str]:
    least = coefficients_for(instance, limb.levels)
    if len(limb.coefficients) != len(least) or any(a < b for a, b in zip(limb.coefficients, least, strict=True)):
        return ["a later level could outweigh an earlier one."]
    top = sum(c * int(instance.levels[k].weights.max(initial=0)) for k, c in zip(limb.levels, limb.coefficients, strict=True))
    if top >= LIMIT or any(int(np.abs(prices).max(initial=0)) > LIMIT for prices in (limb.gain, limb.price)):
        return ["a number is too large to be checked."]
    value = packed(instance, limb.levels, limb.coefficients)
    problems = []
    bound = exact_sum(limb.gain) + sum(int(c) * int(p) for c, p in zip(instance.capacity, limb.price, strict=True))
    if not exact_sum(value[chosen]) == bound == limb.total:
        problems.append("the matching does not reach the bound.")
    gaps = (limb.gain[instance.mentee] + limb.price[instance.seat] - value, limb.gain, limb.price)
    for gap, already in zip(gaps, slack, strict=True):
        if bool((gap[~already] < 0).any()):
            problems.append("a price is too low for a pair.")
        already |= gap > 0
    return problems
