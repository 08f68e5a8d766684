"""The figure around every chart: title, description, source, and the numbers as a table."""

from __future__ import annotations

from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from alongside.web.charts.values import Chart

WIDTH: Final = 520


def figure_around(chart: Chart, height: float, drawn: SafeString) -> SafeString:
    """`drawn` in a frame WIDTH wide and `height` high; the table opens on request and always in print."""
    return format_html(
        '<figure class="chart"><figcaption>{}</figcaption>'
        '<svg viewBox="0 0 {} {}" role="img" aria-label="{}"><title>{}</title><desc>{}</desc>{}</svg>'
        "{}{}</figure>",
        chart.title,
        WIDTH,
        short(height),
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
        '<details><summary>The figures as a table</summary><table class="table">'
        '<caption class="hidden-visually">{}</caption><thead><tr><th scope="col">{}</th>'
        '<th scope="col" class="number">{}</th></tr></thead><tbody>{}</tbody></table></details>',
        chart.title,
        *chart.head,
        rows,
    )


def _spoken(chart: Chart) -> str:
    figures = "; ".join(f"{point.label}: {chart.figure(point.value)}" for point in chart.points)
    return f"{figures}. {chart.target.label}." if chart.target else f"{figures}."


def short(value: float) -> str:
    """A coordinate with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")
