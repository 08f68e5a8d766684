"""Reads the first sheet of an Excel workbook, once `inspection` has found it harmless."""

import datetime
import io
from collections.abc import Iterator

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from alongside.people.importing.inspection import harmless_copy
from alongside.people.importing.table import DAMAGED_WORKBOOK, FileRefused, Table, build_table

Cell = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


def read_workbook(data: bytes) -> Table:
    """Dates become year-month-day text, whole numbers lose their point. Raises FileRefused."""
    copy = harmless_copy(data)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(copy))
        sheet, notes = _first_sheet(workbook)
        return build_table(_records(sheet), notes)
    except CalamineError as error:
        raise FileRefused(DAMAGED_WORKBOOK) from error


def _first_sheet(workbook: CalamineWorkbook) -> tuple[CalamineSheet, list[str]]:
    names = [
        about.name
        for about in workbook.sheets_metadata
        if about.typ == SheetTypeEnum.WorkSheet and about.visible == SheetVisibleEnum.Visible
    ]
    for name in names:
        sheet = workbook.get_sheet_by_name(name)
        if sheet.start is not None:
            others = len(names) - 1
            return sheet, [f"We read the sheet “{name}”; the workbook has {others} more."] if others else []
    raise FileRefused("This workbook has no sheet with anything in it.")


def _records(sheet: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    top, left = sheet.start or (0, 0)
    before = [""] * left
    for number, cells in enumerate(sheet.to_python(skip_empty_area=True), start=top + 1):
        yield number, before + [_as_text(cell) for cell in cells]


def _as_text(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    return str(cell)
