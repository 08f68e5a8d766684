"""Prices that show the way: seen from the free places, how far is each seat and each person from one of them?

Moving all prices by these distances keeps the matching best and makes every shortest way to a free place
cost nothing, so that the searches that follow go straight there instead of looking everywhere.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from alongside.domain.matching.moves import FAR, Few, Int, State, Whole, pop, rise


class Back(NamedTuple):
    """The edges seen from the seats, and the distances to a free place: first the seekers, then the seats."""

    begin: Whole
    edge: Few
    owner: Few
    distance: Whole
    heap: Few
    spot: Few


def seen_from_seats(state: State) -> Back:
    """The same edges sorted by seat."""
    seekers, seats = len(state.begin), len(state.free)
    order = np.argsort(state.seat, kind="stable")
    owner = np.repeat(np.arange(seekers, dtype=np.int32), state.stop - state.begin)
    return Back(
        np.searchsorted(state.seat[order], np.arange(seats + 1)).astype(np.int64),
        order.astype(np.int32),
        owner[order],
        np.empty(seekers + seats, dtype=np.int64),
        np.empty(seekers + seats, dtype=np.int32),
        np.empty(seekers + seats, dtype=np.int32),
    )


@njit(cache=True)
def reprice_towards_free(state: State, back: Back, left: Few) -> None:
    """Distances to a free place or to leaving, until everyone who is left has one; then the prices move by
    them.
    """
    seekers = len(state.begin)
    pending: Int = len(left)
    seeking = np.zeros(seekers, np.bool_)
    seeking[left] = True
    heaped = _start(state, back)
    reach = np.int64(0)
    while heaped > 0 and pending > 0:
        node = back.heap[0]
        heaped = pop(back.distance, back.heap, back.spot, heaped)
        reach = back.distance[node]
        if node >= seekers:
            heaped = _from_seat(state, back, node - seekers, heaped)
        elif seeking[node]:
            pending -= 1
        elif state.found[node] >= 0:
            heaped = _nearer(back, seekers + state.found[node], reach, heaped)
    for seeker in range(seekers):
        state.gain[seeker] -= min(back.distance[seeker], reach)
    for seat in range(len(state.free)):
        if state.first[seat] >= 0 and state.free[seat] == 0:
            state.price[seat] += min(back.distance[seekers + seat], reach)


@njit(cache=True)
def _start(state: State, back: Back) -> Int:
    """Free places are at 0; everyone may leave at the loss of their gain."""
    heaped: Int = 0
    back.distance[:] = FAR
    back.spot[:] = -1
    for seat in range(len(state.free)):
        if state.free[seat] > 0:
            heaped = _nearer(back, len(state.begin) + seat, np.int64(0), heaped)
    for seeker in range(len(state.begin)):
        heaped = _nearer(back, seeker, state.gain[seeker], heaped)
    return heaped


@njit(cache=True)
def _from_seat(state: State, back: Back, seat: Int, heaped: Int) -> Int:
    base = back.distance[len(state.begin) + seat] + state.price[seat]
    for index in range(back.begin[seat], back.begin[seat + 1]):
        seeker = back.owner[index]
        further = base + state.gain[seeker] - state.value[back.edge[index]]
        heaped = _nearer(back, seeker, further, heaped)
    return heaped


@njit(cache=True)
def _nearer(back: Back, node: Int, distance: Int, heaped: Int) -> Int:
    if distance < back.distance[node]:
        back.distance[node] = distance
        if back.spot[node] < 0:
            back.spot[node] = heaped
            heaped += 1
        rise(back.distance, back.heap, back.spot, node)
    return heaped
