"""In which stage two people are, and what they were in before."""

from collections.abc import Sequence
from dataclasses import dataclass

from alongside.domain.scheme.stages import Stage
from alongside.partnerships.models import Partnership, StageMove


@dataclass(frozen=True)
class Moved:
    """A move with the stage in its words; one that the scheme no longer has is told by its key."""

    move: StageMove
    title: str


def stage_of(partnership: Partnership) -> Stage | None:
    """The stage the two are in, at first the scheme's first; None where the scheme has none."""
    stages = {stage.key: stage for stage in partnership.rules.stages}
    if not stages:
        return None
    last = partnership.stage_moves.filter(stage__in=stages).last()
    return stages[last.stage] if last else next(iter(stages.values()))


def moves_of(partnership: Partnership) -> Sequence[Moved]:
    """Every move, the newest first."""
    titles = {stage.key: stage.title for stage in partnership.rules.stages}
    return [Moved(move, titles.get(move.stage, move.stage)) for move in partnership.stage_moves.reverse()]
