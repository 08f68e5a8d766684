"""Match a market: the one function that the product calls."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Literal

from alongside.domain.matching import certificate as proof
from alongside.domain.matching.criteria import Criterion
from alongside.domain.matching.kernel import choose_kernel
from alongside.domain.matching.lexicographic import optimise
from alongside.domain.matching.objectives import DEFAULT_OBJECTIVES, Objective
from alongside.domain.matching.people import Market, Mentee, Mentor
from alongside.domain.matching.preferences import blocking_pairs
from alongside.domain.matching.preparing import prepare
from alongside.domain.matching.result import LevelValue, Pair, Reason, Result, Stability, Working
from alongside.domain.matching.rules import Rule
from alongside.domain.matching.stable import agreed_pairs
from alongside.domain.matching.unmatched import why_unmatched

Progress = Callable[[str, int, int], None]
Mode = Literal["optimal", "stable"]


def solve(
    market: Market,
    rules: Sequence[Rule],
    criteria: Sequence[Criterion],
    objectives: Sequence[Objective] = DEFAULT_OBJECTIVES,
    *,
    seed: int = 0,
    mode: Mode = "optimal",
    progress: Progress | None = None,
) -> Result:
    """The best matching under the objectives in their order, with reasons and a certificate.

    In the mode `stable` those who rank are matched by deferred acceptance first and the rest as well as
    possible; the certificate then proves the best that these pairs leave, and `stability` says what they
    cost.

    Raises MarketProblem when the market contradicts itself. The same market and seed give the same result on
    any machine, in whatever order people are listed. `progress` gets (step, done, of how many).
    """
    working = prepare(market, tuple(rules), tuple(criteria), tuple(objectives), seed)
    best = _solved(working, seed, progress)
    return best if mode == "optimal" else _stable(working, best, seed, progress)


def _solved(working: Working, seed: int, progress: Progress | None) -> Result:
    return result_of(working, optimise(working.instance, choose_kernel(working.instance), progress), seed)


def _stable(working: Working, best: Result, seed: int, progress: Progress | None) -> Result:
    market = working.market
    held = replace(market, pins=market.pins | agreed_pairs(working))
    found = _solved(prepare(held, working.rules, working.criteria, working.objectives, seed), seed, progress)
    pairs = tuple(replace(pair, pinned=(pair.mentee, pair.mentor) in market.pins) for pair in found.pairs)
    fewer = len(best.pairs) - len(pairs)
    lower = sum(pair.fit for pair in best.pairs) - sum(pair.fit for pair in pairs)
    cost = Stability(fewer, lower, len(best.blocking))
    return replace(found, pairs=pairs, blocking=blocking_pairs(working, pairs), mode="stable", stability=cost)


def verify(result: Result) -> tuple[str, ...]:
    """Everything that is wrong with a result's certificate, checked against the people and rules anew."""
    working = result.working
    fresh = prepare(working.market, working.rules, working.criteria, working.objectives, result.seed)
    return proof.verify(fresh.instance, result.certificate)


def result_of(working: Working, found: proof.Certificate, seed: int) -> Result:
    """A solved instance told in people's keys and sentences."""
    pairs = tuple(sorted(_pairs(working, found), key=lambda pair: pair.mentee))
    levels = tuple(
        LevelValue(level.key, level.sentence, value)
        for level, value in zip(working.instance.levels, found.values, strict=True)
    )
    return Result(
        pairs,
        why_unmatched(working, found),
        _unused(working.market, pairs),
        levels,
        found,
        working,
        blocking_pairs(working, pairs),
        seed,
    )


def _pairs(working: Working, found: proof.Certificate) -> list[Pair]:
    chosen = proof.chosen_edges(working.instance, found.seat)
    edges, market = working.edges, working.market
    pairs = []
    for edge in [] if chosen is None else chosen:
        mentee, mentor = market.mentees[edges.mentee[edge]], market.mentors[edges.mentor[edge]]
        pairs.append(pair_of(working, mentee, mentor, int(edges.fit[edge])))
    return pairs


def pair_of(working: Working, mentee: Mentee, mentor: Mentor, fit: int) -> Pair:
    """One pair with its reasons; `fit` in thousandths."""
    keys = (mentee.key, mentor.key)
    market = working.market
    return Pair(
        mentee.key,
        mentor.key,
        (fit + 5) // 10,
        reasons_for(working.criteria, mentee, mentor),
        choice_of(mentee, mentor.key),
        keys in market.pins,
        keys in market.told,
    )


def reasons_for(criteria: Sequence[Criterion], mentee: Mentee, mentor: Mentor) -> tuple[Reason, ...]:
    """What speaks for a pair, the weightiest first."""
    found = []
    for criterion in criteria:
        scored = criterion.score(mentee, mentor)
        if scored.sentence:
            said = (scored.sentence, scored.to_mentor, scored.about_both)
            found.append(Reason(criterion.key, scored.points, criterion.weight, *said))
    return tuple(sorted(found, key=lambda reason: -reason.points * reason.weight))


def choice_of(mentee: Mentee, mentor: str) -> int | None:
    """Which choice of the mentee this mentor is, from 1."""
    return next((place for place, tied in enumerate(mentee.ranked, start=1) if mentor in tied), None)


def _unused(market: Market, pairs: tuple[Pair, ...]) -> Mapping[str, int]:
    used = Counter(pair.mentor for pair in pairs)
    left = {mentor.key: mentor.capacity - used[mentor.key] for mentor in market.mentors}
    return MappingProxyType({key: places for key, places in sorted(left.items()) if places})
