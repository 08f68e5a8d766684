"""Adds what people answered about a run to its sums, in which nobody is named and which only grow by whole fives."""

from collections.abc import Iterable, Mapping
from typing import Any

from alongside.database.fives import group_to_fill
from alongside.training.models import AnswerSum, Run


def add_needs(run: Run, answers: Mapping[str, Any], keys: Iterable[str]) -> None:
    """Add the choices of somebody who asks for a place for the first time; the run is locked."""
    for key in keys:
        said = answers.get(key)
        if said:
            _add(run, f"{AnswerSum.NEEDS}{key}", said if isinstance(said, list) else [said])


def add_worth(run: Run, mark: int) -> None:
    """Add somebody's first mark; the run is locked."""
    _add(run, AnswerSum.WORTH, [mark])


def _add(run: Run, about: str, chosen: Iterable[Any]) -> None:
    row = group_to_fill(AnswerSum, run=run, about=about)
    row.people += 1
    for each in {str(one) for one in chosen}:
        row.chosen[each] = row.chosen.get(each, 0) + 1
    row.save()
