"""Charts drawn on the server: each answers a question in its title and carries its numbers as a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_WIDTH: Final = 640
_LABEL: Final = 190
_ROW: Final = 38
_HEIGHT: Final = 260
_TOP: Final = 34
_FOOT: Final = 34
_LEFT: Final = 46


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


def bars(chart: Chart) -> SafeString:
    """Lying bars, the label at the left and the figure at the end: for comparing kinds."""
    top = _most(chart)
    room = _WIDTH - _LABEL - 70
    rows = format_html_join(
        "",
        '<text x="0" y="{}">{}</text><rect class="chart-column" fill="#0b5c5a" x="{}" y="{}" width="{}" height="20" rx="3"/>'
        '<text class="chart-value" x="{}" y="{}">{}</text>',
        (
            (
                _ROW * row + 25,
                point.label,
                _LABEL,
                _ROW * row + 10,
                _number(room * point.value / top),
                _number(_LABEL + room * point.value / top + 8),
                _ROW * row + 25,
                chart.figure(point.value),
            )
            for row, point in enumerate(chart.points)
        ),
    )
    height = _ROW * len(chart.points) + 10
    line = _standing_target(chart.target, _LABEL + room * chart.target.value / top, height) if chart.target else ""
    height += 20 if chart.target else 0
    return _figure(chart, height, format_html("{}{}", rows, line))


def columns(chart: Chart) -> SafeString:
    """Standing columns side by side: a histogram, or figures by month."""
    step = (_WIDTH - _LEFT) / max(len(chart.points), 1)
    drawn = format_html_join(
        "",
        '<rect class="chart-column" fill="#0b5c5a" x="{}" y="{}" width="{}" height="{}" rx="3"/>'
        '<text class="chart-value" x="{}" y="{}" text-anchor="middle">{}</text>'
        '<text x="{}" y="{}" text-anchor="middle">{}</text>',
        (
            (
                _number(_LEFT + step * place + step * 0.12),
                _number(_height_of(point.value, chart)),
                _number(step * 0.76),
                _number(_floor() - _height_of(point.value, chart)),
                _number(_LEFT + step * (place + 0.5)),
                _number(_height_of(point.value, chart) - 8),
                chart.figure(point.value),
                _number(_LEFT + step * (place + 0.5)),
                _HEIGHT - 10,
                point.label,
            )
            for place, point in enumerate(chart.points)
        ),
    )
    return _figure(chart, _HEIGHT, format_html("{}{}{}", _rules(chart, marked=False), drawn, _lying_target(chart)))


def line(chart: Chart) -> SafeString:
    """A line through the points, each marked: how something changes with time."""
    step = (_WIDTH - _LEFT - 40) / max(len(chart.points) - 1, 1)
    places = [(_LEFT + 20 + step * place, _height_of(p.value, chart)) for place, p in enumerate(chart.points)]
    dots = format_html_join(
        "",
        '<circle class="chart-dot" fill="#0b5c5a" cx="{}" cy="{}" r="5"/><text x="{}" y="{}" text-anchor="middle">{}</text>',
        (
            (_number(x), _number(y), _number(x), _HEIGHT - 10, point.label)
            for (x, y), point in zip(places, chart.points, strict=True)
        ),
    )
    course = " ".join(f"{_number(x)},{_number(y)}" for x, y in places)
    drawn = format_html(
        '{}<polyline class="chart-stroke" fill="none" stroke="#0b5c5a" stroke-width="3" points="{}"/>{}{}',
        _rules(chart, marked=True),
        course,
        dots,
        _lying_target(chart),
    )
    return _figure(chart, _HEIGHT, drawn)


def _figure(chart: Chart, height: float, drawn: SafeString) -> SafeString:
    return format_html(
        '<figure class="chart"><figcaption>{}</figcaption><div class="chart-scroll">'
        '<svg viewBox="0 0 {} {}" role="img" aria-label="{}"><title>{}</title><desc>{}</desc>{}</svg></div>'
        "{}{}</figure>",
        chart.title,
        _WIDTH,
        _number(height),
        f"{chart.title}. The figures follow as a table.",
        chart.title,
        _spoken(chart),
        drawn,
        format_html('<p class="chart-source">{}</p>', chart.source) if chart.source else "",
        _table(chart),
    )


def _table(chart: Chart) -> SafeString:
    rows = format_html_join(
        "",
        '<tr><th scope="row">{}</th><td class="number">{}</td></tr>',
        ((point.label, chart.figure(point.value)) for point in chart.points),
    )
    return format_html(
        '<details><summary>The figures as a table</summary><table class="table"><caption class="hidden-visually">{}</caption>'
        '<thead><tr><th scope="col">{}</th><th scope="col" class="number">{}</th></tr></thead><tbody>{}</tbody></table></details>',
        chart.title,
        *chart.head,
        rows,
    )


def _spoken(chart: Chart) -> str:
    figures = "; ".join(f"{point.label}: {chart.figure(point.value)}" for point in chart.points)
    return f"{figures}. {chart.target.label}." if chart.target else f"{figures}."


def _rules(chart: Chart, *, marked: bool) -> SafeString:
    base = format_html(
        '<line class="chart-base" stroke="#857f72" x1="{}" y1="{}" x2="{}" y2="{}"/>', _LEFT, _floor(), _WIDTH, _floor()
    )
    if not marked:
        return base
    top = _most(chart)
    ruled = format_html_join(
        "",
        '<line class="chart-rule" stroke="#dcd8cf" x1="{}" y1="{}" x2="{}" y2="{}"/>'
        '<text x="{}" y="{}" text-anchor="end">{}</text>',
        (
            (_LEFT, y, _WIDTH, y, _LEFT - 8, _number(float(y) + 5), chart.figure(value))
            for value in (top / 2, top)
            for y in (_number(_height_of(value, chart)),)
        ),
    )
    return format_html("{}{}", ruled, base)


def _lying_target(chart: Chart) -> SafeString | str:
    if chart.target is None:
        return ""
    y = _height_of(chart.target.value, chart)
    return format_html(
        '<line class="chart-target" stroke="#6d2e5b" x1="{}" y1="{}" x2="{}" y2="{}"/>'
        '<text class="chart-target-word" x="{}" y="{}" text-anchor="end">{}</text>',
        _LEFT, _number(y), _WIDTH, _number(y), _WIDTH, _number(y - 7), chart.target.label,
    )  # fmt: skip


def _standing_target(target: Target, x: float, height: float) -> SafeString:
    anchor = "end" if x > _WIDTH * 0.7 else "start"
    return format_html(
        '<line class="chart-target" stroke="#6d2e5b" x1="{}" y1="0" x2="{}" y2="{}"/>'
        '<text class="chart-target-word" x="{}" y="{}" text-anchor="{}">{}</text>',
        _number(x), _number(x), _number(height), _number(x), _number(height + 16), anchor, target.label,
    )  # fmt: skip


def _most(chart: Chart) -> float:
    values = [point.value for point in chart.points] + ([chart.target.value] if chart.target else [])
    return max([*values, 0.0]) or 1.0


def _floor() -> float:
    return _HEIGHT - _FOOT


def _height_of(value: float, chart: Chart) -> float:
    return _floor() - (_floor() - _TOP) * max(value, 0.0) / _most(chart)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
