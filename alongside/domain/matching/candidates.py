"""The best few mentors for each of very many mentees, exactly: every pair is looked at, in compiled loops over bytes.

Beyond some thousands of people a table of all pairs no longer fits; this finds the pairs worth solving over.
Mentees are independent of each other, so that any part of them can be given to another core or machine.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numba import njit
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Bits = NDArray[np.uint64]
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Coded:
    """One side as codes, each array with one column per person.

    `values` are answers with one value (0 is none); `offers` are answers with several, 64 to a row, as bits.
    Hard rules: a bit of `languages` in common, another `organisation` (0 is none), and a higher `seniority`
    for the mentor.
    """

    values: Bytes
    offers: Bits
    languages: Bits
    organisation: NDArray[np.int32]
    seniority: NDArray[np.int16]

    def __len__(self) -> int:
        return len(self.languages)

    def part(self, people: slice) -> "Coded":
        """Some of the people, so that another core or machine can be given them."""
        return Coded(
            self.values[:, people],
            self.offers[:, people],
            self.languages[people],
            self.organisation[people],
            self.seniority[people],
        )


def best_candidates(
    mentees: Coded,
    mentors: Coded,
    value_weights: Whole,
    offer_weights: Whole,
    most: int = 20,
    *,
    threads: int = 1,
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Positions and scores of the best allowed mentors of each mentee, best first; -1 where there are fewer.

    A score is the sum of the weights of equal values and of bits in common (below 65,536 in all). Equal
    scores go to the mentor who stands first. The answer does not depend on the number of threads.
    """
    if int(value_weights.sum()) + 64 * int(offer_weights.sum()) >= 1 << 16:
        raise ValueError("The weights add up to more than a score can hold.")
    weights = value_weights.astype(np.uint16), offer_weights.astype(np.uint16)
    found = np.full((len(mentees), most), -1, dtype=np.int32)
    scores = np.full((len(mentees), most), -1, dtype=np.int32)
    theirs = _columns(mentors)

    def search(part: slice) -> None:
        _search(*_columns(mentees.part(part)), *theirs, *weights, found[part], scores[part])

    bounds = np.linspace(0, len(mentees), threads + 1).astype(int).tolist()
    parts = [slice(start, stop) for start, stop in pairwise(bounds)]
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(search, parts))
    return found, scores


def _columns(people: Coded) -> tuple[Bytes, Bits, Bits, NDArray[np.int32], NDArray[np.int16]]:
    return people.values, people.offers, people.languages, people.organisation, people.seniority


# So many mentors at once stay in a core's own memory while one mentee after the other looks at them.
CHUNK, BLOCK = 8192, 64


@njit(cache=True, nogil=True)
def _search(
    my_values: Bytes,
    my_offers: Bits,
    my_languages: Bits,
    my_organisation: np.ndarray,
    my_seniority: np.ndarray,
    values: Bytes,
    offers: Bits,
    languages: Bits,
    organisation: np.ndarray,
    seniority: np.ndarray,
    value_weights: np.ndarray,
    offer_weights: np.ndarray,
    found: np.ndarray,
    scores: np.ndarray,
) -> None:
    all_scores = np.empty(CHUNK, np.uint16)
    for start in range(0, len(languages), CHUNK):
        stop = min(start + CHUNK, len(languages))
        score = all_scores[: stop - start]
        for mentee in range(len(my_languages)):
            score[:] = 0
            for row in range(len(values)):
                if my_values[row, mentee]:
                    _add_equal(score, values[row, start:stop], my_values[row, mentee], value_weights[row])
            for row in range(len(offers)):
                if my_offers[row, mentee]:
                    _add_common(score, offers[row, start:stop], my_offers[row, mentee], offer_weights[row])
            _select(
                score,
                my_languages[mentee],
                my_organisation[mentee],
                my_seniority[mentee],
                languages[start:stop],
                organisation[start:stop],
                seniority[start:stop],
                start,
                found[mentee],
                scores[mentee],
            )


@njit(cache=True, nogil=True)
def _select(
    score: np.ndarray,
    my_languages: int,
    my_organisation: int,
    my_seniority: int,
    languages: Bits,
    organisation: np.ndarray,
    seniority: np.ndarray,
    first: int,
    found: np.ndarray,
    scores: np.ndarray,
) -> None:
    """Keep the best of those whom the hard rules allow; most are passed over, a block at once, by score alone."""
    for start in range(0, len(languages), BLOCK):
        stop = min(start + BLOCK, len(languages))
        if np.int32(_largest(score[start:stop])) <= scores[-1]:
            continue
        for mentor in range(start, stop):
            if np.int32(score[mentor]) <= scores[-1] or not (languages[mentor] & my_languages):
                continue
            same = organisation[mentor] == my_organisation and organisation[mentor] != 0
            if not same and seniority[mentor] > my_seniority:
                _keep(found, scores, first + mentor, np.int32(score[mentor]))


@njit(cache=True, nogil=True)
def _largest(score: np.ndarray) -> np.unsignedinteger:
    largest = np.uint16(0)
    for mentor in range(len(score)):
        largest = max(largest, score[mentor])
    return largest


@njit(cache=True, nogil=True)
def _add_equal(score: np.ndarray, values: Bytes, value: int, weight: int) -> None:
    for mentor in range(len(score)):
        score[mentor] += weight if values[mentor] == value else np.uint16(0)


@njit(cache=True, nogil=True)
def _add_common(score: np.ndarray, offers: Bits, wanted: int, weight: int) -> None:
    """Adds the weight once for every bit in common, counting bits in parallel within each word."""
    for mentor in range(len(score)):
        bits = offers[mentor] & wanted
        bits -= (bits >> np.uint64(1)) & np.uint64(0x5555555555555555)
        bits = (bits & np.uint64(0x3333333333333333)) + (
            (bits >> np.uint64(2)) & np.uint64(0x3333333333333333)
        )
        bits = (bits + (bits >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
        score[mentor] += weight * np.uint16((bits * np.uint64(0x0101010101010101)) >> np.uint64(56))


@njit(cache=True, nogil=True)
def _keep(found: np.ndarray, scores: np.ndarray, mentor: int, score: np.signedinteger) -> None:
    """Insert in order; the last one drops out."""
    place = len(found) - 1
    while place > 0 and scores[place - 1] < score:
        scores[place], found[place] = scores[place - 1], found[place - 1]
        place -= 1
    scores[place], found[place] = score, mentor
