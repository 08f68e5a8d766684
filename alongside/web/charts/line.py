"""A line through points: how something changes with time."""

from __future__ import annotations

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from alongside.web.charts.axes import HEIGHT, LEFT, height_of, lying_target, rules
from alongside.web.charts.frame import WIDTH, figure_around, short
from alongside.web.charts.values import Chart


def line(chart: Chart) -> SafeString:
    """A line through the points, each marked: how something changes with time."""
    step = (WIDTH - LEFT - 40) / max(len(chart.points) - 1, 1)
    places = [(LEFT + 20 + step * place, height_of(p.value, chart)) for place, p in enumerate(chart.points)]
    dots = format_html_join(
        "",
        '<circle class="chart-dot" fill="#0b5c5a" cx="{}" cy="{}" r="5"/>'
        '<text x="{}" y="{}" text-anchor="middle">{}</text>',
        (
            (short(x), short(y), short(x), HEIGHT - 10, point.label)
            for (x, y), point in zip(places, chart.points, strict=True)
        ),
    )
    course = " ".join(f"{short(x)},{short(y)}" for x, y in places)
    drawn = format_html(
        '{}<polyline class="chart-stroke" fill="none" stroke="#0b5c5a" stroke-width="3" points="{}"/>{}{}',
        rules(chart, marked=True),
        course,
        dots,
        lying_target(chart),
    )
    return figure_around(chart, HEIGHT, drawn)
