"""What a chart is made of, before it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Point:
    """One figure and what it stands for."""

    label: str
    value: float


@dataclass(frozen=True)
class Target:
    """A line to compare with, in the chart's own unit."""

    value: float
    label: str


@dataclass(frozen=True)
class Chart:
    """A title that says the answer, the figures, and how to write one (`figure`); `head` names them in the table.

    Never more than some 15 points: a chart with more is a table.
    """

    title: str
    points: Sequence[Point]
    head: tuple[str, str]
    target: Target | None = None
    source: str = ""
    figure: Callable[[float], str] = "{:,.0f}".format
