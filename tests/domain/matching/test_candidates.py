"""The best candidates at scale are those that looking at every pair by hand would give."""

import numpy as np
import pytest

from alongside.domain.matching.candidates import CHUNK, Coded, best_candidates

WEIGHTS = np.arange(1, 7), np.array([2, 2])


def people(draw: np.random.Generator, number: int) -> Coded:
    return Coded(
        draw.integers(0, 5, (6, number)).astype(np.uint8),
        draw.integers(0, 2**63, (2, number)).astype(np.uint64)
        & draw.integers(0, 2**63, (2, number)).astype(np.uint64),
        draw.integers(0, 8, number).astype(np.uint64),
        draw.integers(0, 4, number).astype(np.int32),
        draw.integers(0, 9, number).astype(np.int16),
    )


def by_hand(mentees: Coded, mentors: Coded, most: int) -> list[list[tuple[int, int]]]:
    """Score and position of every allowed mentor, sorted."""
    best = []
    for mentee in range(len(mentees)):
        scored = []
        for mentor in range(len(mentors)):
            shared = int(mentees.languages[mentee]) & int(mentors.languages[mentor])
            same = mentees.organisation[mentee] == mentors.organisation[mentor] != 0
            if shared and not same and mentors.seniority[mentor] > mentees.seniority[mentee]:
                pairs = zip(mentees.values[:, mentee], mentors.values[:, mentor], strict=True)
                score = sum(place + 1 for place, (mine, theirs) in enumerate(pairs) if mine == theirs != 0)
                for row in range(2):
                    score += (
                        2 * (int(mentees.offers[row, mentee]) & int(mentors.offers[row, mentor])).bit_count()
                    )
                scored.append((score, mentor))
        best.append(sorted(scored, key=lambda one: (-one[0], one[1]))[:most])
    return best


def test_every_pair_is_looked_at_and_the_best_are_kept() -> None:
    draw = np.random.default_rng(4)
    mentees, mentors = people(draw, 30), people(draw, 200)
    found, scores = best_candidates(mentees, mentors, *WEIGHTS, most=7)
    for mentee, expected in enumerate(by_hand(mentees, mentors, 7)):
        kept = [(int(s), int(m)) for s, m in zip(scores[mentee], found[mentee], strict=True) if m >= 0]
        assert kept == expected


def test_mentees_can_be_divided_among_workers() -> None:
    draw = np.random.default_rng(5)
    mentees, mentors = people(draw, 20), people(draw, 100)
    whole, _ = best_candidates(mentees, mentors, *WEIGHTS, most=5)
    halves = [mentees.part(slice(0, 10)), mentees.part(slice(10, 20))]
    parts = [best_candidates(half, mentors, *WEIGHTS, most=5)[0] for half in halves]
    assert np.array_equal(whole, np.concatenate(parts))


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_chunks_of_mentors_and_threads_change_nothing(threads: int) -> None:
    draw = np.random.default_rng(11)
    mentees, mentors = people(draw, 5), people(draw, 2 * CHUNK + 77)
    found, scores = best_candidates(mentees, mentors, *WEIGHTS, most=30, threads=threads)
    for mentee, expected in enumerate(by_hand(mentees, mentors, 30)):
        kept = [(int(s), int(m)) for s, m in zip(scores[mentee], found[mentee], strict=True) if m >= 0]
        assert kept == expected


def test_weights_that_a_score_cannot_hold_are_refused() -> None:
    few = people(np.random.default_rng(6), 2)
    with pytest.raises(ValueError, match="more than a score can hold"):
        best_candidates(few, few, np.full(6, 10_000), np.array([1000, 1000]))
