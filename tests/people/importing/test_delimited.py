"""Text files of members: every alphabet, separator and untidiness that spreadsheets write."""

import pytest

from alongside.people.importing.table import FileRefused, Table
from alongside.people.membership_files import read_table

NAMES = "Name,Email\nZoë O'Brien,zoe@example.org\n李,li@example.org\n"


def read(data: str | bytes) -> Table:
    return read_table("list.csv", data.encode() if isinstance(data, str) else data)


def refusal(data: str | bytes) -> str:
    with pytest.raises(FileRefused) as caught:
        read(data)
    return str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_unicode_form_reads_the_same(encoding: str) -> None:
    assert read(NAMES.encode(encoding)) == read(NAMES)
    assert read(NAMES).headings == ("Name", "Email")


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_old_western_text_is_read_and_said(encoding: str) -> None:
    table = read("Name,Email\nZoë,zoe@example.org\n".encode(encoding))
    assert table.rows[0].cells == ("Zoë", "zoe@example.org")
    assert "not in UTF-8" in table.notes[0]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_separators_are_found(delimiter: str) -> None:
    text = f'Name{delimiter}Town\n"Smith, Ann; Dr"{delimiter}York\nBob{delimiter}Hull\n'
    assert [row.cells for row in read(text).rows] == [("Smith, Ann; Dr", "York"), ("Bob", "Hull")]


def test_a_separator_declared_by_excel_is_believed() -> None:
    assert read("sep=;\nName;Town\nAnn;York, north\n").rows[0].cells == ("Ann", "York, north")


def test_rows_keep_the_numbers_a_spreadsheet_shows() -> None:
    table = read('Name,Note\n\nAnn,"two\nlines"\nBob,x\n')
    assert [(row.number, row.cells[0]) for row in table.rows] == [(3, "Ann"), (4, "Bob")]


def test_twin_and_missing_headings_are_told_apart() -> None:
    table = read("Email,,email\na@example.org,x,b@example.org\n")
    assert table.headings == ("Email", "Column 2", "email (2)")
    assert len(table.notes) == 2


def test_a_row_with_a_cell_too_many_is_an_error_with_its_number() -> None:
    table = read("Name,Town\nAnn,York\nBob,Hull,Kent\nCid\n")
    assert [(error.row, "3 cells" in error.sentence) for error in table.errors] == [(3, True)]
    assert table.rows[2].cells == ("Cid", "")


def test_a_title_above_the_headings_is_passed_over() -> None:
    table = read("Members on 1 March\nName,Email,Town\nAnn,ann@example.org,York\n")
    assert table.headings == ("Name", "Email", "Town")
    assert "title" in table.notes[0]


def test_a_cell_of_200_kilobytes_is_read() -> None:
    table = read(f'Name,Note\nAnn,"{"x" * 200_000}"\n')
    assert len(table.rows[0].cells[1]) == 200_000


def test_trailing_empty_rows_are_no_rows() -> None:
    assert len(read("Name,Town\nAnn,York\n" + ",\n" * 300_000).rows) == 1


@pytest.mark.parametrize(
    "data, words",
    [
        (b"", "empty"),
        (b"  \n\n", "empty"),
        (b"\0" * 5000, "headings"),
        ("Name,Town\n", "no rows under them"),
        ("ann@example.org,Ann\nbob@example.org,Bob\n", "looks like a person"),
        ('Name,Town\nAnn,"York\nBob,Hull\n', "quotation marks from line 2"),
        ("<html><body><table>", "web page"),
        (b"%PDF-1.7\nxx", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "password or is in an old form"),
        (b"\xff\xfeN\x00a", "damaged"),
        (bytes(range(256)) * 20, "not a table of text"),
    ],
)
def test_what_is_no_table_is_refused_in_plain_words(data: str | bytes, words: str) -> None:
    assert words in refusal(data)


def test_an_old_excel_file_is_named_as_such() -> None:
    with pytest.raises(FileRefused, match=r"old Excel file \(\.xls\)"):
        read_table("list.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100)
