"""How a person's ratings of themselves by a competency framework changed from one look to the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from alongside.domain.cpd.competencies import Framework, Group, Indicator
from alongside.domain.scheme.part import Side

Answers = Mapping[str, int]
"""Levels, counted from 0, by the key of the indicator; what was not answered is not there."""


@dataclass(frozen=True)
class IndicatorProgress:
    """One indicator: the newest level, and the one before it, each None where it was never given."""

    indicator: Indicator
    now: int | None
    before: int | None
    is_low: bool

    @property
    def change(self) -> int:
        """Levels up or, below 0, down since the look before; 0 where there are not two to compare."""
        return 0 if self.now is None or self.before is None else self.now - self.before


@dataclass(frozen=True)
class GroupProgress:
    """One group with its indicators, in the framework's order."""

    group: Group
    indicators: tuple[IndicatorProgress, ...]

    @property
    def rated(self) -> int:
        """How many have a level."""
        return sum(1 for one in self.indicators if one.now is not None)

    @property
    def low(self) -> int:
        """How many are worth working on."""
        return sum(1 for one in self.indicators if one.is_low)

    @property
    def is_low(self) -> bool:
        """Whether at least half of what was rated is worth working on."""
        return 0 < self.rated <= 2 * self.low

    @property
    def is_high(self) -> bool:
        """Whether something was rated, and nothing low."""
        return self.rated > 0 and self.low == 0


def sound_answers(framework: Framework, part: Side, answers: Answers) -> dict[str, int]:
    """The answers that this version of the framework still asks for, with a level that it still has."""
    known = {indicator.key for indicator in framework.indicators_for(part)}
    levels = len(framework.levels)
    return {key: level for key, level in answers.items() if key in known and 0 <= level < levels}


def progress_in(framework: Framework, part: Side, looks: Sequence[Answers]) -> tuple[GroupProgress, ...]:
    """Newest and second newest level of every indicator; `looks` is newest first. One left out of a look keeps its last."""
    sound = [sound_answers(framework, part, look) for look in looks]

    def of(indicator: Indicator) -> IndicatorProgress:
        given = [look[indicator.key] for look in sound if indicator.key in look]
        now, before = [*given[:2], None, None][:2]
        return IndicatorProgress(indicator, now, before, now is not None and framework.is_low(now))

    return tuple(
        GroupProgress(group, tuple(of(one) for one in group.indicators))
        for group in framework.groups_for(part)
    )
