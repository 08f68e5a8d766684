"""The same shortest augmenting paths over a list of allowed pairs, compiled: for thousands to millions of
people.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from alongside.domain.matching.dense import Assigned

Whole = NDArray[np.int64]
Few = NDArray[np.int32]
Int = int | np.signedinteger
FAR = np.int64(1) << 62
LARGEST = np.iinfo(np.int32).max
SHORT = 1.05


def assign_sparse(mentees: int, capacity: Whole, mentee: Whole, seat: Whole, value: Whole) -> Assigned:
    """The matching with the largest total value; edges sorted by mentee, values from 0 to 2**61.

    The side with less room seeks, since searches are short while the other side has places to spare.
    """
    if SHORT * int(capacity.sum()) < mentees:
        return _places_seek(mentees, capacity, mentee, seat, value)
    first, last = _ranges(mentee, mentees)
    room = np.minimum(capacity, LARGEST).astype(np.int32)
    found = _solve(first, last, seat.astype(np.int32), value, room)
    return Assigned(found.found.astype(np.int64), found.gain, found.price)


def _places_seek(mentees: int, capacity: Whole, mentee: Whole, seat: Whole, value: Whole) -> Assigned:
    """Every place looks for a mentee; the places of one seat share its edges and end with one price."""
    order = np.argsort(seat, kind="stable")
    first, last = _ranges(seat[order], len(capacity))
    owner = np.repeat(np.arange(len(capacity)), capacity)
    one_each = np.ones(mentees, dtype=np.int32)
    solved = _solve(first[owner], last[owner], mentee[order].astype(np.int32), value[order], one_each)
    found = np.full(mentees, -1, dtype=np.int64)
    used = solved.found >= 0
    found[solved.found[used]] = owner[used]
    price = np.zeros(len(capacity), dtype=np.int64)
    price[owner] = solved.gain
    _price_closed(price, capacity, solved.price, mentee, seat, value)
    return Assigned(found, solved.price, price)


def _price_closed(
    seat_price: Whole, capacity: Whole, gain: Whole, mentee: Whole, seat: Whole, value: Whole
) -> None:
    """A seat without places sought nobody; its price only has to cover its edges."""
    closed = capacity[seat] == 0
    np.maximum.at(seat_price, seat[closed], value[closed] - gain[mentee[closed]])


def _ranges(sorted_owner: Whole, owners: int) -> tuple[Whole, Whole]:
    """Where the edges of each owner start and end."""
    bounds = np.searchsorted(sorted_owner, np.arange(owners + 1)).astype(np.int64)
    return bounds[:-1], bounds[1:]


class _State(NamedTuple):
    """Everything the search knows; who sits in a seat is a linked list, and the heap knows where each seat
    stands.
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


class _Chain(NamedTuple):
    """The best end found so far: at a free place, or (-1) with someone left out; and the sizes of the
    lists.
    """

    length: Int
    out: Int
    place: Int
    reached: Int
    heaped: Int


def _solve(begin: Whole, stop: Whole, seat: Few, value: Whole, room: Few) -> _State:
    seekers, seats = len(begin), len(room)
    state = _State(
        begin=begin,
        stop=stop,
        seat=seat,
        value=value,
        free=room.copy(),
        gain=np.zeros(seekers, dtype=np.int64),
        price=np.zeros(seats, dtype=np.int64),
        found=_nobody(seekers),
        first=_nobody(seats),
        after=_nobody(seekers),
        before=_nobody(seekers),
        distance=np.full(seats, FAR, dtype=np.int64),
        via=_nobody(seats),
        reached=_nobody(seats),
        settled=_nobody(seats),
        heap=_nobody(seats),
        spot=_nobody(seats),
    )
    _insert_all(state)
    return state


def _nobody(size: int) -> Few:
    return np.full(size, -1, dtype=np.int32)


@njit(cache=True)
def _insert_all(state: _State) -> None:
    for newcomer in _seat_at_once(state):
        best = np.int64(0)
        for edge in range(state.begin[newcomer], state.stop[newcomer]):
            best = max(best, state.value[edge] - state.price[state.seat[edge]])
        state.gain[newcomer] = best
        chain, settled = _search(state, newcomer)
        _reprice(state, newcomer, chain, settled)
        _move(state, newcomer, chain)


@njit(cache=True)
def _seat_at_once(state: _State) -> Few:
    """Give everyone a favourite seat that is free; the others are returned."""
    left = np.empty(len(state.begin), np.int32)
    count = 0
    for seeker in range(len(state.begin)):
        place = _favourite(state, seeker)
        if place < 0:
            continue
        if state.free[place] > 0:
            state.free[place] -= 1
            _sit(state, np.int32(seeker), place)
        else:
            left[count] = seeker
            count += 1
    return left[:count]


