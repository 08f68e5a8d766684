"""Why someone has no mentor: nobody is allowed, too many seek the same few places, or others came first."""

from collections import Counter

import numpy as np

from alongside.domain.matching.certificate import Certificate
from alongside.domain.matching.people import Mentee, in_words, values_of
from alongside.domain.matching.result import Unmatched, Working
from alongside.domain.matching.rules import ShareValue


def why_unmatched(working: Working, found: Certificate) -> tuple[Unmatched, ...]:
    """The binding reason for every mentee without a mentor, in order of their keys."""
    search = _Search(working, found)
    left = np.flatnonzero(found.seat < 0)
    return tuple(sorted((search.reason(int(mentee)) for mentee in left), key=lambda reason: reason.mentee))


class _Search:
    """Who could make room for whom, seen from the finished matching."""

    def __init__(self, working: Working, found: Certificate) -> None:
        self.working = working
        self.seat = found.seat
        self.start = working.instance.start
        self.capacity = working.instance.capacity
        self.left = [int(m) for m in np.flatnonzero(found.seat < 0) if self.start[m] < self.start[m + 1]]
        self.sitting: dict[int, list[int]] = {}
        for mentee in np.flatnonzero(found.seat >= 0):
            self.sitting.setdefault(int(found.seat[mentee]), []).append(int(mentee))

    def reason(self, mentee: int) -> Unmatched:
        """The reason for one mentee, by position."""
        person = self.working.market.mentees[mentee]
        if self.start[mentee] == self.start[mentee + 1]:
            return Unmatched(person.key, "no_allowed_mentor", no_allowed_mentor(self.working, mentee))
        seekers, seats = self._cornered(mentee)
        places = int(self.capacity[sorted(seats)].sum())
        if any(len(self.sitting.get(seat, ())) < self.capacity[seat] for seat in seats):
            return Unmatched(
                person.key, "not_chosen", "The objectives of this run leave you without a mentor for now."
            )
        mentees = [self.working.market.mentees[index] for index in sorted(seekers)]
        mentors = [self.working.market.mentors[index] for index in self._mentors(seats)]
        sought = _seek(mentees, places, _in_common(self.working, mentees))
        sentence = f"{sought} {_who_first(self.working, person, mentees)}"
        keys = tuple(sorted(other.key for other in mentees)), tuple(sorted(other.key for other in mentors))
        return Unmatched(person.key, "too_few_places", sentence.strip(), *keys, places)

    def _mentors(self, seats: set[int]) -> list[int]:
        return sorted({int(self.working.mentor_of_seat[seat]) for seat in seats})

    def _cornered(self, mentee: int) -> tuple[set[int], set[int]]:
        """All who compete, directly or through a chain of moves, and all the seats for which they can
        compete.
        """
        seekers, seats, waiting = {mentee}, set[int](), [mentee]
        while waiting:
            person = waiting.pop()
            for seat in self._seats(person) - seats:
                seats.add(seat)
                for other in self.sitting.get(seat, ()):
                    if other not in seekers:
                        seekers.add(other)
                        waiting.append(other)
        return seekers | {other for other in self.left if self._seats(other) <= seats}, seats

    def _seats(self, mentee: int) -> set[int]:
        return set(self.working.instance.seat[self.start[mentee] : self.start[mentee + 1]].tolist())


def no_allowed_mentor(working: Working, mentee: int) -> str:
    """Which rule keeps how many mentors away; a mentor whom several rules refuse counts for the first of
    them.
    """
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
        parts.append(f"{int(free.sum())} {'is' if free.sum() == 1 else 'are'} ruled out by the office")
    return f"Of {mentors} {'mentor' if mentors == 1 else 'mentors'}, {in_words(parts)}."


def _seek(mentees: list[Mentee], places: int, common: str) -> str:
    if len(mentees) == 1:
        return "The mentors who may work with you have no place free."
    where = "place" if places == 1 else "places"
    return f"{len(mentees)} people seek the same {places} {where}{common}."


def _in_common(working: Working, mentees: list[Mentee]) -> str:
    """The value that a rule asks for and all of them share: ' (language: Welsh)'."""
    for rule in working.rules:
        if isinstance(rule, ShareValue):
            values = [values_of(mentee, rule.mentee_fact) for mentee in mentees]
            shared = set(values[0]).intersection(*values[1:])
            if shared and all(len(own) == len(shared) for own in values):
                return f" ({rule.label}: {in_words(sorted(values[0][value] for value in shared))})"
    return ""


def _who_first(working: Working, person: Mentee, mentees: list[Mentee]) -> str:
    """What put the others first; only said where it is so."""
    others = [other for other in mentees if other is not person]
    if not others:
        return ""
    keys = Counter(objective.key for objective in working.objectives)
    if keys["urgent_first"] and not person.urgent and all(other.urgent for other in others):
        return "Urgent requests came first."
    if keys["longest_waiting"] and all(_waits_longer(other, person) for other in others):
        return "The others have waited longer than you."
    if keys["longest_waiting"] and all(_waits_longer(other, person, or_equal=True) for other in others):
        return "Those who have waited longest come first; among equals the best fit for everyone decided."
    return "The best matching for everyone together leaves you out this time."


def _waits_longer(other: Mentee, person: Mentee, *, or_equal: bool = False) -> bool:
    ahead = (other.urgent, other.waiting_days), (person.urgent, person.waiting_days)
    return ahead[0] >= ahead[1] if or_equal else ahead[0] > ahead[1]
