"""Match from a plain list of allowed pairs with values, so that any solver's instance can be put beside
ours.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from alongside.domain.matching.instance import Instance, Level, Whole
from alongside.spreadsheets.matching.problem import InputProblem
from alongside.spreadsheets.matching.tables import Row, need_columns, read_rows, whole_number

MOST_RANKS = 20
WIDEST = 1 << 58


@dataclass(frozen=True)
class EdgeList:
    """An instance with the keys of its people; `least` was taken off every value to make it 0 or more."""

    instance: Instance
    mentees: tuple[str, ...]
    mentors: tuple[str, ...]
    values: Whole
    least: int


def read_edges(edges: Path, capacities: Path) -> EdgeList:
    """Most mentees first, then ranks, then the highest total value."""
    places = _capacities(capacities)
    mentor_at = {mentor: position for position, mentor in enumerate(places)}
    rows = read_rows(edges)
    need_columns(edges, rows, ("mentee", "mentor", "value"))
    keys = sorted({str(row["mentee"]) for _, row in rows})
    mentee_at = {mentee: position for position, mentee in enumerate(keys)}
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for number, row in rows:
        mentor = str(row["mentor"])
        if mentor not in mentor_at:
            raise InputProblem(f"{edges}, row {number}: the mentor {mentor} is not among the capacities.")
        pair = mentee_at[str(row["mentee"])], mentor_at[mentor]
        if pair in found:
            raise InputProblem(
                f"{edges}, row {number}: the pair {row['mentee']} and {mentor} is there twice."
            )
        found[pair] = whole_number(edges, number, "value", row["value"]), _rank(edges, number, row)
    ordered = sorted(found)
    pairs = np.array(ordered, dtype=np.int64).reshape(-1, 2)
    values = np.array([found[pair][0] for pair in ordered], dtype=np.int64)
    ranks = np.array([found[pair][1] for pair in ordered], dtype=np.int64)
    least = int(values.min(initial=0))
    _check_width(edges, values, len(keys))
    levels = _levels(values - least, ranks)
    capacity = np.array(list(places.values()), dtype=np.int64)
    instance = Instance(len(keys), capacity, pairs[:, 0].copy(), pairs[:, 1].copy(), levels)
    return EdgeList(instance, tuple(keys), tuple(places), values, least)


def _capacities(path: Path) -> dict[str, int]:
    rows = read_rows(path)
    need_columns(path, rows, ("mentor", "capacity"))
    places: dict[str, int] = {}
    for number, row in rows:
        mentor = str(row["mentor"])
        capacity = whole_number(path, number, "capacity", row["capacity"])
        if capacity < 0:
            raise InputProblem(f"{path}, row {number}: the capacity of {mentor} is below 0.")
        if mentor in places:
            raise InputProblem(f"{path}, row {number}: the mentor {mentor} is there twice.")
        places[mentor] = min(capacity, 1 << 31)
    return dict(sorted(places.items()))


def _rank(path: Path, number: int, row: Row) -> int:
    written = row.get("rank")
    if written in (None, ""):
        return 0
    rank = whole_number(path, number, "rank", written)
    if not 1 <= rank <= MOST_RANKS:
        raise InputProblem(f"{path}, row {number}: a rank is a number from 1 to {MOST_RANKS}, not {rank}.")
    return rank


def _check_width(path: Path, values: Whole, mentees: int) -> None:
    """Totals must fit into a machine number together with the count, else they could not be proved exactly."""
    width = int(values.max(initial=0)) - int(values.min(initial=0))
    if width * 8 * max(mentees, 1) >= WIDEST:
        most = WIDEST // (8 * max(mentees, 1))
        raise InputProblem(
            f"{path}: the values differ by {width}; with {mentees} mentees they may differ by {most}."
        )


def _levels(values: Whole, ranks: Whole) -> tuple[Level, ...]:
    used: Sequence[int] = [int(rank) for rank in np.unique(ranks) if rank]
    by_rank = (
        Level(f"rank_{rank}", f"Pairs of rank {rank}.", (ranks == rank).astype(np.int64)) for rank in used
    )
    most = Level(
        "most_people", "As many mentees as possible have a mentor.", np.ones(len(values), dtype=np.int64)
    )
    return (most, *by_rank, Level("total_value", "The highest total value.", values))
