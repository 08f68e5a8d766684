"""The same shortest augmenting paths over a list of allowed pairs, compiled: for thousands to millions of
people.
"""

import numpy as np
from numba import njit

from alongside.domain.matching.dense import Assigned
from alongside.domain.matching.guiding import reprice_towards_free, seen_from_seats
from alongside.domain.matching.moves import FAR, Chain, Few, Int, State, Whole, leave, move, pop, rise, sit

LARGEST = np.iinfo(np.int32).max
MOST_BIDS = 16
ALONE = 4  # as many looks at every seat cost less than one look from the free places at every edge


def assign_sparse(mentees: int, capacity: Whole, mentee: Whole, seat: Whole, value: Whole) -> Assigned:
    """The matching with the largest total value; edges sorted by mentee, values from 0 to 2**61.

    The side with less room seeks, since searches are short while the other side has places to spare.
    """
    if int(capacity.sum()) < mentees:
        return _places_seek(mentees, capacity, mentee, seat, value)
    first, last = _ranges(mentee, mentees)
    room = np.minimum(capacity, LARGEST).astype(np.int32)
    found = _solve(first, last, seat.astype(np.int32), value, room, np.arange(mentees, dtype=np.int32))
    return Assigned(found.found.astype(np.int64), found.gain, found.price)


def _places_seek(mentees: int, capacity: Whole, mentee: Whole, seat: Whole, value: Whole) -> Assigned:
    """Every place looks for a mentee; the places of one seat share its edges and end with one price."""
    order = np.argsort(seat, kind="stable")
    first, last = _ranges(seat[order], len(capacity))
    owner = np.repeat(np.arange(len(capacity)), capacity)
    one_each = np.ones(mentees, dtype=np.int32)
    solved = _solve(
        first[owner],
        last[owner],
        mentee[order].astype(np.int32),
        value[order],
        one_each,
        owner.astype(np.int32),
    )
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


def _solve(begin: Whole, stop: Whole, seat: Few, value: Whole, room: Few, owner: Few) -> State:
    seekers, seats = len(begin), len(room)
    state = State(
        begin=begin,
        stop=stop,
        seat=seat,
        value=value,
        free=room.copy(),
        gain=np.zeros(seekers, dtype=np.int64),
        price=np.where(room > 0, 0, value.max(initial=0)),  # nobody bids for a seat without places
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
        owner=owner,
        scanned=_nobody(seekers),
    )
    shared = bool((owner[1:] == owner[:-1]).any())
    left = _insert(state, _bid(state), LARGEST if shared else ALONE * seats)
    if len(left):
        back = seen_from_seats(state)
        while len(left):
            reprice_towards_free(state, back, left)
            left = _insert(state, left, ALONE * seats)
    return state


def _nobody(size: int) -> Few:
    return np.full(size, -1, dtype=np.int32)


@njit(cache=True)
def _insert(state: State, waiting: Few, most_settled: Int) -> Few:
    """Seat one after the other; once the searches have become long, those who are left are returned."""
    total: Int = 0
    for index in range(len(waiting)):
        newcomer = waiting[index]
        state.gain[newcomer] = _worth_of_best(state, newcomer)
        chain, settled = _search(state, newcomer)
        _reprice(state, newcomer, chain, settled)
        move(state, newcomer, chain)
        total += settled
        if total > most_settled:
            return waiting[index + 1 :]
    return waiting[:0]


@njit(cache=True)
def _worth_of_best(state: State, seeker: Int) -> Int:
    """What a seeker's best seat is worth at today's prices, or 0 for staying out."""
    best = np.int64(0)
    for edge in range(state.begin[seeker], state.stop[seeker]):
        best = max(best, state.value[edge] - state.price[state.seat[edge]])
    return best


