"""How long people would wait and how well they would fit if pairs were made daily, weekly or monthly.

Arrivals are drawn from people whom the scheme has known (its history, or those of a sample), so that rules
and criteria meet real answers; each run is matched by the engine itself, those who would miss their date
first.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from alongside.domain.matching.criteria import Criterion, Points
from alongside.domain.matching.instance import Instance, Level, Whole
from alongside.domain.matching.kernel import choose_kernel
from alongside.domain.matching.lexicographic import optimise
from alongside.domain.matching.people import Market
from alongside.domain.matching.pool import Pool, Table
from alongside.domain.matching.preparing import allowed_table, fit_table
from alongside.domain.matching.rules import Rule

INTERVALS = (1, 7, 14, 30, 60, 85)


@dataclass(frozen=True)
class Rates:
    """What a scheme expects: arrivals a day, the days within which everyone is to be paired, and how long
    to look.
    """

    mentees_per_day: float
    places_per_day: float
    target_days: int = 90
    days: int = 540
    seeds: tuple[int, ...] = (0, 1, 2, 3)


@dataclass(frozen=True)
class Outcome:
    """What one interval between runs brings; days and fits (0 to 100) over all seeds together."""

    every_days: int
    arrived: int
    paired: int
    missed: int
    waiting_days: tuple[int, ...]
    fits: tuple[int, ...]

    def waited(self, percent: int) -> int:
        """The days within which so many per cent of those paired were paired."""
        return _percentile(self.waiting_days, percent)

    def fit(self, percent: int) -> int:
        """The fit below which so many per cent of the pairs are."""
        return _percentile(self.fits, percent)

    @property
    def wait_of_half(self) -> int:
        return self.waited(50)

    @property
    def wait_of_most(self) -> int:
        """Nine in ten wait no longer."""
        return self.waited(90)

    @property
    def fit_of_the_worst_tenth(self) -> int:
        return self.fit(10)

    @property
    def late_share(self) -> float:
        """Per cent of those whose date has come who were not paired by it."""
        return 100 * (1 - self.within_target)

    @property
    def mean_fit(self) -> float:
        return sum(self.fits) / len(self.fits) if self.fits else 0.0

    @property
    def within_target(self) -> float:
        """The share of those whose date has come who were paired by it."""
        due = self.paired + self.missed
        return 1.0 if not due else 1 - self.missed / due


def _percentile(values: Sequence[int], percent: int) -> int:
    """The value at a rank that exists, so that it is one that somebody had."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)] if ordered else 0


@dataclass(frozen=True)
class Supply:
    """So many places a day, each with one of some mentors (their positions in the history)."""

    places_per_day: float
    mentors: Whole


class Simulator:
    """Draws arrivals from a market's people; the fits of all of them are worked out once."""

    def __init__(self, history: Market, rules: Sequence[Rule], criteria: Sequence[Criterion]) -> None:
        self.history = history
        pool = Pool(history.mentees, history.mentors)
        prepared = tuple(criterion.prepared(pool) for criterion in criteria)
        self.fit: Points = fit_table(pool, prepared)
        refused = tuple(rule.refused(pool) for rule in rules)
        self.allowed: Table = allowed_table(replace(history, bans=frozenset()), pool, refused, frozenset())

    def run(self, rates: Rates, every_days: int) -> Outcome:
        """What happens when pairs are made every so many days."""
        runs = [run.outcome() for run in self.stretches(rates, every_days)]
        return Outcome(
            every_days,
            sum(run.arrived for run in runs),
            sum(run.paired for run in runs),
            sum(run.missed for run in runs),
            tuple(days for run in runs for days in run.waiting_days),
            tuple(fit for run in runs for fit in run.fits),
        )

    def stretches(
        self, rates: Rates, every_days: int, supplies: Sequence[Supply] | None = None
    ) -> tuple["Stretch", ...]:
        """One stretch of days for each seed, with mentors from these supplies instead of from all alike."""
        everyone = (Supply(rates.places_per_day, np.arange(len(self.history.mentors))),)
        return tuple(Stretch(self, rates, every_days, seed, supplies or everyone) for seed in rates.seeds)

    def frontier(self, rates: Rates, intervals: Sequence[int] = INTERVALS) -> tuple[Outcome, ...]:
        """The same people under each interval: waiting against fit, for the office to choose."""
        return tuple(self.run(rates, every_days) for every_days in intervals)

    def places_needed(self, rates: Rates, every_days: int, share: float = 0.95) -> float | None:
        """The fewest mentor places a day with which that share is paired by its date; None where no number
        helps.
        """
        # A simulation begins with nobody waiting and takes years to fill with those whom too few places leave over;
        # in the long run that share of people needs that share of places.
        low, high = share * rates.mentees_per_day, 4 * rates.mentees_per_day
        if self.run(replace(rates, places_per_day=high), every_days).within_target < share:
            return None
        while high - low > 0.02 * rates.mentees_per_day:
            middle = (low + high) / 2
            enough = self.run(replace(rates, places_per_day=middle), every_days).within_target >= share
            low, high = (low, middle) if enough else (middle, high)
        return high


