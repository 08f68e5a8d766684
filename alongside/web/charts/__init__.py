"""Charts drawn on the server: each answers a question in its title and carries its numbers as a table."""

from alongside.web.charts.bars import bars
from alongside.web.charts.columns import columns
from alongside.web.charts.line import line
from alongside.web.charts.values import Chart, Point, Target

__all__ = ["Chart", "Point", "Target", "bars", "columns", "line"]
