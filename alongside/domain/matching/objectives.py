"""What a good matching is, in the order in which it counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from alongside.domain.matching.people import Choices, Market, counted

Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Edges:
    """The allowed pairs: positions of mentee and mentor in the market, and how well they fit in
    thousandths.
    """

    market: Market
    mentee: Whole
    mentor: Whole
    fit: Whole

    def __len__(self) -> int:
        return len(self.mentee)


class Objective(Protocol):
    """A value per allowed pair whose sum is to be as large as possible; `loss` says what it means to have
    less.
    """

    @property
    def key(self) -> str: ...
    def describe(self) -> str: ...
    def weights(self, edges: Edges) -> Whole: ...
    def change(self, by: int) -> str: ...


def _more(by: int, one: str, many: str) -> str:
    """'1 more person', '3 fewer people'."""
    return f"{abs(by)} {'more' if by > 0 else 'fewer'} {one if abs(by) == 1 else many}"


def _points(by: int) -> str:
    return f"{abs(by) / 10:g} {'point' if abs(by) == 10 else 'points'} {'higher' if by > 0 else 'lower'}"


@dataclass(frozen=True)
class MostPeople:
    """As many mentees as possible have a mentor."""

    key: str = "most_people"

    def describe(self) -> str:
        return "As many mentees as possible have a mentor."

    def change(self, by: int) -> str:
        return f"{_more(by, 'person', 'people')} would have a mentor"

    def weights(self, edges: Edges) -> Whole:
        return np.ones(len(edges), dtype=np.int64)


@dataclass(frozen=True)
class UrgentFirst:
    """Where not everyone can have a mentor, the urgent come first."""

    key: str = "urgent_first"

    def describe(self) -> str:
        return "Urgent mentees come first."

    def change(self, by: int) -> str:
        return f"{_more(by, 'urgent mentee', 'urgent mentees')} would have a mentor"

    def weights(self, edges: Edges) -> Whole:
        urgent = np.array([mentee.urgent for mentee in edges.market.mentees], dtype=np.int64)
        return urgent[edges.mentee]


@dataclass(frozen=True)
class LongestWaiting:
    """The most days waited are brought to an end.

    With everyone matched who can be, this sum is largest exactly when the longest waiting come first, one by
    one: sets of mentees that can be served together form a matroid.
    """

    key: str = "longest_waiting"

    def describe(self) -> str:
        return "Those who have waited longest come first."

    def change(self, by: int) -> str:
        return f"{_more(by, 'day', 'days')} of waiting would be brought to an end"

    def weights(self, edges: Edges) -> Whole:
        days = np.array([max(mentee.waiting_days, 0) for mentee in edges.market.mentees], dtype=np.int64)
        return days[edges.mentee]


ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def _ordinal(place: int) -> str:
    return ORDINALS[place - 1] if place <= len(ORDINALS) else f"{place}th"


@dataclass(frozen=True)
class NthChoice:
    """As many as possible get their n-th choice, counted from 1."""

    choice: int = 1
    side: Literal["mentee", "mentor"] = "mentee"

    @property
    def key(self) -> str:
        return f"{self.side}_choice_{self.choice}"

    def describe(self) -> str:
        return f"As many {self.side}s as possible get their {_ordinal(self.choice)} choice."

    def change(self, by: int) -> str:
        who = _more(by, self.side, f"{self.side}s")
        return f"{who} would get their {_ordinal(self.choice)} choice"

    def weights(self, edges: Edges) -> Whole:
        mentees, mentors = edges.market.mentees, edges.market.mentors
        if self.side == "mentee":
            wanted = self._wanted((mentee.ranked for mentee in mentees), [mentor.key for mentor in mentors])
            pairs, code = wanted, edges.mentee * len(mentors) + edges.mentor
        else:
            wanted = self._wanted((mentor.ranked for mentor in mentors), [mentee.key for mentee in mentees])
            pairs, code = wanted, edges.mentor * len(mentees) + edges.mentee
        return np.isin(code, pairs).astype(np.int64) if len(pairs) else np.zeros(len(edges), dtype=np.int64)

    def _wanted(self, ranked: Iterable[Choices], others: list[str]) -> Whole:
        place = {key: index for index, key in enumerate(others)}
        codes = [
            person * len(others) + place[key]
            for person, choices in enumerate(ranked)
            if len(choices) >= self.choice
            for key in choices[self.choice - 1]
            if key in place
        ]
        return np.array(codes, dtype=np.int64)


@dataclass(frozen=True)
class BestWorstOff:
    """The pair that fits worst fits as well as possible; solved by bisection, so it has no sum of its own."""

    key: str = "best_worst_off"

    def describe(self) -> str:
        return "The pair that fits least well fits as well as possible."

    def change(self, by: int) -> str:
        return f"the pair that fits least well would have a fit {_points(by)}"

    def weights(self, edges: Edges) -> Whole:
        return edges.fit


@dataclass(frozen=True)
class TotalFit:
    """The fits of all pairs together are as large as possible, in thousandths."""

    key: str = "total_fit"

    def describe(self) -> str:
        return "The pairs fit as well as possible, taken together."

    def change(self, by: int) -> str:
        return f"the fits of all pairs together would be {_points(by)}"

    def weights(self, edges: Edges) -> Whole:
        return edges.fit


@dataclass(frozen=True)
class FewestToldMoved:
    """People who already know their partner keep them; place it in the order according to what a move may
    cost.
    """

    key: str = "fewest_told_moved"

    def describe(self) -> str:
        return "As few people as possible lose a partner of whom they have been told."

    def change(self, by: int) -> str:
        return f"{_more(by, 'person', 'people')} would keep a partner of whom they have been told"

    def weights(self, edges: Edges) -> Whole:
        return _told(edges)


@dataclass(frozen=True)
class FitLessMoves:
    """Total fit, of which every told pair that is parted takes `cost` points (of 100 for a perfect pair) off.

    A told pair is parted only where the fits of all pairs together rise by more than that.
    """

    cost: int
    key: str = "fit_less_moves"

    def describe(self) -> str:
        return (
            "The pairs fit as well as possible, taken together; parting people who have been told of each other must "
            f"win more than {counted(self.cost, 'point', 'points')}."
        )

    def change(self, by: int) -> str:
        return f"the fits of all pairs together, less what moves cost, would be {_points(by)}"

    def weights(self, edges: Edges) -> Whole:
        return edges.fit + 10 * self.cost * _told(edges)


def _told(edges: Edges) -> Whole:
    """1 for each pair whose people have been told of each other."""
    mentees = {mentee.key: index for index, mentee in enumerate(edges.market.mentees)}
    mentors = {mentor.key: index for index, mentor in enumerate(edges.market.mentors)}
    told = [
        mentees[mentee] * len(mentors) + mentors[mentor]
        for mentee, mentor in edges.market.told
        if mentee in mentees and mentor in mentors
    ]
    code = edges.mentee * len(mentors) + edges.mentor
    return np.isin(code, np.array(told, dtype=np.int64)).astype(np.int64)


DEFAULT_OBJECTIVES: tuple[Objective, ...] = (
    MostPeople(),
    UrgentFirst(),
    LongestWaiting(),
    NthChoice(1),
    NthChoice(2),
    NthChoice(3),
    TotalFit(),
)
