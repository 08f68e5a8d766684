"""Counts rows, columns, cells and text of a workbook's parts as their bytes pass, and refuses the excess."""

import re

from alongside.people.importing.table import (
    DAMAGED_WORKBOOK,
    MAX_COLUMNS,
    MAX_ROWS,
    NOT_A_WORKBOOK,
    TOO_LARGE_WORKBOOK,
    FileRefused,
)

MAX_WORKBOOK_CELLS = 2_000_000
MAX_TEXT = 64 * 1024 * 1024

# A row; or a cell with its attributes and, where nothing else stands inside it, its number.
_ROW_OR_CELL = re.compile(
    rb"<(?:\w+:)?(?:(row)|c)(?=[\s>/])([^>]*)>"
    rb"(?:\s*<(?:\w+:)?v>(\d{1,9})</(?:\w+:)?v>\s*</(?:\w+:)?c>)?"
)
_TEXT = re.compile(rb"<(/?)(?:\w+:)?si(?=[\s>/])[^>]*?(/?)>")
_PLACE = re.compile(rb"""(?:^|\s)r\s*=\s*["']([A-Za-z]*)(\d{1,9})["']""")
_SHARED = re.compile(rb"""(?:^|\s)t\s*=\s*["']s["']""")
_INSTRUCTION = re.compile(rb"<[!?](?!xml\s)")


class SheetCount:
    """One for a whole workbook; feed it each part in pieces that never cut a cell from its value."""

    def __init__(self) -> None:
        self.cells = 0
        self._text_lengths: list[int] = []
        self._uses: dict[int, int] = {}
        self._unclear_uses = 0
        self.begin_part()

    def begin_part(self) -> None:
        """Rows and columns count for each sheet anew; cells and texts add up."""
        self._row = self._column = self._lowest = self._widest = self._offset = 0
        self._text_began: int | None = None

    def count(self, piece: bytes) -> None:
        """Raises FileRefused once a limit is passed, and on anything that could hide a cell."""
        if _INSTRUCTION.search(piece) or b"\0" in piece:
            raise FileRefused(NOT_A_WORKBOOK)
        self._count_texts(piece)
        for row, attributes, value in _ROW_OR_CELL.findall(piece):
            if row:
                self._begin_row(attributes)
            else:
                self._count_cell(attributes, value)
        self._refuse_large_sheet()
        self._offset += len(piece)

    def _begin_row(self, attributes: bytes) -> None:
        place = _PLACE.search(attributes)
        self._row = int(place[2]) if place else self._row + 1
        self._column = 0

    def _count_cell(self, attributes: bytes, value: bytes) -> None:
        self.cells += 1
        if self.cells > MAX_WORKBOOK_CELLS:
            raise FileRefused(TOO_LARGE_WORKBOOK)
        self._column += 1
        if attributes.endswith(b"/"):
            return
        if attributes.count(b'"') % 2 or (b"'" in attributes and b'"' in attributes):
            raise FileRefused(NOT_A_WORKBOOK)
        place = _PLACE.search(attributes)
        if place:
            self._column = _column_number(place[1])
            self._row = int(place[2])
        self._widest = max(self._widest, self._column)
        self._lowest = max(self._lowest, self._row)
        if _SHARED.search(attributes):
            self._count_use(value)

    def _count_use(self, value: bytes) -> None:
        if value:
            self._uses[int(value)] = self._uses.get(int(value), 0) + 1
        else:
            self._unclear_uses += 1

    def _count_texts(self, piece: bytes) -> None:
        """Shared texts must follow one another: one inside another would shift the numbers cells refer to."""
        for found in _TEXT.finditer(piece):
            closing, alone = found[1], found[2]
            if bool(closing) == (self._text_began is None):
                raise FileRefused(DAMAGED_WORKBOOK)
            if alone:
                self._text_lengths.append(0)
            elif not closing:
                self._text_began = self._offset + found.start()
            elif self._text_began is not None:
                self._text_lengths.append(self._offset + found.start() - self._text_began)
                self._text_began = None
            if len(self._text_lengths) > MAX_WORKBOOK_CELLS:
                raise FileRefused(TOO_LARGE_WORKBOOK)

    def _refuse_large_sheet(self) -> None:
        if self._lowest > MAX_ROWS:
            raise FileRefused(
                f"A sheet of this workbook goes below row {MAX_ROWS:,}. Delete the rows that are not members."
            )
        if self._widest > MAX_COLUMNS:
            raise FileRefused(
                f"A sheet of this workbook has more than {MAX_COLUMNS} columns. Keep the columns that matter."
            )
        if self._widest * self._lowest > 2 * MAX_WORKBOOK_CELLS:
            raise FileRefused(TOO_LARGE_WORKBOOK)

    def refuse_long_text(self) -> None:
        """A reader copies a shared text for every cell that refers to it; we add up what that comes to."""
        longest = max(self._text_lengths, default=0)
        known = len(self._text_lengths)
        unfolded = self._unclear_uses * longest + sum(
            times * (self._text_lengths[index] if index < known else longest)
            for index, times in self._uses.items()
        )
        if unfolded > MAX_TEXT:
            raise FileRefused(TOO_LARGE_WORKBOOK)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters[:4].upper():
        number = number * 26 + letter - 64
    return number
