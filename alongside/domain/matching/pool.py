"""All mentees and mentors of a run as tables of numbers, so that a rule looks at every pair in one step."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from alongside.domain.matching.people import Mentee, Mentor, Person, number_of, values_of

Table = NDArray[np.bool_]
Counts = NDArray[np.int64]
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Pool:
    """The two sides of a run; a table has one row per mentee and one column per mentor."""

    mentees: tuple[Mentee, ...]
    mentors: tuple[Mentor, ...]
    _values: dict[tuple[str, str], list[frozenset[str]]] = field(
        default_factory=dict, compare=False, repr=False
    )

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.mentees), len(self.mentors)

    def mentee_values(self, fact: str) -> list[frozenset[str]]:
        """The folded values of a fact for every mentee."""
        return self._cached("mentee", self.mentees, fact)

    def mentor_values(self, fact: str) -> list[frozenset[str]]:
        """The folded values of a fact for every mentor."""
        return self._cached("mentor", self.mentors, fact)

    def _cached(self, side: str, people: Sequence[Person], fact: str) -> list[frozenset[str]]:
        if (side, fact) not in self._values:
            self._values[side, fact] = [frozenset(values_of(person, fact)) for person in people]
        return self._values[side, fact]


def numbers(people: Sequence[Person], fact: str) -> Numbers:
    """A number per person; not-a-number where it is unknown."""
    found = (number_of(person, fact) for person in people)
    return np.array([np.nan if number is None else number for number in found], dtype=np.float64)


def empties(values: Iterable[frozenset[str]]) -> Table:
    """Who gives no value at all."""
    return np.array([not value for value in values], dtype=np.bool_)


def shared_counts(rows: Sequence[frozenset[str]], columns: Sequence[frozenset[str]]) -> Counts:
    """How many values each row has in common with each column."""
    vocabulary = {value: code for code, value in enumerate(sorted(frozenset().union(*rows, *columns)))}
    # Counts stay far below 2**24, so single precision is exact and the product runs at full speed.
    product = _hot(rows, vocabulary) @ _hot(columns, vocabulary).T
    return product.astype(np.int64)


def _hot(sets: Sequence[frozenset[str]], vocabulary: dict[str, int]) -> NDArray[np.float32]:
    table = np.zeros((len(sets), len(vocabulary)), dtype=np.float32)
    row = [index for index, values in enumerate(sets) for _ in values]
    column = [vocabulary[value] for values in sets for value in values]
    table[row, column] = 1
    return table


def joined(rows: Sequence[frozenset[str]], columns: Sequence[frozenset[str]]) -> Table:
    """Which rows and columns share a value, for values that few people share (addresses, keys)."""
    table = np.zeros((len(rows), len(columns)), dtype=np.bool_)
    holders: dict[str, list[int]] = {}
    for index, values in enumerate(columns):
        for value in values:
            holders.setdefault(value, []).append(index)
    for index, values in enumerate(rows):
        for value in values & holders.keys():
            table[index, holders[value]] = True
    return table
