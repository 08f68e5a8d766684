"""Whether a match run serves groups alike: a report on groups that people named themselves, never a rule."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from alongside.domain.matching.people import in_words
from alongside.domain.matching.result import Result
from alongside.domain.suppression import LEAST

UNTOLD, OTHERS = "Did not say", "All others"


@dataclass(frozen=True)
class GroupOutcome:
    """How a group of mentees fared. `expected` is how many would have a mentor if every group fared alike."""

    group: str
    people: int
    matched: int
    expected: float
    mean_fit: float | None

    @property
    def share(self) -> float:
        """Per cent of the group who have a mentor."""
        return 100 * self.matched / self.people

    @property
    def apart(self) -> int:
        """People more (or, below zero, fewer) than if every group fared alike."""
        return round(self.matched - self.expected)


def by_group(result: Result, said: Mapping[str, Iterable[str]]) -> tuple[GroupOutcome, ...]:
    """Mentees by what they said of themselves (by key), the largest group first; () where no two may be shown.

    Someone with several answers is in the group of exactly these. Groups of fewer than five are put together; where
    these are still fewer than five, the smallest other group joins them, so that no group follows from a total.
    """
    groups: dict[str, list[str]] = {}
    for mentee in result.working.market.mentees:
        group = in_words(sorted(said.get(mentee.key, ()))) or UNTOLD
        groups.setdefault(group, []).append(mentee.key)
    shown = _shown(groups)
    if len(shown) < 2:
        return ()
    fits = {pair.mentee: pair.fit for pair in result.pairs}
    overall = len(fits) / len(result.working.market.mentees)
    order = sorted(shown, key=lambda group: (group in (UNTOLD, OTHERS), -len(shown[group]), group))
    return tuple(_outcome(group, shown[group], fits, overall) for group in order)


def _shown(groups: Mapping[str, list[str]]) -> dict[str, list[str]]:
    shown = {group: people for group, people in groups.items() if len(people) >= LEAST}
    few = sorted(key for group, people in groups.items() if len(people) < LEAST for key in people)
    if few and len(few) < LEAST and shown:
        few += shown.pop(min(shown, key=lambda group: (len(shown[group]), group)))
    return shown | ({OTHERS: few} if len(few) >= LEAST else {})


def _outcome(group: str, people: list[str], fits: Mapping[str, int], overall: float) -> GroupOutcome:
    mine = [fits[key] for key in people if key in fits]
    mean = sum(mine) / len(mine) if mine else None
    return GroupOutcome(group, len(people), len(mine), overall * len(people), mean)
