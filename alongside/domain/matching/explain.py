"""Answers about a result: what another pairing would cost others, whom to recruit, what each rule costs."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from alongside.domain.matching.losses import Losses
from alongside.domain.matching.people import values_of
from alongside.domain.matching.result import LevelValue, Result
from alongside.domain.matching.solve import solve


@dataclass(frozen=True)
class Loss:
    """What everyone together loses, level by level (a later level may win: negative), and in words."""

    levels: tuple[int, ...]
    sentence: str

    @property
    def nothing(self) -> bool:
        """Whether another best matching does the same."""
        return not any(self.levels)


@dataclass(frozen=True)
class NextBest:
    """The least costly way to have a pair apart: the mentee's next mentor (None for nobody) and its exact
    loss.
    """

    mentee: str
    mentor: str
    instead: str | None
    loss: Loss


@dataclass(frozen=True)
class PlaceValue:
    """What one more place with a mentor, or with one like them, would bring."""

    mentor: str
    levels: tuple[int, ...]
    sentence: str


@dataclass(frozen=True)
class Segment:
    """The best use of one more mentor place among the mentors who share a value of a fact."""

    value: str
    mentors: int
    best: PlaceValue


@dataclass(frozen=True)
class RulePrice:
    """What the run would reach without one hard rule."""

    rule: str
    sentence: str
    without: tuple[LevelValue, ...]


class Explained:
    """Exact answers about one result; the work is done once, at the first question (about a second for
    2,000 people).
    """

    def __init__(self, result: Result) -> None:
        self.result = result
        working = result.working
        self._losses = Losses(working.instance, result.certificate)
        self._mentees = {mentee.key: place for place, mentee in enumerate(working.market.mentees)}
        self._seats: dict[str, list[int]] = {}
        for seat, mentor in enumerate(working.mentor_of_seat.tolist()):
            self._seats.setdefault(working.market.mentors[mentor].key, []).append(seat)

    def regret(self, mentee: str, mentor: str) -> Loss | None:
        """What everyone else would lose if this pair were forced; None where it is not allowed."""
        row = self._losses.of_pairs()[self._mentees[mentee]]
        loss = min(int(row[seat]) for seat in self._seats[mentor])
        return None if loss >= self._losses.never else self._told(loss)

    def next_best(self) -> tuple[NextBest, ...]:
        """For every pair, the least costly alternative for the mentee, and what it would cost everyone
        together.
        """
        losses, leaving = self._losses.of_pairs(), self._losses.of_leaving()
        return tuple(self._next_best(pair.mentee, pair.mentor, losses, leaving) for pair in self.result.pairs)

    def _next_best(self, mentee: str, mentor: str, losses: np.ndarray, leaving: np.ndarray) -> NextBest:
        place = self._mentees[mentee]
        row = losses[place].copy()
        row[self._seats[mentor]] = self._losses.never
        seat = int(row.argmin())
        if int(row[seat]) > int(leaving[place]):
            return NextBest(mentee, mentor, None, self._told(int(leaving[place])))
        working = self.result.working
        instead = working.market.mentors[working.mentor_of_seat[seat]].key
        return NextBest(mentee, mentor, instead, self._told(int(row[seat])))

    def place_values(self) -> tuple[PlaceValue, ...]:
        """What one more place with each mentor would bring, the most useful first: recruit someone like
        them.
        """
        worth = self._losses.of_one_more_place()
        # A mentor's ordinary seat is the one that grows; the seat up to the minimum only matters to that
        # level.
        best = [(int(worth[seats[0]]), key) for key, seats in self._seats.items()]
        return tuple(
            self._place_value(key, value) for value, key in sorted(best, key=lambda one: (-one[0], one[1]))
        )

    def _place_value(self, mentor: str, worth: int) -> PlaceValue:
        levels = self._losses.by_level(worth)
        return PlaceValue(mentor, levels, change_in_words(self.result, levels) or "nothing would be better")

    def recruit_next(self, fact: str) -> tuple[Segment, ...]:
        """Where one more mentor helps most, by the values of a fact (expertise, region), the best first."""
        mentors = {mentor.key: mentor for mentor in self.result.working.market.mentors}
        found: dict[str, Segment] = {}
        for worth in self.place_values():
            for folded, written in values_of(mentors[worth.mentor], fact).items():
                before = found.get(folded, Segment(written, 0, worth))
                found[folded] = replace(before, mentors=before.mentors + 1)
        return tuple(found.values())

    def _told(self, loss: int) -> Loss:
        levels = self._losses.by_level(loss)
        words = change_in_words(self.result, (-by for by in levels))
        return Loss(levels, words or "nobody would lose anything: another matching is as good")


def change_in_words(result: Result, levels: Iterable[int]) -> str:
    """What the first level that differs means (it decides, so it alone is told); empty where none does."""
    told = {objective.key: objective for objective in result.working.objectives}
    for level, by in zip(result.working.instance.levels, levels, strict=True):
        if by:
            return told[level.key].change(by) if level.key in told else f"{by:+d}: {level.sentence}"
    return ""


def price_of_rules(result: Result) -> tuple[RulePrice, ...]:
    """What each hard rule costs: the whole run again without it, in the order of the rules."""
    working = result.working
    prices = []
    for rule in working.rules:
        others = [other for other in working.rules if other is not rule]
        free = solve(working.market, others, working.criteria, working.objectives, seed=result.seed)
        prices.append(RulePrice(rule.key, _price_in_words(result, free), free.levels))
    return tuple(prices)


def _price_in_words(result: Result, free: Result) -> str:
    won = (level.value - before.value for level, before in zip(free.levels, result.levels, strict=True))
    words = change_in_words(result, won)
    return f"Without it {words}." if words else "It costs nothing: without it the matching is as good."
