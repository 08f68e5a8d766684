"""Makes workbooks for the tests, honest ones and hostile ones."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

SHEET = "xl/worksheets/sheet1.xml"
TEXTS = "xl/sharedStrings.xml"
_NAMESPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def workbook(rows: Sequence[Sequence[Any]], *, more_sheets: int = 0) -> bytes:
    """A workbook whose first sheet, “Members”, holds these rows; days as days."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "default_date_format": "d/m/yyyy"})
    sheet = book.add_worksheet("Members")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    for number in range(more_sheets):
        book.add_worksheet(f"More {number}")
    book.close()
    return target.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The same workbook with one part replaced or added."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry.filename, old.read(entry))
        new.writestr(name, content)
    return target.getvalue()


def with_cells(cells: bytes) -> bytes:
    """A workbook whose sheet is exactly this."""
    sheet = b"<worksheet " + _NAMESPACE + b"><sheetData>" + cells + b"</sheetData></worksheet>"
    return with_part(workbook([["Email"], ["ann@example.org"]]), SHEET, sheet)


def with_texts(data: bytes, texts: bytes) -> bytes:
    """The same workbook with these shared texts."""
    return with_part(data, TEXTS, b"<sst " + _NAMESPACE + b">" + texts + b"</sst>")
