"""Standing columns: a histogram, or figures by month."""

from __future__ import annotations

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from alongside.web.charts.axes import HEIGHT, LEFT, floor, height_of, lying_target, rules
from alongside.web.charts.frame import WIDTH, figure_around, short
from alongside.web.charts.values import Chart


def columns(chart: Chart) -> SafeString:
    """Standing columns side by side: a histogram, or figures by month."""
    step = (WIDTH - LEFT) / max(len(chart.points), 1)
    drawn = format_html_join(
        "",
        '<rect class="chart-column" fill="#0b5c5a" x="{}" y="{}" width="{}" height="{}" rx="3"/>'
        '<text class="chart-value" x="{}" y="{}" text-anchor="middle">{}</text>'
        '<text x="{}" y="{}" text-anchor="middle">{}</text>',
        (
            (
                short(LEFT + step * place + step * 0.12),
                short(height_of(point.value, chart)),
                short(step * 0.76),
                short(floor() - height_of(point.value, chart)),
                short(LEFT + step * (place + 0.5)),
                short(height_of(point.value, chart) - 8),
                chart.figure(point.value),
                short(LEFT + step * (place + 0.5)),
                HEIGHT - 10,
                point.label,
            )
            for place, point in enumerate(chart.points)
        ),
    )
    return figure_around(
        chart, HEIGHT, format_html("{}{}{}", rules(chart, marked=False), drawn, lying_target(chart))
    )
