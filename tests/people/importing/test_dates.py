"""Dates of a membership list."""

from datetime import date

import pytest

from alongside.people.importing.dates import DateRefused, depends_on_order, possible_orders, read_date

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    "written, order, meant",
    [
        ("31/12/2019", "d/m/y", date(2019, 12, 31)),
        ("12/31/2019", "m/d/y", date(2019, 12, 31)),
        ("2019-12-31", "d/m/y", date(2019, 12, 31)),
        ("2019-12-31 00:00", "m/d/y", date(2019, 12, 31)),
        ("3.4.19", "d/m/y", date(2019, 4, 3)),
        ("3-4-99", "m/d/y", date(1999, 3, 4)),
        ("3 April 2019", "m/d/y", date(2019, 4, 3)),
        ("3rd Sept 2019", "d/m/y", date(2019, 9, 3)),
        ("April 3, 2019", "d/m/y", date(2019, 4, 3)),
        ("43832", "d/m/y", date(2020, 1, 2)),
        ("29/02/2024", "d/m/y", date(2024, 2, 29)),
    ],
)
def test_dates_are_read_as_they_were_meant(written: str, order: str, meant: date) -> None:
    assert read_date(written, order, today=TODAY) == meant


@pytest.mark.parametrize(
    "written",
    ["30/02/2019", "29/02/2023", "soon", "2019", "0001-01-01", "9999-12-31", "22/11/2026", "1/2/3/4"],
)
def test_impossible_dates_are_refused(written: str) -> None:
    with pytest.raises(DateRefused):
        read_date(written, "d/m/y", today=TODAY)


@pytest.mark.parametrize(
    "column, orders",
    [
        (["03/04/2019", "31/12/2019"], ("d/m/y",)),
        (["03/04/2019", "12/31/2019"], ("m/d/y",)),
        (["03/04/2019", "05/06/2020"], ("d/m/y", "m/d/y")),
        (["31/12/2019", "12/31/2019"], ()),
        (["2019-12-31"], ("d/m/y", "m/d/y", "y-m-d")),
    ],
)
def test_a_column_shows_which_orders_can_be_meant(column: list[str], orders: tuple[str, ...]) -> None:
    assert possible_orders(column) == orders


def test_only_dates_in_numbers_depend_on_the_order() -> None:
    assert depends_on_order(["2019-12-31", "3 April 2019", "43832"]) is False
    assert depends_on_order(["2019-12-31", "3/4/2019"]) is True
