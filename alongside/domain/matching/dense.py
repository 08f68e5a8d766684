"""Best assignment by shortest augmenting paths on a full table: exact, with nothing to compile."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
FAR = np.int64(1) << 62
FORBIDDEN = -(np.int64(1) << 61)


@dataclass
class Assigned:
    """The seat of each mentee (-1 for none) and prices that prove it best.

    `gain[i] + price[j] >= value` on every edge, with equality on those used; both are 0 or more; a positive
    gain belongs to someone with a seat, a positive price to a seat that is full.
    """

    seat: Whole
    gain: Whole
    price: Whole


def assign_dense(mentees: int, capacity: Whole, mentee: Whole, seat: Whole, value: Whole) -> Assigned:
    """The matching with the largest total value; values from 0 to 2**61."""
    table = np.full((mentees, len(capacity)), FORBIDDEN, dtype=np.int64)
    np.maximum.at(table, (mentee, seat), value)
    search = _Search(table, capacity)
    for newcomer in search.seat_at_once():
        search.insert(newcomer)
    return Assigned(search.seat, search.gain, search.price)


class _Search:
    """The state between insertions: who sits where, and prices that keep every edge covered."""

    def __init__(self, table: Whole, capacity: Whole) -> None:
        self.table = table
        self.capacity = [int(places) for places in capacity]
        self.price = np.zeros(len(capacity), dtype=np.int64)
        self.gain = np.zeros(len(table), dtype=np.int64)
        self.seat = np.full(len(table), -1, dtype=np.int64)
        self.sitting: list[list[int]] = [[] for _ in self.capacity]

    def seat_at_once(self) -> list[int]:
        """Give a favourite seat to everyone for whom it is free; the others are returned."""
        left: list[int] = []
        if not len(self.price):
            return left
        favourite = self.table.argmax(axis=1)
        best = self.table.max(axis=1)
        for mentee in range(len(self.table)):
            place = int(favourite[mentee])
            if best[mentee] < 0:
                continue
            if len(self.sitting[place]) < self.capacity[place]:
                self.gain[mentee] = best[mentee]
                self._sit(mentee, place)
            else:
                left.append(mentee)
        return left

    def _sit(self, mentee: int, place: int) -> None:
        self.seat[mentee] = place
        self.sitting[place].append(mentee)

    def insert(self, newcomer: int) -> None:
        """Seat one more mentee by the cheapest chain of moves, or leave out whoever loses least by it."""
        cost = self.price - self.table[newcomer]
        start = max(0, -int(cost.min()))
        self.gain[newcomer] = start
        distance = cost + start
        via = np.full(len(cost), newcomer, dtype=np.int64)
        settled: list[tuple[int, int]] = []
        out, out_at, end = newcomer, start, -1
        while True:
            place = int(distance.argmin())
            length = int(distance[place])
            if length >= out_at:
                length = out_at
                break
            if len(self.sitting[place]) < self.capacity[place]:
                end = place
                break
            settled.append((place, length))
            distance[place] = FAR
            for mentee in self.sitting[place]:
                reach = length + int(self.gain[mentee])
                if reach < out_at:
                    out, out_at = mentee, reach
                self._reach(mentee, reach, distance, via)
        self._reprice(newcomer, settled, length)
        self._move(newcomer, out, end, via)

    def _reach(self, mentee: int, reach: int, distance: Whole, via: Whole) -> None:
        further = (self.price + reach) - self.table[mentee]
        nearer = further < distance
        nearer &= distance < FAR
        distance[nearer] = further[nearer]
        via[nearer] = mentee

    def _reprice(self, newcomer: int, settled: list[tuple[int, int]], length: int) -> None:
        self.gain[newcomer] -= length
        for place, at in settled:
            rise = length - at
            self.price[place] += rise
            self.gain[self.sitting[place]] -= rise

    def _move(self, newcomer: int, out: int, end: int, via: Whole) -> None:
        """Walk back along the chain: the last one takes the free seat (or goes out), each other the next
        one's.
        """
        if end < 0:
            if out == newcomer:
                return
            end = int(self.seat[out])
            self.sitting[end].remove(out)
            self.seat[out] = -1
        while True:
            mentee, left = int(via[end]), int(self.seat[via[end]])
            if left >= 0:
                self.sitting[left].remove(mentee)
            self._sit(mentee, end)
            if mentee == newcomer:
                return
            end = left
