"""Lists that leave the house are safe to open and come back whole."""

from datetime import date

import pytest

from alongside.people.membership_files import read_table
from alongside.spreadsheets.writing import csv_bytes, harmless, xlsx_bytes

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "  =HYPERLINK(1)",
    "＝1+1",
    "\u00a0=1",
    "\ufeff=1",
    "\n=1",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Ann", "O'Brien", "a=b", "李", "Zoë - 2"])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize("write", [csv_bytes, lambda heads, rows: xlsx_bytes("Members", heads, rows)])
def test_a_list_comes_back_as_it_went_out(write: object) -> None:
    rows = [["Zoë", date(2020, 2, 1), 3, "007"], ['李, "x"', None, 2.5, "line one\nline two"]]
    table = read_table("list", write(["Name", "Since", "Years", "Number"], rows))  # type: ignore[operator]
    assert table.headings == ("Name", "Since", "Years", "Number")
    assert [row.cells for row in table.rows] == [
        ("Zoë", "2020-02-01", "3", "007"),
        ('李, "x"', "", "2.5", "line one\nline two"),
    ]


@pytest.mark.parametrize("write", [csv_bytes, lambda heads, rows: xlsx_bytes("Members", heads, rows)])
def test_no_formula_survives_in_either_form(write: object) -> None:
    data = write(["Name", "x"], [[text, "x"] for text in FORMULAS])  # type: ignore[operator]
    assert [row.cells[0][0] for row in read_table("list", data).rows] == ["'"] * len(FORMULAS)
