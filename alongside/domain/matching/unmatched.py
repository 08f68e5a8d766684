"""Why someone has no mentor: nobody is allowed, too many seek the same few places, or others came first."""

from dataclasses import dataclass

import numpy as np

from alongside.domain.matching.certificate import Certificate
from alongside.domain.matching.instance import Whole
from alongside.domain.matching.people import Mentee, counted, in_words, values_of
from alongside.domain.matching.result import Unmatched, Working
from alongside.domain.matching.rules import ShareValue


def why_unmatched(working: Working, found: Certificate) -> tuple[Unmatched, ...]:
    """The binding reason for every mentee without a mentor, in order of their keys."""
    search = _Search(working, found)
    left = np.flatnonzero(found.seat < 0)
    return tuple(sorted((search.reason(int(mentee)) for mentee in left), key=lambda reason: reason.mentee))


@dataclass(frozen=True)
class _Corner:
    """People who can only go to some mentors, all of whose places they fill (unless there is room)."""

    seekers: tuple[str, ...]
    mentors: tuple[str, ...]
    places: int
    room: bool
    sentence: str
    last_served: tuple[bool, int]


class _Search:
    """Who could make room for whom, seen from the finished matching."""

    def __init__(self, working: Working, found: Certificate) -> None:
        self.working = working
        self.seat = found.seat
        self.start = working.instance.start
        self.capacity = working.instance.capacity
        self.left = [int(m) for m in np.flatnonzero(found.seat < 0) if self.start[m] < self.start[m + 1]]
        self.corners: dict[tuple[int, ...], _Corner] = {}
        self.sitting: dict[int, list[int]] = {}
        for mentee in np.flatnonzero(found.seat >= 0):
            self.sitting.setdefault(int(found.seat[mentee]), []).append(int(mentee))

    def reason(self, mentee: int) -> Unmatched:
        """The reason for one mentee, by position."""
        person = self.working.market.mentees[mentee]
        start = tuple(self._seats(mentee).tolist())
        if not start:
            return Unmatched(person.key, "no_allowed_mentor", no_allowed_mentor(self.working, mentee))
        if start not in self.corners:
            self.corners[start] = self._corner(start)
        corner = self.corners[start]
        if corner.room:
            return Unmatched(
                person.key, "not_chosen", "The objectives of this run leave you without a mentor for now."
            )
        sentence = f"{corner.sentence} {_who_first(self.working, person, corner.last_served)}"
        return Unmatched(
            person.key, "too_few_places", sentence, corner.seekers, corner.mentors, corner.places
        )

    def _corner(self, start: tuple[int, ...]) -> _Corner:
        """Everyone who competes for these seats, directly or through a chain of moves."""
        served, seats, waiting = set[int](), set(start), list(start)
        while waiting:
            for other in self.sitting.get(waiting.pop(), ()):
                served.add(other)
                further = set(self._seats(other).tolist()) - seats
                seats |= further
                waiting += sorted(further)
        return self._told(served, seats)

    def _told(self, served: set[int], seats: set[int]) -> _Corner:
        inside = np.zeros(len(self.capacity), dtype=np.bool_)
        inside[sorted(seats)] = True
        seekers = served | {other for other in self.left if inside[self._seats(other)].all()}
        market = self.working.market
        people = [market.mentees[mentee] for mentee in sorted(seekers)]
        mentors = {market.mentors[self.working.mentor_of_seat[seat]].key for seat in seats}
        places = int(self.capacity[inside].sum())
        return _Corner(
            tuple(sorted(person.key for person in people)),
            tuple(sorted(mentors)),
            places,
            any(len(self.sitting.get(seat, ())) < self.capacity[seat] for seat in seats),
            _seek(people, places, _in_common(self.working, people)),
            min((_rank(market.mentees[mentee]) for mentee in served), default=(False, 0)),
        )

    def _seats(self, mentee: int) -> Whole:
        return self.working.instance.seat[self.start[mentee] : self.start[mentee + 1]]


def no_allowed_mentor(working: Working, mentee: int) -> str:
    """Which rule keeps how many mentors away; a mentor whom several rules refuse counts for the first one."""
    mentors = len(working.market.mentors)
    if not mentors:
        return "There is no mentor in this run."
    free = np.ones(mentors, dtype=np.bool_)
    parts = []
    for rule, refused in zip(working.rules, working.refused, strict=True):
        caught = int((free & refused[mentee]).sum())
        free &= ~refused[mentee]
        if caught:
            parts.append(rule.counted(caught))
    if free.any():
        parts.append(counted(int(free.sum()), "is ruled out by the office", "are ruled out by the office"))
    return f"Of {counted(mentors, 'mentor', 'mentors')}, {in_words(parts)}."


def _seek(people: list[Mentee], places: int, common: str) -> str:
    if not places:
        return "The mentors who may work with you have no place free."
    seekers, where = counted(len(people), "person seeks", "people seek"), counted(places, "place", "places")
    return f"{seekers} the same {where}{common}."


def _in_common(working: Working, people: list[Mentee]) -> str:
    """The value that a rule asks for and all of them share: ' (language: Welsh)'."""
    for rule in working.rules:
        if isinstance(rule, ShareValue):
            own = values_of(people[0], rule.mentee_fact)
            if own and all(values_of(person, rule.mentee_fact).keys() == own.keys() for person in people):
                return f" ({rule.label}: {in_words(sorted(own.values()))})"
    return ""


def _who_first(working: Working, person: Mentee, last_served: tuple[bool, int]) -> str:
    """What put the others first; only said where it is so."""
    orders = {objective.key for objective in working.objectives}
    urgent, _ = last_served
    if "urgent_first" in orders and urgent and not person.urgent:
        return "Urgent requests came first."
    if "longest_waiting" in orders and last_served > _rank(person):
        return "Those who have the places have waited longer than you."
    if "longest_waiting" in orders and last_served == _rank(person):
        return "Those who have waited longest come first; among equals the best fit for everyone decided."
    return "The best matching for everyone together leaves you out this time."


def _rank(person: Mentee) -> tuple[bool, int]:
    return person.urgent, max(person.waiting_days, 0)
