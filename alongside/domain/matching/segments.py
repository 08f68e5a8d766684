"""How many mentor places each kind of mentor needs, so that those who seek that kind are paired by their date."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from alongside.domain.matching.people import Person, values_of
from alongside.domain.matching.pool import Table
from alongside.domain.matching.simulate import Rates, Simulator, Supply

MOST_VALUES = 12
STEPS = 6
"""Halvings of the search: the answer is within a sixty-fourth of where it began."""


@dataclass(frozen=True)
class Need:
    """One value of a fact (an expertise, a region): who seeks it, who offers it, and what is needed.

    Rates are per day where they come from here. `within_target` is the share of its seekers who are paired by their
    date at present rates. `places_needed` is how many places with such mentors bring it to the share asked for, all
    others coming as they do now; None where no number does.
    """

    value: str
    mentees: float
    places: float
    within_target: float
    places_needed: float | None

    @property
    def share_in_time(self) -> float:
        """Per cent of its seekers who are paired by their date at present rates."""
        return 100 * self.within_target

    @property
    def is_short(self) -> bool:
        """Whether clearly more places are needed than there are."""
        return self.places_needed is not None and self.places_needed > 1.1 * self.places


def needs_by(
    simulator: Simulator,
    rates: Rates,
    every_days: int,
    facts: tuple[str, str],
    *,
    share: float = 0.95,
    say: Callable[[str], None] = lambda value: None,
) -> tuple[Need, ...]:
    """By the values of a fact that mentees seek and mentors offer (`facts`: theirs in that order), the most sought
    first.
    """
    mentees, mentors = simulator.history.mentees, simulator.history.mentors
    written = {folded: value for person in mentees for folded, value in values_of(person, facts[0]).items()}
    seekers = {folded: _having(mentees, facts[0], folded) for folded in written}
    most = sorted(written, key=lambda folded: (-int(seekers[folded].sum()), folded))[:MOST_VALUES]
    found = []
    for folded in most:
        say(written[folded])
        offering = _having(mentors, facts[1], folded)
        kind = _Kind(simulator, rates, every_days, seekers[folded], offering)
        found.append(
            Need(
                written[folded],
                rates.mentees_per_day * float(seekers[folded].mean()),
                kind.now,
                kind.within(kind.now),
                kind.needed(share),
            )
        )
    return tuple(found)


def _having(people: Sequence[Person], fact: str, folded: str) -> Table:
    return np.array([folded in values_of(person, fact) for person in people], dtype=np.bool_)


class _Kind:
    """Those who seek a kind of mentor, with the places of that kind apart from all others."""

    def __init__(
        self, simulator: Simulator, rates: Rates, every_days: int, seekers: Table, offering: Table
    ) -> None:
        self.simulator, self.rates, self.every_days, self.seekers = simulator, rates, every_days, seekers
        self.offering = np.flatnonzero(offering)
        share = float(offering.mean()) if len(offering) else 0.0
        self.now = rates.places_per_day * share
        self.others = Supply(rates.places_per_day * (1 - share), np.flatnonzero(~offering))

    def within(self, places_per_day: float) -> float:
        """The share of seekers paired by their date, with so many places of this kind."""
        supplies = (self.others, Supply(places_per_day, self.offering))
        stretches = self.simulator.stretches(self.rates, self.every_days, supplies)
        paired, due = map(sum, zip(*(each.in_time(self.seekers) for each in stretches), strict=True))
        return paired / due if due else 1.0

    def needed(self, share: float) -> float | None:
        """The fewest places a day that bring that share."""
        low, high = 0.0, 4 * self.rates.mentees_per_day
        if not len(self.offering) or self.within(high) < share:
            return None
        for _ in range(STEPS):
            middle = (low + high) / 2
            low, high = (low, middle) if self.within(middle) >= share else (middle, high)
        return high
