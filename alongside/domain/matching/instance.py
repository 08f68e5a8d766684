"""A match run as numbers only: allowed pairs, places and the value of each pair at each level."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Level:
    """One objective as numbers: a whole value from 0 per edge; `threshold` asks for the best worst value
    instead.
    """

    key: str
    sentence: str
    weights: Whole = field(repr=False)
    threshold: bool = False


@dataclass(frozen=True)
class Instance:
    """Edges sorted by mentee; each mentee takes at most one, each seat at most its capacity."""

    mentees: int
    capacity: Whole
    mentee: Whole
    seat: Whole
    levels: tuple[Level, ...]

    @property
    def start(self) -> Whole:
        """Where the edges of each mentee start, and at the end their number."""
        return np.searchsorted(self.mentee, np.arange(self.mentees + 1)).astype(np.int64)

    @property
    def most_pairs(self) -> int:
        """No matching has more pairs than this, not even with one more place somewhere."""
        return min(self.mentees, int(self.capacity.sum()) + 1)


def free_places(instance: Instance, seat: Whole) -> Whole:
    """The places that a matching leaves: match newcomers on these alone and nobody who was told is moved."""
    left: Whole = instance.capacity - np.bincount(seat[seat >= 0], minlength=len(instance.capacity))
    return left


def exact_sum(values: Whole) -> int:
    """A sum that cannot overflow, whatever its size."""
    high, low = values >> 31, values & 0x7FFFFFFF
    return (int(high.sum()) << 31) + int(low.sum())
