"""Deferred acceptance for those who rank: nobody and their mentor of choice would both rather be together."""

from heapq import heappop, heappush

import numpy as np

from alongside.domain.matching.people import PairKeys
from alongside.domain.matching.preferences import preference_tables
from alongside.domain.matching.result import Working


def agreed_pairs(working: Working) -> frozenset[PairKeys]:
    """The stable pairs of the mentees who rank, best possible for the mentees; pairs that are kept stay out of it.

    Mentors choose by their own ranks, then by fit, then by the order drawn from the seed.
    """
    market = working.market
    of_mentees, of_mentors = preference_tables(working)
    kept_mentees = {mentee for mentee, _ in working.kept}
    free = [mentor.capacity for mentor in market.mentors]
    for column, mentor in enumerate(market.mentors):
        free[column] -= sum(1 for _, kept in working.kept if kept == mentor.key)
    held: list[list[tuple[int, int, int]]] = [[] for _ in free]
    wishes = [_wishes(of_mentees[row], of_mentors[row]) for row in range(len(market.mentees))]
    asking = [row for row, mentee in enumerate(market.mentees) if mentee.key not in kept_mentees]
    while asking:
        row = asking.pop()
        while wishes[row]:
            column = wishes[row].pop()
            heappush(held[column], (int(of_mentors[row, column]), -row, row))
            if len(held[column]) <= free[column]:
                break
            refused = heappop(held[column])[2]
            if refused != row:
                asking.append(refused)
                break
    return frozenset(
        (market.mentees[row].key, market.mentors[column].key)
        for column, holding in enumerate(held)
        for _, _, row in holding
    )


def _wishes(of_mentee: np.ndarray, of_mentors: np.ndarray) -> list[int]:
    """The mentors on a mentee's list, the best last; ties go to the mentor who wants the mentee more."""
    listed = np.flatnonzero(of_mentee > 0)
    order = np.lexsort((-listed, of_mentors[listed], of_mentee[listed]))
    wanted: list[int] = listed[order].tolist()
    return wanted
