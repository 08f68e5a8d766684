"""Lying bars: for comparing kinds."""

from __future__ import annotations

from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from alongside.web.charts.axes import most
from alongside.web.charts.frame import WIDTH, figure_around, short
from alongside.web.charts.values import Chart, Target

_ROW: Final = 62
_END: Final = 74


def bars(chart: Chart) -> SafeString:
    """Lying bars, the label above and the figure at the end: for comparing kinds."""
    scale = (WIDTH - _END) / most(chart)
    rows = format_html_join(
        "",
        '<text x="0" y="{}">{}</text><rect class="chart-column" fill="#0b5c5a" x="0" y="{}" width="{}" height="20" rx="3"/>'
        '<text class="chart-value" x="{}" y="{}">{}</text>',
        (
            (
                _ROW * row + 22,
                point.label,
                _ROW * row + 30,
                short(scale * max(point.value, 0.0)),
                short(scale * max(point.value, 0.0) + 8),
                _ROW * row + 47,
                chart.figure(point.value),
            )
            for row, point in enumerate(chart.points)
        ),
    )
    height = _ROW * len(chart.points)
    line = _standing_target(chart.target, scale * chart.target.value, height) if chart.target else ""
    return figure_around(chart, height + (24 if chart.target else 0), format_html("{}{}", rows, line))


def _standing_target(target: Target, x: float, height: float) -> SafeString:
    anchor = "end" if x > WIDTH * 0.7 else "start"
    return format_html(
        '<line class="chart-target" stroke="#6d2e5b" x1="{}" y1="0" x2="{}" y2="{}"/>'
        '<text class="chart-target-word" x="{}" y="{}" text-anchor="{}">{}</text>',
        short(x), short(x), short(height), short(x), short(height + 18), anchor, target.label,
    )  # fmt: skip
