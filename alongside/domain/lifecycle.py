"""A lifecycle is a table: which move leads from which states to which state, and who may make it."""

from collections.abc import Iterable
from dataclasses import dataclass


class MoveRefused(Exception):
    """The table does not allow this move now; the message is a sentence for the person who tried."""


@dataclass(frozen=True)
class Move:
    """One row of the table: `label` is what its button says."""

    name: str
    sources: frozenset[str]
    target: str
    who: frozenset[str]
    label: str


@dataclass(frozen=True)
class Lifecycle:
    """All states of a noun, where it starts, and every move between them."""

    noun: str
    states: tuple[str, ...]
    start: str
    moves: tuple[Move, ...]

    @property
    def ends(self) -> frozenset[str]:
        """States that no move leaves."""
        return frozenset(self.states) - {source for move in self.moves for source in move.sources}

    def choices(self) -> list[tuple[str, str]]:
        """States as (value, words) for a model field."""
        return [(state, state.replace("_", " ")) for state in self.states]


def move(name: str, sources: str, target: str, who: str, label: str) -> Move:
    """Write a row of the table; `sources` and `who` are words separated by spaces."""
    return Move(name, frozenset(sources.split()), target, frozenset(who.split()), label)


def moves_open_to(lifecycle: Lifecycle, state: str, roles: Iterable[str]) -> tuple[Move, ...]:
    """Moves that someone with these roles may make from this state, in the table's order."""
    held = frozenset(roles)
    return tuple(row for row in lifecycle.moves if state in row.sources and held & row.who)


def find_move(lifecycle: Lifecycle, name: str, state: str, role: str) -> Move:
    """The row for this move, or MoveRefused with a sentence that says why not."""
    rows = [row for row in lifecycle.moves if row.name == name]
    if not rows:
        raise KeyError(f"{lifecycle.noun} has no move called {name}")
    from_here = [row for row in rows if state in row.sources]
    if not from_here:
        raise MoveRefused(
            f"This {lifecycle.noun} is {state.replace('_', ' ')} now, so that step is no longer open."
        )
    allowed = [row for row in from_here if role in row.who]
    if not allowed:
        raise MoveRefused(f"This step on the {lifecycle.noun} is for someone else to take.")
    return allowed[0]
