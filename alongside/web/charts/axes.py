"""The ground that columns and lines stand on: scale, rules and the line to compare with."""

from __future__ import annotations

from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from alongside.web.charts.frame import WIDTH, short
from alongside.web.charts.values import Chart

HEIGHT: Final = 260
LEFT: Final = 46
_TOP: Final = 34
_FOOT: Final = 34
_NEAR: Final = 30  # so close to the line for comparison, a point is in the way of its words


def rules(chart: Chart, *, marked: bool) -> SafeString:
    """The base, and with `marked` two ruled lines with their figures."""
    base = format_html(
        '<line class="chart-base" stroke="#857f72" x1="{}" y1="{}" x2="{}" y2="{}"/>',
        LEFT,
        floor(),
        WIDTH,
        floor(),
    )
    if not marked:
        return base
    top = most(chart)
    ruled = format_html_join(
        "",
        '<line class="chart-rule" stroke="#dcd8cf" x1="{}" y1="{}" x2="{}" y2="{}"/>'
        '<text x="{}" y="{}" text-anchor="end">{}</text>',
        (
            (LEFT, y, WIDTH, y, LEFT - 8, short(float(y) + 5), chart.figure(value))
            for value in (top / 2, top)
            for y in (short(height_of(value, chart)),)
        ),
    )
    return format_html("{}{}", ruled, base)


def lying_target(chart: Chart) -> SafeString | str:
    """The dashed line to compare with, or nothing."""
    if chart.target is None:
        return ""
    y = height_of(chart.target.value, chart)
    anchor, x, lower = min(
        (("end", WIDTH, False), ("end", WIDTH, True), ("start", LEFT, False), ("start", LEFT, True)),
        key=lambda place: _crowd(chart, y, at_end=place[0] == "end", lower=place[2]),
    )
    return format_html(
        '<line class="chart-target" stroke="#6d2e5b" x1="{}" y1="{}" x2="{}" y2="{}"/>'
        '<text class="chart-target-word" x="{}" y="{}" text-anchor="{}">{}</text>',
        LEFT, short(y), WIDTH, short(y), x, short(y + 20 if lower else y - 7), anchor, chart.target.label,
    )  # fmt: skip


def _crowd(chart: Chart, y: float, *, at_end: bool, lower: bool) -> int:
    """How many points are in the way of words beside the line, on this side of it."""
    near = [height_of(p.value, chart) for p in (chart.points[-3:] if at_end else chart.points[:3])]
    return sum(y - 6 <= each < y + _NEAR if lower else y - _NEAR < each <= y + 6 for each in near)


def most(chart: Chart) -> float:
    """The top of the scale; never zero."""
    values = [point.value for point in chart.points] + ([chart.target.value] if chart.target else [])
    return max([*values, 0.0]) or 1.0


def floor() -> float:
    """Where the base lies."""
    return HEIGHT - _FOOT


def height_of(value: float, chart: Chart) -> float:
    """How far down a value is drawn; less than nothing counts as nothing."""
    return floor() - (floor() - _TOP) * max(value, 0.0) / most(chart)
