"""Whom people would rather work with: a mentee's ranked choices, and a mentor's, who else goes by fit."""

from collections.abc import Iterable

import numpy as np

from alongside.domain.matching.criteria import FULL
from alongside.domain.matching.instance import Whole
from alongside.domain.matching.people import Choices, PairKeys
from alongside.domain.matching.result import Pair, Working

STEP = FULL + 1


def preference_tables(working: Working) -> tuple[Whole, Whole]:
    """How much each mentee and each mentor wants each pair: rows are mentees, 0 is no wish, -1 is not allowed.

    A mentee who ranks nobody leaves it to the office and has no wish. Tied choices are wanted equally.
    """
    mentees, mentors = working.market.mentees, working.market.mentors
    of_mentors = np.full((len(mentees), len(mentors)), -1, dtype=np.int64)
    of_mentors[working.edges.mentee, working.edges.mentor] = working.edges.fit
    of_mentees = np.minimum(of_mentors, 0)
    places = {mentor.key: place for place, mentor in enumerate(mentors)}
    for row, mentee in enumerate(mentees):
        _add_ranks(of_mentees[row], mentee.ranked, places)
    places = {mentee.key: place for place, mentee in enumerate(mentees)}
    for column, mentor in enumerate(mentors):
        _add_ranks(of_mentors[:, column], mentor.ranked, places)
    return of_mentees, of_mentors


def _add_ranks(wish: Whole, ranked: Choices, places: dict[str, int]) -> None:
    for above, tied in enumerate(reversed(ranked), start=1):
        for key in tied:
            if key in places and wish[places[key]] >= 0:
                wish[places[key]] = above * STEP


def blocking_pairs(working: Working, pairs: Iterable[Pair]) -> tuple[PairKeys, ...]:
    """Pairs not made whose mentee ranks that mentor higher and whose mentor would rather have them, by key."""
    of_mentees, of_mentors = preference_tables(working)
    market = working.market
    mentees = {mentee.key: place for place, mentee in enumerate(market.mentees)}
    mentors = {mentor.key: place for place, mentor in enumerate(market.mentors)}
    have = np.zeros(len(mentees), dtype=np.int64)
    least = np.full(len(mentors), np.iinfo(np.int64).max, dtype=np.int64)
    free = np.array([mentor.capacity for mentor in market.mentors], dtype=np.int64)
    for pair in pairs:
        row, column = mentees[pair.mentee], mentors[pair.mentor]
        have[row] = of_mentees[row, column]
        least[column] = min(least[column], of_mentors[row, column])
        free[column] -= 1
    least[free > 0] = -1
    rows, columns = np.nonzero((of_mentees > have[:, None]) & (of_mentors > least[None, :]))
    found = zip(rows.tolist(), columns.tolist(), strict=True)
    return tuple(sorted((market.mentees[row].key, market.mentors[column].key) for row, column in found))
