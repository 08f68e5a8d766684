"""The state of the compiled search: who sits where, at what price, and how a chain of moves is carried out."""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Few = NDArray[np.int32]
Int = int | np.signedinteger
FAR = np.int64(1) << 62


class State(NamedTuple):
    """Everything the search knows; who sits in a seat is a linked list, and the heap knows where each seat stands.

    Compiled code that is kept on disk refers to this name: a new name needs the modules that use it renamed as well.
    """

    begin: Whole
    stop: Whole
    seat: Few
    value: Whole
    free: Few
    gain: Whole
    price: Whole
    found: Few
    first: Few
    after: Few
    before: Few
    distance: Whole
    via: Few
    reached: Few
    settled: Few
    heap: Few
    spot: Few
    owner: Few
    scanned: Few


class Chain(NamedTuple):
    """The best end found so far: at a free place, or (-1) with someone left out; and the sizes of the
    lists.
    """

    length: Int
    out: Int
    place: Int
    reached: Int
    heaped: Int


@njit(cache=True)
def move(state: State, newcomer: Int, chain: Chain) -> None:
    """Walk back along the chain: the last one takes the free place (or goes out), each other the next
    one's.
    """
    end = chain.place
    if end >= 0:
        state.free[end] -= 1
    elif chain.out == newcomer:
        return
    else:
        end = state.found[chain.out]
        leave(state, chain.out, end)
    person = np.int32(-1)
    while person != newcomer:
        person = state.via[end]
        left = state.found[person]
        if left >= 0:
            leave(state, person, left)
        sit(state, person, end)
        end = left


@njit(cache=True)
def sit(state: State, person: Int, place: Int) -> None:
    state.found[person] = place
    state.after[person] = state.first[place]
    state.before[person] = -1
    if state.first[place] >= 0:
        state.before[state.first[place]] = person
    state.first[place] = person


@njit(cache=True)
def leave(state: State, person: Int, place: Int) -> None:
    state.found[person] = -1
    if state.before[person] >= 0:
        state.after[state.before[person]] = state.after[person]
    else:
        state.first[place] = state.after[person]
    if state.after[person] >= 0:
        state.before[state.after[person]] = state.before[person]


@njit(cache=True)
def rise(distance: Whole, heap: Few, spot: Few, node: Int) -> None:
    """Move a node up in the heap after its distance fell."""
    hole, near = spot[node], distance[node]
    while hole > 0:
        parent = (hole - 1) >> 1
        other = heap[parent]
        if distance[other] <= near:
            break
        heap[hole] = other
        spot[other] = hole
        hole = parent
    heap[hole] = node
    spot[node] = hole


@njit(cache=True)
def pop(distance: Whole, heap: Few, spot: Few, heaped: Int) -> Int:
    """Take the nearest node out of the heap; returns how many are left."""
    heaped -= 1
    last = heap[heaped]
    near, hole = distance[last], 0
    while 2 * hole + 1 < heaped:
        child = 2 * hole + 1
        if child + 1 < heaped and distance[heap[child + 1]] < distance[heap[child]]:
            child += 1
        other = heap[child]
        if distance[other] >= near:
            break
        heap[hole] = other
        spot[other] = hole
        hole = child
    heap[hole] = last
    spot[last] = hole
    return heaped
