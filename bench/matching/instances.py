"""Random markets for measuring: dense ones with every level in use, and sparse ones with more, as many, or
fewer places.
"""

import numpy as np
from numpy.typing import NDArray

from alongside.domain.matching.candidates import Coded
from alongside.domain.matching.instance import Instance, Level, Whole


def dense(mentees: int, mentors: int, seed: int = 0) -> Instance:
    """All pairs allowed; five levels: count, waiting, first and second choices, fit in thousandths."""
    draw = np.random.default_rng(seed)
    mentee, mentor = (axis.ravel() for axis in np.indices((mentees, mentors)))
    waiting = draw.integers(0, 90, mentees)
    levels = (
        Level("most_people", "", np.ones(len(mentee), dtype=np.int64)),
        Level("longest_waiting", "", waiting[mentee]),
        Level("first_choice", "", _chosen(draw, mentee, mentors)),
        Level("second_choice", "", _chosen(draw, mentee, mentors)),
        Level("total_fit", "", draw.integers(0, 1001, len(mentee))),
    )
    return Instance(mentees, draw.integers(1, 4, mentors), mentee, mentor, levels)


def _chosen(draw: np.random.Generator, mentee: Whole, mentors: int) -> Whole:
    return (draw.random(len(mentee)) < 1 / mentors).astype(np.int64)


def sparse(mentees: int, supply: float, choices: int = 20, seed: int = 0) -> Instance:
    """Each mentee may work with some 20 of half as many mentors; `supply` is places per mentee."""
    draw = np.random.default_rng(seed)
    mentors = mentees // 2
    mentor = np.sort(draw.integers(0, mentors, (mentees, choices)), axis=1)
    once = np.ones(mentor.shape, dtype=np.bool_)
    once[:, 1:] = mentor[:, 1:] != mentor[:, :-1]
    mentee = np.repeat(np.arange(mentees), once.sum(axis=1))
    seat = mentor[once].astype(np.int64)
    capacity = _capacity(draw, mentors, round(supply * mentees))
    levels = (
        Level("most_people", "", np.ones(len(seat), dtype=np.int64)),
        Level("total_fit", "", draw.integers(0, 1001, len(seat))),
    )
    return Instance(mentees, capacity, mentee, seat, levels)


def _capacity(draw: np.random.Generator, mentors: int, places: int) -> Whole:
    """One to three places each, brought to the exact total by single places."""
    capacity: Whole = draw.integers(1, 4, mentors)
    while (short := places - int(capacity.sum())) != 0:
        some = draw.permutation(mentors)[: abs(short)]
        capacity[some] = np.maximum(capacity[some] + np.sign(short), 0)
    return capacity


def coded(people: int, seed: int = 0) -> Coded:
    """People with 26 answers of eight values, four of 60 fields, three of 40 skills, a language, an employer and a
    grade.
    """
    draw = np.random.default_rng(seed)
    return Coded(
        draw.integers(1, 9, (26, people)).astype(np.uint8),
        np.stack([_bits(draw, people, 60, 4), _bits(draw, people, 40, 3)]),
        _bits(draw, people, 6, 1),
        draw.integers(0, 2000, people).astype(np.int32),
        draw.integers(0, 9, people).astype(np.int16),
    )


def _bits(draw: np.random.Generator, people: int, among: int, most: int) -> NDArray[np.uint64]:
    """Up to `most` of so many, as bits."""
    drawn = np.uint64(1) << draw.integers(0, among, (most, people)).astype(np.uint64)
    bits: NDArray[np.uint64] = np.bitwise_or.reduce(drawn)
    return bits