class Stretch:
    """One stretch of days with one seed, lived through; arrivals are the same whatever the interval."""

    def __init__(
        self, simulator: Simulator, rates: Rates, every_days: int, seed: int, supplies: Sequence[Supply]
    ) -> None:
        self.simulator, self.rates, self.every_days = simulator, rates, every_days
        everyone = np.arange(len(simulator.history.mentees))
        self.mentees, self.mentee_day = _arrivals(seed, 0, rates.mentees_per_day, rates.days, everyone)
        coming = [
            _arrivals(seed, side, supply.places_per_day, rates.days, supply.mentors)
            for side, supply in enumerate(supplies, start=1)
        ]
        self.mentors, self.mentor_day = (np.concatenate(parts) for parts in zip(*coming, strict=True))
        self.paired_on = np.full(len(self.mentees), -1, dtype=np.int64)
        self.fit = np.zeros(len(self.mentees), dtype=np.int64)
        self.free = np.ones(len(self.mentors), dtype=np.bool_)

        for day in range(every_days, rates.days + 1, every_days):
            self._pair(day)

    def in_time(self, mentees: Table) -> tuple[int, int]:
        """Of those mentees of the history (yes or no for each) whose date has come: how many were paired, of all."""
        due = mentees[self.mentees] & (self.mentee_day + self.rates.target_days < self.rates.days)
        return int((due & (self.paired_on >= 0)).sum()), int(due.sum())

    def outcome(self) -> Outcome:
        """What came of it."""
        waited = (self.paired_on - self.mentee_day)[self.paired_on >= 0]
        late = self.mentee_day + self.rates.target_days < self.rates.days
        missed = int((late & (self.paired_on < 0)).sum())
        paired = self.paired_on >= 0
        return Outcome(
            self.every_days,
            len(self.mentees),
            int(paired.sum()),
            missed,
            tuple(waited.tolist()),
            tuple(((self.fit[paired] + 5) // 10).tolist()),
        )

    def _pair(self, day: int) -> None:
        """Pair those who are there; whoever has waited longer than the target has left."""
        age = day - self.mentee_day
        here = np.flatnonzero((self.paired_on < 0) & (age >= 0) & (age <= self.rates.target_days))
        places = np.flatnonzero(self.free & (self.mentor_day <= day))
        table = np.ix_(self.mentees[here], self.mentors[places])
        row, column = np.nonzero(self.simulator.allowed[table])
        if not len(row):
            return
        fit = self.simulator.fit[table][row, column]
        last_chance = (age[here] + self.every_days > self.rates.target_days).astype(np.int64)
        levels = (
            Level("last_chance", "", last_chance[row]),
            Level("most_people", "", np.ones(len(row), dtype=np.int64)),
            Level("total_fit", "", fit),
        )
        one_each = np.ones(len(places), dtype=np.int64)
        instance = Instance(len(here), one_each, row, column, levels)
        seat = optimise(instance, choose_kernel(instance)).seat
        matched = np.flatnonzero(seat >= 0)
        self.paired_on[here[matched]] = day
        self.fit[here[matched]] = self.simulator.fit[
            self.mentees[here[matched]], self.mentors[places[seat[matched]]]
        ]
        self.free[places[seat[matched]]] = False


def _arrivals(seed: int, side: int, per_day: float, days: int, people: Whole) -> tuple[Whole, Whole]:
    """Who of these arrives (a position in the history) and on which day."""
    draw = np.random.default_rng([seed, side])
    counts = draw.poisson(per_day, days)
    day = np.repeat(np.arange(days), counts)
    who = draw.integers(0, max(len(people), 1), len(day))
    return (people[who], day) if len(people) else (who[:0], day[:0])
