"""Excel workbooks: what is read, and that nothing hostile reaches the reader."""

from datetime import date
from typing import Any
from unittest.mock import patch

import pytest

from alongside.people.importing import workbook as reader
from alongside.people.importing.table import FileRefused
from alongside.people.membership_files import read_table
from tests.people.importing.workbooks import SHEET, with_cells, with_part, with_texts, workbook


def refusal(data: bytes) -> str:
    """The sentence, having made sure that the parser never saw the file."""
    with patch.object(reader, "CalamineWorkbook") as parser, pytest.raises(FileRefused) as caught:
        read_table("list.xlsx", data)
    parser.from_filelike.assert_not_called()
    return str(caught.value)


def test_cells_become_text_as_a_person_would_write_it() -> None:
    rows: list[list[Any]] = [
        ["Name", "Joined", "Number", "Fee", "Paid"],
        ["Zoë", date(2020, 2, 1), 42, 1.5, True],
    ]
    table = read_table("list.xlsx", workbook(rows))
    assert table.headings == ("Name", "Joined", "Number", "Fee", "Paid")
    assert table.rows[0] == (2, ("Zoë", "2020-02-01", "42", "1.5", "yes"))


def test_a_sheet_with_one_row_has_headings_and_nothing_under_them() -> None:
    with pytest.raises(FileRefused, match="no rows under them"):
        read_table("list.xlsx", workbook([["Name", "Email"]]))


def test_the_first_sheet_is_read_and_others_are_mentioned() -> None:
    table = read_table("list.xlsx", workbook([["Name"], ["Ann"]], more_sheets=2))
    assert table.notes == ("We read the sheet “Members”; the workbook has 2 more.",)


def test_a_bomb_in_the_zip_is_refused_before_unfolding() -> None:
    cells = b"".join(b'<row r="%d"><c r="A%d"/></row>' % (1, 1) for _ in range(600_000))
    assert "unfolds to more" in refusal(with_cells(cells))


def test_a_cell_in_the_last_row_and_column_is_refused() -> None:
    cells = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert "below row 200,000" in refusal(with_cells(cells))
    assert "more than 200 columns" in refusal(with_cells(b'<row r="1"><c r="XFD1"><v>1</v></c></row>'))


def test_a_large_area_of_two_cells_is_refused() -> None:
    cells = b'<row r="1"><c r="GR1"><v>1</v></c></row><row r="190000"><c r="A190000"><v>1</v></c></row>'
    assert "unfolds to more" in refusal(with_cells(cells))


def test_cells_without_a_place_are_counted_too() -> None:
    assert "more than 200 columns" in refusal(with_cells(b"<row>" + b"<c><v>1</v></c>" * 300 + b"</row>"))


@pytest.mark.parametrize(
    "cell",
    [
        b"""<c x=">" r="XFD1048576"><v>1</v></c>""",
        b"""<c a='"' b=">" c='"' r="XFD1048576"><v>1</v></c>""",
        b"<!-- <c r='A1'> --><c r='A1'><v>1</v></c>",
        b"<![CDATA[ ]]><c r='A1'><v>1</v></c>",
    ],
)
def test_nothing_hides_a_cell_from_the_count(cell: bytes) -> None:
    assert "not an ordinary Excel workbook" in refusal(with_cells(b'<row r="1">' + cell + b"</row>"))


def test_one_long_text_used_by_many_cells_is_refused() -> None:
    cells = b"".join(
        b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (row, row) for row in range(1, 3000)
    )
    data = with_texts(with_cells(cells), b"<si><t>" + b"x" * 32_000 + b"</t></si>")
    assert "unfolds to more" in refusal(data)


def test_a_text_inside_a_text_cannot_shift_the_count() -> None:
    texts = b"<si><si/><si/></si><si><t>" + b"x" * 32_000 + b"</t></si>"
    cells = b'<row r="1"><c r="A1" t="s"><v>1</v></c></row>'
    assert "damaged" in refusal(with_texts(with_cells(cells), texts))


def test_a_second_value_in_a_cell_counts_as_the_longest_text() -> None:
    row = b'<row r="%d"><c r="A%d" t="s"><v>0</v><v>1</v></c></row>'
    texts = b"<si><t>a</t></si><si><t>" + b"x" * 32_000 + b"</t></si>"
    data = with_texts(with_cells(b"".join(row % (number, number) for number in range(1, 3000))), texts)
    assert "unfolds to more" in refusal(data)


def test_entities_are_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData/></worksheet>'
    assert "not an ordinary" in refusal(with_part(workbook([["Name"], ["Ann"]]), SHEET, bomb))


def test_a_cut_file_is_called_damaged() -> None:
    assert "damaged" in refusal(workbook([["Name"], ["Ann"]])[:-200])


def test_another_kind_of_zip_is_refused() -> None:
    assert "not an ordinary" in refusal(with_part(workbook([["Name"]]), "xl/WORKBOOK.xml", b"<workbook/>"))


def test_a_workbook_of_two_thousand_rows_comes_through_whole() -> None:
    names = [[f"Name {number}", "x" * (number % 50)] for number in range(2000)]
    table = read_table("list.xlsx", workbook([["Name", "Note"], *names]))
    assert [list(row.cells) for row in table.rows] == names