@njit(cache=True)
def _favourite(state: _State, seeker: Int) -> Int:
    best, place = np.int64(-1), np.int32(-1)
    for edge in range(state.begin[seeker], state.stop[seeker]):
        value, seat = state.value[edge], state.seat[edge]
        if value > best or (value == best and state.free[place] == 0 and state.free[seat] > 0):
            best, place = value, seat
    state.gain[seeker] = best if best > 0 else np.int64(0)
    return place


@njit(cache=True)
def _search(state: _State, newcomer: Int) -> tuple[_Chain, Int]:
    """The cheapest chain of moves that ends at a free place or with someone left out, and how many seats it
    settled.
    """
    chain = _Chain(state.gain[newcomer], newcomer, np.int32(-1), 0, 0)
    chain = _scan(state, newcomer, np.int64(0), chain)
    settled = 0
    while chain.heaped > 0:
        place = state.heap[0]
        at = state.distance[place]
        if at >= chain.length:
            break
        chain = _Chain(chain.length, chain.out, chain.place, chain.reached, _pop(state, chain.heaped))
        state.settled[settled] = place
        settled += 1
        person = state.first[place]
        while person >= 0:
            if at + state.gain[person] < chain.length:
                chain = _Chain(at + state.gain[person], person, np.int32(-1), chain.reached, chain.heaped)
            chain = _scan(state, person, at, chain)
            person = state.after[person]
    return chain, settled


@njit(cache=True)
def _scan(state: _State, person: Int, at: Int, chain: _Chain) -> _Chain:
    """Reach further seats from one person who would have to move."""
    length, out, end, reached, heaped = chain.length, chain.out, chain.place, chain.reached, chain.heaped
    base = at + state.gain[person]
    for edge in range(state.begin[person], state.stop[person]):
        place = state.seat[edge]
        further = base + state.price[place] - state.value[edge]
        if further >= length or further >= state.distance[place]:
            continue
        if state.distance[place] == FAR:
            state.reached[reached] = place
            reached += 1
        state.distance[place] = further
        state.via[place] = person
        if state.free[place] > 0:
            length, end = further, place
        else:
            if state.spot[place] < 0:
                state.spot[place] = heaped
                heaped += 1
            _rise(state, place)
    return _Chain(length, out, end, reached, heaped)


@njit(cache=True)
def _reprice(state: _State, newcomer: Int, chain: _Chain, settled: Int) -> None:
    """Raise the prices of all seats settled below the end of the chain, and forget the search."""
    state.gain[newcomer] -= chain.length
    for index in range(settled):
        place = state.settled[index]
        rise = chain.length - state.distance[place]
        if rise > 0:
            state.price[place] += rise
            person = state.first[place]
            while person >= 0:
                state.gain[person] -= rise
                person = state.after[person]
    for index in range(chain.reached):
        state.distance[state.reached[index]] = FAR
        state.spot[state.reached[index]] = -1


@njit(cache=True)
def _move(state: _State, newcomer: Int, chain: _Chain) -> None:
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
        _leave(state, chain.out, end)
    person = np.int32(-1)
    while person != newcomer:
        person = state.via[end]
        left = state.found[person]
        if left >= 0:
            _leave(state, person, left)
        _sit(state, person, end)
        end = left


@njit(cache=True)
def _sit(state: _State, person: Int, place: Int) -> None:
    state.found[person] = place
    state.after[person] = state.first[place]
    state.before[person] = -1
    if state.first[place] >= 0:
        state.before[state.first[place]] = person
    state.first[place] = person


@njit(cache=True)
def _leave(state: _State, person: Int, place: Int) -> None:
    state.found[person] = -1
    if state.before[person] >= 0:
        state.after[state.before[person]] = state.after[person]
    else:
        state.first[place] = state.after[person]
    if state.after[person] >= 0:
        state.before[state.after[person]] = state.before[person]


@njit(cache=True)
def _rise(state: _State, place: Int) -> None:
    """Move a seat up in the heap after its distance fell."""
    hole, distance = state.spot[place], state.distance[place]
    while hole > 0:
        parent = (hole - 1) >> 1
        other = state.heap[parent]
        if state.distance[other] <= distance:
            break
        state.heap[hole] = other
        state.spot[other] = hole
        hole = parent
    state.heap[hole] = place
    state.spot[place] = hole


@njit(cache=True)
def _pop(state: _State, heaped: Int) -> Int:
    """Take the nearest seat out of the heap; returns how many are left."""
    heaped -= 1
    last = state.heap[heaped]
    distance, hole = state.distance[last], 0
    while 2 * hole + 1 < heaped:
        child = 2 * hole + 1
        if child + 1 < heaped and state.distance[state.heap[child + 1]] < state.distance[state.heap[child]]:
            child += 1
        other = state.heap[child]
        if state.distance[other] >= distance:
            break
        state.heap[hole] = other
        state.spot[other] = hole
        hole = child
    state.heap[hole] = last
    state.spot[last] = hole
    return heaped
