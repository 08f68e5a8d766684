"""Soft criteria: how well two people fit, each with a sentence for the mentee and one for the mentor."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import floor
from types import MappingProxyType
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

from alongside.domain.matching.people import (
    Mentee,
    Mentor,
    counted,
    in_words,
    name_of,
    number_of,
    says_yes,
    values_of,
    with_article,
    years_in_words,
)
from alongside.domain.matching.pool import Numbers, Pool, numbers, shared_counts
from alongside.domain.matching.rules import step_of, steps

FULL = 1000
Points = NDArray[np.int64]


@dataclass(frozen=True)
class Scored:
    """A value from 0 to 1; sentences, to the mentee, to the mentor and about both, are empty where the criterion says
    nothing for this pair.
    """

    value: float
    sentence: str = ""
    to_mentor: str = ""
    about_both: str = ""

    @property
    def points(self) -> int:
        """The value in whole thousandths, as the engine adds it up: whole numbers are equal everywhere."""
        return floor(self.value * FULL + 0.5)


class Criterion(Protocol):
    """One criterion; `points` is `score(...).points` for every pair at once and must agree with it."""

    @property
    def key(self) -> str: ...
    @property
    def weight(self) -> int: ...
    def describe(self) -> str: ...
    def applies(self, mentee: Mentee) -> bool: ...
    def prepared(self, pool: Pool) -> Self: ...
    def score(self, mentee: Mentee, mentor: Mentor) -> Scored: ...
    def points(self, pool: Pool) -> Points: ...


def _points(values: Numbers) -> Points:
    return np.floor(values * FULL + 0.5).astype(np.int64)


@dataclass(frozen=True)
class SharedChoices:
    """The share of what the mentee asks for that the mentor offers; `enough` choices count in full."""

    mentee_question: str
    mentor_question: str
    weight: int = 1
    labels: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    enough: int = 0
    label: str = ""
    key: str = "shared_choices"

    def describe(self) -> str:
        asked, offered = _plain(self.mentee_question), _plain(self.mentor_question)
        return f"What the mentee asks for ({asked}) is what the mentor offers ({offered})."

    def applies(self, mentee: Mentee) -> bool:
        return bool(values_of(mentee, self.mentee_question))

    def prepared(self, pool: Pool) -> Self:
        return self

    def _needed(self, asked: int) -> int:
        return min(asked, self.enough) if self.enough else asked

    def score(self, mentee: Mentee, mentor: Mentor) -> Scored:
        asked, offered = values_of(mentee, self.mentee_question), values_of(mentor, self.mentor_question)
        shared = [value for value in asked if value in offered]
        if not shared:
            return Scored(0.0)
        value = min(len(shared) / self._needed(len(asked)), 1.0)
        words = in_words(self._label(value, asked[value]) for value in shared)
        if self.label:
            many = len(shared) > 1
            both = counted(len(shared), self.label, f"{self.label}s") if many else with_article(self.label)
            mine, theirs = name_of(mentor), name_of(mentee)
            return Scored(
                value,
                f"You and {mine} share {both}: {words}.",
                f"You and {theirs} share {both}: {words}.",
                f"{theirs} and {mine} share {both}: {words}.",
            )
        offer, of_which = f"{name_of(mentor)} offers {words}", _of_which(len(shared))
        return Scored(
            value,
            f"{offer}, {of_which} you asked for.",
            f"{name_of(mentee)} asked for {words}, {of_which} you offer.",
            f"{offer}, {of_which} {name_of(mentee)} asked for.",
        )

    def _label(self, value: str, written: str) -> str:
        return self.labels.get(written, self.labels.get(value, _plain(written)))

    def points(self, pool: Pool) -> Points:
        asked = pool.mentee_values(self.mentee_question)
        needed = np.array([max(self._needed(len(values)), 1) for values in asked], dtype=np.float64)
        shared = shared_counts(asked, pool.mentor_values(self.mentor_question))
        return _points(np.minimum(shared / needed[:, None], 1.0))


def _plain(code: str) -> str:
    return code.replace("_", " ")


def _of_which(count: int) -> str:
    return {1: "which", 2: "both of which"}.get(count, "all of which")


@dataclass(frozen=True)
class ValueInCommon:
    """Having (or, where `differ`, not having) a value in common; only for those who ask where `asked_by` is
    set.
    """

    mentee_fact: str
    mentor_fact: str
    label: str
    weight: int = 1
    asked_by: str = ""
    differ: bool = False
    key: str = "same_value"

    def describe(self) -> str:
        wanted = (
            f"do not share {with_article(self.label)}" if self.differ else f"share {with_article(self.label)}"
        )
        whom = ", where the mentee asks for it" if self.asked_by else ""
        return f"Mentee and mentor {wanted}{whom}."

    def applies(self, mentee: Mentee) -> bool:
        asked = not self.asked_by or says_yes(mentee, self.asked_by)
        return asked and bool(values_of(mentee, self.mentee_fact))

    def prepared(self, pool: Pool) -> Self:
        return self

    def score(self, mentee: Mentee, mentor: Mentor) -> Scored:
        mine, theirs = values_of(mentee, self.mentee_fact), values_of(mentor, self.mentor_fact)
        if not self.applies(mentee) or not theirs:
            return Scored(0.0)
        shared = [theirs[value] for value in mine if value in theirs]
        if bool(shared) == self.differ:
            return Scored(0.0)
        you_asked = ", as you asked" if self.asked_by else ""
        one, other = name_of(mentee), name_of(mentor)
        they_asked = f", as {one} asked" if self.asked_by else ""
        if self.differ:
            return Scored(
                1.0,
                f"{other} brings a different {self.label}{you_asked}.",
                f"{one} brings a different {self.label}.",
                f"{one} and {other} differ in {self.label}{they_asked}.",
            )
        share, words = f"share {with_article(self.label)}", in_words(shared)
        return Scored(
            1.0,
            f"You and {other} {share}{you_asked}: {words}.",
            f"You and {one} {share}: {words}.",
            f"{one} and {other} {share}{they_asked}: {words}.",
        )

    def points(self, pool: Pool) -> Points:
        mine, theirs = pool.mentee_values(self.mentee_fact), pool.mentor_values(self.mentor_fact)
        applies = np.array([self.applies(mentee) for mentee in pool.mentees], dtype=np.bool_)
        known = np.array([bool(values) for values in theirs], dtype=np.bool_)
        hit = (shared_counts(mine, theirs) > 0) != self.differ
        return np.where(hit & applies[:, None] & known[None, :], FULL, 0).astype(np.int64)


@dataclass(frozen=True)
class NearIdealGap:
    """Years between the two, or steps of a ladder where one is given: full at the ideal, nothing `spread`
    away.
    """

    fact: str
    ideal: float
    spread: float
    weight: int = 1
    ladder: tuple[str, ...] = ()
    key: str = "experience_gap"

    def describe(self) -> str:
        ideal = (
            f"{self.ideal:g} steps of {_plain(self.fact)}" if self.ladder else f"{years_in_words(self.ideal)}"
        )
        return f"The mentor is about {ideal} ahead of the mentee."

    def _at(self, person: Mentee | Mentor) -> float | None:
        return step_of(person, self.fact, self.ladder) if self.ladder else number_of(person, self.fact)

    def applies(self, mentee: Mentee) -> bool:
        return self._at(mentee) is not None

    def prepared(self, pool: Pool) -> Self:
        return self

    def score(self, mentee: Mentee, mentor: Mentor) -> Scored:
        mine, theirs = self._at(mentee), self._at(mentor)
        if mine is None or theirs is None:
            return Scored(0.0)
        gap = theirs - mine
        value = max(0.0, 1.0 - abs(gap - self.ideal) / self.spread)
        if value <= 0.5 or gap <= 0:
            return Scored(value)
        far, by = self._far(gap)
        one, other = name_of(mentee), name_of(mentor)
        return Scored(
            value, f"{other} is {far} you{by}.", f"You are {far} {one}{by}.", f"{other} is {far} {one}{by}."
        )

    def _far(self, gap: float) -> tuple[str, str]:
        if not self.ladder:
            return f"{years_in_words(gap)} ahead of", " in experience"
        return f"{gap:g} {'step' if gap == 1 else 'steps'} above", f" by {_plain(self.fact)}"

    def points(self, pool: Pool) -> Points:
        mine, theirs = self._positions(pool.mentees)[:, None], self._positions(pool.mentors)[None, :]
        values = np.maximum(0.0, 1.0 - np.abs((theirs - mine) - self.ideal) / self.spread)
        return _points(np.nan_to_num(values, nan=0.0))

    def _positions(self, people: tuple[Mentee, ...] | tuple[Mentor, ...]) -> Numbers:
        if not self.ladder:
            return numbers(people, self.fact)
        found = steps(people, self.fact, self.ladder)
        return np.where(found < 0, np.nan, found.astype(np.float64))
