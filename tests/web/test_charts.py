"""A chart says its answer, carries its numbers, and stays inside its frame."""

import re
from collections.abc import Callable
from xml.etree import ElementTree as Xml

import pytest
from django.utils.safestring import SafeString

from alongside.web.charts import Chart, Point, Target, bars, columns, line

Drawing = Callable[[Chart], SafeString]
each_kind = pytest.mark.parametrize("draw", [bars, columns, line])


def chart(*values: float, target: Target | None = None) -> Chart:
    points = [Point(f"Month {place}", value) for place, value in enumerate(values, 1)]
    return Chart("Most wait <31> days", points, ("Month", "Days"), target=target, source="All introductions.")


def svg_of(drawn: str) -> Xml.Element:
    found = re.search(r"<svg.*?</svg>", drawn, re.DOTALL)
    assert found
    return Xml.fromstring(found[0])  # noqa: S314 drawn by ourselves a line above


@each_kind
def test_the_title_is_text_and_names_the_picture(draw: Drawing) -> None:
    svg = svg_of(draw(chart(3, 5)))
    assert (svg.get("role"), svg.findtext("title")) == ("img", "Most wait <31> days")


@each_kind
def test_the_description_tells_every_figure_and_the_target(draw: Drawing) -> None:
    svg = svg_of(draw(chart(3, 5, target=Target(4, "We promise 4"))))
    assert svg.findtext("desc") == "Month 1: 3; Month 2: 5. We promise 4."


@each_kind
def test_the_numbers_stand_in_a_table(draw: Drawing) -> None:
    drawn = draw(chart(3, 1500))
    rows = re.findall(r'<tr><th scope="row">(.*?)</th><td class="number">(.*?)</td></tr>', drawn)
    assert rows == [("Month 1", "3"), ("Month 2", "1,500")]


@each_kind
@pytest.mark.parametrize("values", [(), (0, 0), (7,), (0.001, 1e9), (-3, 4)])
def test_odd_figures_stay_inside_the_frame(draw: Drawing, values: tuple[float, ...]) -> None:
    svg = svg_of(draw(chart(*values, target=Target(2, "Two"))))
    _, _, width, height = map(float, str(svg.get("viewBox")).split())
    for element in svg.iter():
        across = [float(element.get(name, 0)) for name in ("x", "x1", "x2", "cx")]
        down = [float(element.get(name, 0)) for name in ("y", "y1", "y2", "cy")]
        reach = float(element.get("x", 0)) + float(element.get("width", 0))
        assert max([*across, reach]) <= width
        assert max(down) <= height
        assert min(across + down) >= 0


def test_the_tallest_column_is_the_greatest_figure() -> None:
    heights = [float(rect.get("height", 0)) for rect in svg_of(columns(chart(1, 4, 2))).iter("rect")]
    assert heights == [48.0, 192.0, 96.0]
