"""The proof that comes with a matching, and the few lines that check it without trusting whoever made it.

Why it proves: prices with `gain + price >= value` on every pair bound the total of any matching by
`sum(gain) + sum(capacity * price)`. A matching that reaches the bound is best. The same holds for values
that are lists of whole numbers compared from the left, which is how "first this, then that" is proved
exactly.
"""

from dataclasses import dataclass

import numpy as np

from alongside.domain.matching.instance import Instance, Level, Whole, exact_sum

LIMIT = 1 << 61
Slack = list[np.ndarray]


@dataclass(frozen=True)
class Limb:
    """Neighbouring levels packed into one whole number per pair, `coefficients` apart, and the prices that
    bound it.
    """

    levels: tuple[int, ...]
    coefficients: tuple[int, ...]
    gain: Whole
    price: Whole


@dataclass(frozen=True)
class Threshold:
    """The best worst value of a pair; prices (empty where it is the best of all) show that no matching is
    above it.
    """

    level: int
    worst: int
    gain: Whole
    price: Whole


@dataclass(frozen=True)
class Certificate:
    """The seat of each mentee (-1 for none), what every level reaches, and the prices that show no more is
    possible.
    """

    seat: Whole
    values: tuple[int, ...]
    steps: tuple[Limb | Threshold, ...]


def verify(instance: Instance, certificate: Certificate) -> tuple[str, ...]:
    """Everything that is wrong with a certificate; nothing, where the matching is proved best at every
    level.
    """
    chosen = chosen_edges(instance, certificate.seat)
    if chosen is None:
        return ("The matching uses a pair that is not allowed, or a mentor beyond capacity.",)
    problems = []
    covered = [level for step in certificate.steps for level in _levels_of(step)]
    if covered != list(range(len(instance.levels))):
        problems.append("The proof does not cover every level in order.")
    values = tuple(reached(level, chosen) for level in instance.levels)
    if values != certificate.values:
        problems.append(f"The levels reach {values}, not {certificate.values}.")
    sizes = (len(instance.mentee), instance.mentees, len(instance.capacity))
    slack = [np.zeros(size, dtype=np.bool_) for size in sizes]
    for place, step in enumerate(certificate.steps, start=1):
        found = _step_problems(instance, step, chosen, slack)
        problems += [f"Step {place}: {problem}" for problem in found]
    return tuple(problems)


def _levels_of(step: Limb | Threshold) -> tuple[int, ...]:
    return (step.level,) if isinstance(step, Threshold) else step.levels


def reached(level: Level, chosen: Whole) -> int:
    """What a matching reaches at a level: the sum over its pairs, or the worst of them."""
    weights = level.weights[chosen]
    return int(weights.min(initial=weights.max(initial=0))) if level.threshold else exact_sum(weights)


def chosen_edges(instance: Instance, seat: Whole) -> Whole | None:
    """The edge of each matched mentee, or None where a pair is not allowed or a seat is over capacity."""
    matched = np.flatnonzero(seat >= 0)
    width = len(instance.capacity)
    if len(seat) != instance.mentees or (len(matched) and int(seat.max()) >= width):
        return None
    codes = instance.mentee * width + instance.seat
    wanted = matched * width + seat[matched]
    edge = np.searchsorted(codes, wanted)
    if len(wanted) and (
        not len(codes) or not np.array_equal(codes[np.minimum(edge, len(codes) - 1)], wanted)
    ):
        return None
    full = np.bincount(seat[matched], minlength=width) <= instance.capacity
    return edge.astype(np.int64) if bool(full.all()) else None


def packed(instance: Instance, levels: tuple[int, ...], coefficients: tuple[int, ...]) -> Whole:
    """Several levels as one whole number per edge."""
    total = np.zeros(len(instance.mentee), dtype=np.int64)
    for level, coefficient in zip(levels, coefficients, strict=True):
        total += coefficient * instance.levels[level].weights
    return total


def coefficients_for(instance: Instance, levels: tuple[int, ...], spread: int = 1) -> tuple[int, ...]:
    """The least coefficients with which one unit of a level outweighs all that later levels can ever add up to.

    With a `spread` of 2 even the difference of two matchings tells every level's part apart.
    """
    found: list[int] = []
    below = 0
    for level in reversed(levels):
        found.append(below + 1)
        weights = instance.levels[level].weights
        below += (below + 1) * spread * instance.most_pairs * int(weights.max(initial=0))
    return tuple(reversed(found))


def _step_problems(instance: Instance, step: Limb | Threshold, chosen: Whole, slack: Slack) -> list[str]:
    if (len(step.gain), len(step.price)) not in ((0, 0), (instance.mentees, len(instance.capacity))):
        return ["there is not one price for everyone."]
    if any(int(np.abs(prices).max(initial=0)) > LIMIT for prices in (step.gain, step.price)):
        return ["a price is too large to be checked."]
    if isinstance(step, Threshold):
        return _threshold_problems(instance, step, chosen, slack)
    return _limb_problems(instance, step, chosen, slack)


def _limb_problems(instance: Instance, limb: Limb, chosen: Whole, slack: Slack) -> list[str]:
    least = coefficients_for(instance, limb.levels)
    pairs = list(zip(limb.coefficients, least, limb.levels, strict=False))
    if len(limb.coefficients) != len(least) or any(given < needed for given, needed, _ in pairs):
        return ["a later level could outweigh an earlier one."]
    if sum(given * int(instance.levels[level].weights.max(initial=0)) for given, _, level in pairs) >= LIMIT:
        return ["a value is too large to be checked."]
    value = packed(instance, limb.levels, limb.coefficients)
    problems = []
    if exact_sum(value[chosen]) != _bound(instance, limb.gain, limb.price):
        problems.append("the matching does not reach the bound.")
    gaps = (limb.gain[instance.mentee] + limb.price[instance.seat] - value, limb.gain, limb.price)
    for gap, already in zip(gaps, slack, strict=True):
        if bool((gap[~already] < 0).any()):
            problems.append("a price is too low for a pair.")
        already |= gap > 0
    return problems


def _threshold_problems(instance: Instance, step: Threshold, chosen: Whole, slack: Slack) -> list[str]:
    dropped, must_match, must_fill = slack
    weights = instance.levels[step.level].weights
    problems = []
    if bool((weights[chosen] < step.worst).any()):
        problems.append("a pair is worse than the worst that is claimed.")
    better = ~dropped & (weights > step.worst)
    if bool(better.any()) and not len(step.gain):
        problems.append("nothing rules out a better worst pair.")
    elif bool(better.any()):
        mentee, seat = instance.mentee[better], instance.seat[better]
        must = must_match[mentee].astype(np.int64) + must_fill[seat]
        needed = int(must_match.sum()) + int(instance.capacity[must_fill].sum())
        low = int(min(step.gain.min(initial=0), step.price.min(initial=0)))
        if low < 0 or bool((step.gain[mentee] + step.price[seat] < must).any()):
            problems.append("a price is too low for a pair.")
        if _bound(instance, step.gain, step.price) >= needed:
            problems.append("a better worst pair is not ruled out.")
    dropped |= weights < step.worst
    return problems


def _bound(instance: Instance, gain: Whole, price: Whole) -> int:
    return exact_sum(gain) + sum(int(c) * int(p) for c, p in zip(instance.capacity, price, strict=True))
