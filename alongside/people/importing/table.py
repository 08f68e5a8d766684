"""What a file of members looks like once it is read: headings, numbered rows, and what was noticed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 200_000
MAX_COLUMNS = 200
MAX_CELLS = 4_000_000
MAX_HEADING = 300

TOO_LARGE = "This file is larger than 20 MB. Split it, or leave out the columns that are not needed."
TOO_LARGE_WORKBOOK = (
    "This workbook unfolds to more than Alongside reads. Save the sheet with the members as CSV."
)
DAMAGED_WORKBOOK = "This workbook is damaged. Open it in Excel, save it again as .xlsx, or as CSV."
NOT_A_WORKBOOK = "This is not an ordinary Excel workbook (.xlsx). Save the list as CSV."


class FileRefused(Exception):
    """The whole file cannot be read; the message is one sentence for the person who sent it."""


class RowError(NamedTuple):
    """What is wrong in one cell, or in a whole row where `column` is empty."""

    row: int
    column: str
    sentence: str


class Row(NamedTuple):
    """One row, with the number that a spreadsheet shows beside it."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Headings are unique and never empty; every row has as many cells as there are headings."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    errors: tuple[RowError, ...] = ()

    def column(self, heading: str) -> list[str]:
        """Every cell under the heading, empty ones left out."""
        place = self.headings.index(heading)
        return [row.cells[place] for row in self.rows if row.cells[place]]


def build_table(records: Iterable[tuple[int, list[str]]], notes: Iterable[str]) -> Table:
    """The first record with anything in it holds the headings.

    Raises FileRefused past a cap, so that a hostile file stops here and not in memory.
    """
    gathered = list(_filled(records))
    titles = _titles(gathered)
    if len(gathered) == len(titles):
        raise FileRefused(
            "This file is empty. Choose a file with a row of headings and a row for each member."
        )
    names = [" ".join(cell.split()) for cell in gathered[len(titles)][1]]
    _refuse_without_headings(names)
    below = gathered[len(titles) + 1 :]
    if not below:
        raise FileRefused("This file has headings but no rows under them. Add a row for each member.")
    width = _used_width(names, below)
    headings, heading_notes = _unique_headings(names + [""] * (width - len(names)))
    errors = tuple(_too_long(number, cells, width) for number, cells in below if len(cells) > width)
    rows = tuple(Row(number, _fitted(cells, width)) for number, cells in below)
    return Table(headings, rows, (*notes, *titles, *heading_notes), errors)


def _filled(records: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    rows = cells_seen = 0
    for number, raw in records:
        cells = [cell.strip() for cell in raw]
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > MAX_COLUMNS:
            raise FileRefused(
                f"Row {number} has {len(cells):,} columns. Alongside reads up to {MAX_COLUMNS}: "
                "keep the columns that matter and try again."
            )
        cells_seen += len(cells)
        if number > 2 * MAX_ROWS or rows > MAX_ROWS or cells_seen > MAX_CELLS:
            raise FileRefused(
                f"This file is too long. Alongside reads up to {MAX_ROWS:,} rows and {MAX_CELLS:,} cells "
                "at once: split it into several files."
            )
        if cells:
            rows += 1
            yield number, cells


def _titles(gathered: list[tuple[int, list[str]]]) -> list[str]:
    """Exports like to begin with a line such as “Members on 1 March”: one cell above a wider row."""
    titles: list[str] = []
    for (number, cells), (_, following) in pairwise(gathered[:4]):
        if len(cells) > 1 or len(following) < 3:
            break
        titles.append(f"Row {number} is a title, not headings; we passed over it.")
    return titles


def _refuse_without_headings(names: list[str]) -> None:
    if any(len(name) > MAX_HEADING for name in names):
        raise FileRefused(
            "The first row does not hold headings: one of its cells is a long text. Add a row of headings."
        )
    if any("@" in name for name in names):
        raise FileRefused(
            "The first row looks like a person, not like headings. Add a first row that names each column, "
            "such as First name, Last name, Email."
        )


def _used_width(names: list[str], rows: list[tuple[int, list[str]]]) -> int:
    """Headings count, and so do columns without one that most rows fill; a lone extra cell is an error."""
    width = len(names)
    counts: dict[int, int] = {}
    for _, cells in rows:
        if len(cells) > width:
            counts[len(cells)] = counts.get(len(cells), 0) + 1
    return max(counts) if sum(counts.values()) * 2 > len(rows) else width


def _unique_headings(names: list[str]) -> tuple[tuple[str, ...], list[str]]:
    """Names the columns that have none, and tells twins apart."""
    taken: set[str] = set()
    headings: list[str] = []
    notes: list[str] = []
    for place, given in enumerate(names, start=1):
        name = base = given or f"Column {place}"
        times = 1
        while name.casefold() in taken:
            times += 1
            name = f"{base} ({times})"
        taken.add(name.casefold())
        headings.append(name)
        if not given:
            notes.append(f"Column {place} has no heading. Give it one in the file if you want to use it.")
        elif times > 1:
            notes.append(f"The heading “{base}” stands more than once. We call the later one “{name}”.")
    return tuple(headings), notes


def _too_long(number: int, cells: list[str], width: int) -> RowError:
    return RowError(
        number,
        "",
        f"This row has {len(cells)} cells but there are {width} headings. "
        "Look for a separator inside a cell and put that cell in quotation marks.",
    )


def _fitted(cells: list[str], width: int) -> tuple[str, ...]:
    return tuple(cells[:width]) + ("",) * (width - len(cells))
