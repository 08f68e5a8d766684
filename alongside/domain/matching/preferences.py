"""Whom each person would rather work with: their ranked choices first, then everyone else by fit."""

import numpy as np

from alongside.domain.matching.criteria import FULL
from alongside.domain.matching.instance import Whole
from alongside.domain.matching.people import Choices
from alongside.domain.matching.result import Result, Working

STEP = FULL + 1


def preference_tables(working: Working) -> tuple[Whole, Whole]:
    """How much each mentee likes each mentor and each mentor each mentee (both rows mentees, -1 not allowed)."""
    mentees, mentors = working.market.mentees, working.market.mentors
    fit = np.full((len(mentees), len(mentors)), -1, dtype=np.int64)
    fit[working.edges.mentee, working.edges.mentor] = working.edges.fit
    of_mentees, of_mentors = fit.copy(), fit.copy()
    places = {mentor.key: place for place, mentor in enumerate(mentors)}
    for row, mentee in enumerate(mentees):
        _add_ranks(of_mentees[row], mentee.ranked, places)
    places = {mentee.key: place for place, mentee in enumerate(mentees)}
    for column, mentor in enumerate(mentors):
        _add_ranks(of_mentors[:, column], mentor.ranked, places)
    return of_mentees, of_mentors


def _add_ranks(liking: Whole, ranked: Choices, places: dict[str, int]) -> None:
    """A person on the list is liked by their place on it alone; ties are ties, whatever the fit."""
    for above, tied in enumerate(reversed(ranked), start=1):
        for key in tied:
            if key in places and liking[places[key]] >= 0:
                liking[places[key]] = above * STEP


def blocking_pairs(result: Result) -> tuple[tuple[str, str], ...]:
    """Pairs not made who would both rather be together, by key: none of them in a stable matching."""
    working = result.working
    of_mentees, of_mentors = preference_tables(working)
    mentees = {mentee.key: place for place, mentee in enumerate(working.market.mentees)}
    mentors = {mentor.key: place for place, mentor in enumerate(working.market.mentors)}
    have = np.full(len(mentees), -1, dtype=np.int64)
    least = np.full(len(mentors), np.iinfo(np.int64).max, dtype=np.int64)
    free = np.array([mentor.capacity for mentor in working.market.mentors], dtype=np.int64)
    for pair in result.pairs:
        row, column = mentees[pair.mentee], mentors[pair.mentor]
        have[row] = of_mentees[row, column]
        least[column] = min(least[column], of_mentors[row, column])
        free[column] -= 1
    least[free > 0] = -1
    closed = np.array([mentor.capacity == 0 for mentor in working.market.mentors], dtype=np.bool_)
    both = (of_mentees > have[:, None]) & (of_mentors > least[None, :]) & (of_mentees >= 0) & ~closed[None, :]
    rows, columns = np.nonzero(both)
    found = zip(rows.tolist(), columns.tolist(), strict=True)
    return tuple(sorted((working.market.mentees[r].key, working.market.mentors[c].key) for r, c in found))