@njit(cache=True)
def _bid(state: State) -> Few:
    """Everyone bids for their favourite what it is worth to them beyond their second choice; returns who is left.

    A seat goes to the highest bids and costs the lowest of them, so that everyone seated sits in a favourite
    seat at its price. Bids without a rise settle nothing and are left to the search, as are those outbid too
    often.
    """
    bids = np.zeros(len(state.begin), np.int64)
    tries = np.zeros(len(state.begin), np.int16)
    left = np.empty(len(state.begin), np.int32)
    count = 0
    for seeker in range(len(state.begin)):
        bidder: Int = np.int32(seeker)
        while bidder >= 0:
            place, rise = _favourite(state, bidder)
            tries[bidder] += 1
            if place >= 0 and state.free[place] == 0 and (rise == 0 or tries[bidder] > MOST_BIDS):
                left[count] = bidder
                count += 1
                break
            bidder = _take(state, bids, bidder, place, rise)
    for seeker in range(len(state.begin)):
        if state.found[seeker] >= 0:
            _favourite(state, seeker)
    return left[:count]


@njit(cache=True)
def _take(state: State, bids: Whole, bidder: Int, place: Int, rise: Int) -> Int:
    """Seat a bidder, reprice the seat, and return who had to make room (-1 for nobody)."""
    outbid: Int = np.int32(-1)
    if place < 0:
        return outbid
    bids[bidder] = state.price[place] + rise
    if state.free[place] == 0:
        outbid = _lowest(state, bids, place)
        leave(state, outbid, place)
    else:
        state.free[place] -= 1
    sit(state, bidder, place)
    if state.free[place] == 0:
        state.price[place] = bids[_lowest(state, bids, place)]
    return outbid


@njit(cache=True)
def _favourite(state: State, seeker: Int) -> tuple[Int, Int]:
    """The best seat at today's prices (-1 where staying out is as good), and how far ahead of the second it
    is.
    """
    best, second, place = np.int64(0), np.int64(0), np.int32(-1)
    for edge in range(state.begin[seeker], state.stop[seeker]):
        seat = state.seat[edge]
        worth = state.value[edge] - state.price[seat]
        if worth > best or (worth == best and place >= 0 and state.free[place] == 0 and state.free[seat] > 0):
            second, best, place = best, worth, seat
        elif worth > second:
            second = worth
    state.gain[seeker] = best
    return place, best - second


@njit(cache=True)
def _lowest(state: State, bids: Whole, place: Int) -> Int:
    """Who holds a seat with the lowest bid."""
    lowest: Int = state.first[place]
    person = state.after[lowest]
    while person >= 0:
        if bids[person] < bids[lowest]:
            lowest = person
        person = state.after[person]
    return lowest


@njit(cache=True)
def _search(state: State, newcomer: Int) -> tuple[Chain, Int]:
    """The cheapest chain of moves that ends at a free place or with someone left out, and how many seats it
    settled.
    """
    chain = Chain(state.gain[newcomer], newcomer, np.int32(-1), 0, 0)
    chain = _scan(state, newcomer, np.int64(0), chain)
    state.scanned[state.owner[newcomer]] = newcomer
    settled = 0
    while chain.heaped > 0:
        place = state.heap[0]
        at = state.distance[place]
        if at >= chain.length:
            break
        chain = Chain(
            chain.length,
            chain.out,
            chain.place,
            chain.reached,
            pop(state.distance, state.heap, state.spot, chain.heaped),
        )
        state.settled[settled] = place
        settled += 1
        person = state.first[place]
        while person >= 0:
            if at + state.gain[person] < chain.length:
                chain = Chain(at + state.gain[person], person, np.int32(-1), chain.reached, chain.heaped)
            # The places of one mentor share their edges: what the first has seen, the others need not look at.
            if state.scanned[state.owner[person]] != newcomer:
                state.scanned[state.owner[person]] = newcomer
                chain = _scan(state, person, at, chain)
            person = state.after[person]
    return chain, settled


@njit(cache=True)
def _scan(state: State, person: Int, at: Int, chain: Chain) -> Chain:
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
            rise(state.distance, state.heap, state.spot, place)
    return Chain(length, out, end, reached, heaped)


@njit(cache=True)
def _reprice(state: State, newcomer: Int, chain: Chain, settled: Int) -> None:
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
