"""From people, rules and criteria to the numbers that are solved, in an order drawn from seed and keys."""

from dataclasses import replace
from hashlib import blake2b

import numpy as np

from alongside.domain.matching.checking import MarketProblem, market_problems, present_told
from alongside.domain.matching.criteria import FULL, Criterion, Points
from alongside.domain.matching.instance import Instance, Level, Whole
from alongside.domain.matching.objectives import BestWorstOff, Edges, FewestToldMoved, FitLessMoves, Objective
from alongside.domain.matching.people import Market, PairKeys
from alongside.domain.matching.pool import Pool, Table
from alongside.domain.matching.result import Working
from alongside.domain.matching.rules import Rule


def prepare(
    market: Market,
    rules: tuple[Rule, ...],
    criteria: tuple[Criterion, ...],
    objectives: tuple[Objective, ...],
    seed: int = 0,
) -> Working:
    """Everything the solver needs; raises MarketProblem with all that is wrong."""
    kept = market.pins if _may_move(objectives) else market.pins | present_told(market)
    problems = market_problems(replace(market, told=market.told & kept), rules)
    if problems:
        raise MarketProblem(problems)
    market = in_seeded_order(market, seed)
    pool = Pool(market.mentees, market.mentors)
    criteria = tuple(criterion.prepared(pool) for criterion in criteria)
    refused = tuple(rule.refused(pool) for rule in rules)
    allowed = allowed_table(market, pool, refused, kept)
    edges, seat, mentor_of_seat = _edges(market, allowed, fit_table(pool, criteria))
    instance = Instance(
        len(market.mentees),
        _seat_capacity(market),
        edges.mentee,
        seat,
        _levels(edges, seat, kept, objectives),
    )
    return Working(market, rules, criteria, objectives, edges, instance, mentor_of_seat, refused, kept)


def _may_move(objectives: tuple[Objective, ...]) -> bool:
    return any(isinstance(objective, FewestToldMoved | FitLessMoves) for objective in objectives)


def in_seeded_order(market: Market, seed: int) -> Market:
    """The market with its people in an order drawn from seed and keys: it settles ties, however the input
    was sorted.
    """

    def drawn(key: str) -> bytes:
        return blake2b(f"{seed}\n{key}".encode(), digest_size=16).digest()

    return replace(
        market,
        mentees=tuple(sorted(market.mentees, key=lambda mentee: drawn(mentee.key))),
        mentors=tuple(sorted(market.mentors, key=lambda mentor: drawn(mentor.key))),
    )


def fit_table(pool: Pool, criteria: tuple[Criterion, ...]) -> Points:
    """How well every pair fits, in thousandths: the weighted mean of the criteria that apply to the mentee."""
    total = np.zeros(pool.shape, dtype=np.int64)
    weight = np.zeros(len(pool.mentees), dtype=np.int64)
    for criterion in criteria:
        total += criterion.weight * criterion.points(pool)
        weight += criterion.weight * np.array(
            [criterion.applies(mentee) for mentee in pool.mentees], dtype=np.int64
        )
    whole = np.maximum(weight, 1)[:, None]
    return np.where(weight[:, None] > 0, np.minimum((2 * total + whole) // (2 * whole), FULL), 0)


def allowed_table(market: Market, pool: Pool, refused: tuple[Table, ...], kept: frozenset[PairKeys]) -> Table:
    """Which pairs may be made: no rule refuses, nobody banned it, and whoever is kept has only that one."""
    allowed = np.ones(pool.shape, dtype=np.bool_)
    for table in refused:
        allowed &= ~table
    mentees = {mentee.key: index for index, mentee in enumerate(market.mentees)}
    mentors = {mentor.key: index for index, mentor in enumerate(market.mentors)}
    for mentee, mentor in market.bans:
        if mentee in mentees and mentor in mentors:
            allowed[mentees[mentee], mentors[mentor]] = False
    for mentee, mentor in kept:
        allowed[mentees[mentee]] = False
        allowed[mentees[mentee], mentors[mentor]] = True
    return allowed


def _seat_capacity(market: Market) -> Whole:
    """First the places of each mentor beyond the minimum, then the places up to the minimum of those who
    have one.
    """
    beyond = [mentor.capacity - mentor.minimum for mentor in market.mentors]
    return np.array(beyond + [mentor.minimum for mentor in market.mentors if mentor.minimum], dtype=np.int64)


def _edges(market: Market, allowed: Table, fit: Points) -> tuple[Edges, Whole, Whole]:
    with_minimum = [index for index, mentor in enumerate(market.mentors) if mentor.minimum]
    mentor_of_seat = np.array([*range(len(market.mentors)), *with_minimum], dtype=np.int64)
    mentee, seat = np.nonzero(allowed[:, mentor_of_seat] if with_minimum else allowed)
    mentor = mentor_of_seat[seat] if len(seat) else np.zeros(0, dtype=np.int64)
    return Edges(market, mentee, mentor, fit[mentee, mentor]), seat, mentor_of_seat


def _levels(
    edges: Edges, seat: Whole, kept: frozenset[PairKeys], objectives: tuple[Objective, ...]
) -> tuple[Level, ...]:
    levels = []
    if kept:
        levels.append(Level("kept", "Pinned and told pairs stay together.", _kept_weights(edges, kept)))
    if any(mentor.minimum for mentor in edges.market.mentors):
        at_minimum = (seat >= len(edges.market.mentors)).astype(np.int64)
        levels.append(
            Level("minimum_places", "Mentors have as many mentees as they want at least.", at_minimum)
        )
    for objective in objectives:
        threshold = isinstance(objective, BestWorstOff)
        levels.append(Level(objective.key, objective.describe(), objective.weights(edges), threshold))
    return tuple(levels)


def _kept_weights(edges: Edges, kept: frozenset[PairKeys]) -> Whole:
    fixed = {mentee for mentee, _ in kept}
    kept_row = np.array([mentee.key in fixed for mentee in edges.market.mentees], dtype=np.int64)
    return kept_row[edges.mentee]
