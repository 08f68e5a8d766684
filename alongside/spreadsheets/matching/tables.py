"""Read a list of people or pairs from CSV or JSON: rows of text, with their numbers as a spreadsheet shows
them.
"""

import csv
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from alongside.spreadsheets.matching.problem import InputProblem

LARGEST_BYTES = 1 << 30
Row = dict[str, object]


def read_text(path: Path) -> str:
    """The text of a file, in UTF-8 or, failing that, as older Excel writes it; refuses what is missing or
    too large.
    """
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise InputProblem(f"{path} is larger than 1 GB, which is more than this command reads.")
        data = path.read_bytes()
    except OSError as error:
        raise InputProblem(f"{path} cannot be read: {error.strerror}.") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_rows(path: Path) -> list[tuple[int, Row]]:
    """Every row as {heading: value} with its row number; a JSON file is a list of objects."""
    if path.suffix.lower() == ".json":
        return _json_rows(path)
    lines = csv.reader(read_text(path).splitlines(keepends=True))
    headings = [heading.strip() for heading in next(lines, [])]
    if len(set(headings)) != len(headings):
        raise InputProblem(f"{path}, row 1: a heading is there twice.")
    rows: list[tuple[int, Row]] = []
    for cells in _lines(path, lines):
        if any(cell.strip() for cell in cells):
            rows.append((lines.line_num, dict(zip(headings, (cell.strip() for cell in cells), strict=False))))
    return rows


def _lines(path: Path, lines: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from lines
    except csv.Error as error:
        raise InputProblem(f"{path}: this is not a CSV file ({error}).") from error


def _json_rows(path: Path) -> list[tuple[int, Row]]:
    try:
        data = json.loads(read_text(path))
    except ValueError as error:
        raise InputProblem(f"{path}: this is not a JSON file ({error}).") from error
    if not isinstance(data, list) or not all(isinstance(entry, dict) for entry in data):
        raise InputProblem(f"{path}: a list of people is needed.")
    return list(enumerate(data, start=1))


def need_columns(path: Path, rows: Sequence[tuple[int, Row]], columns: Sequence[str]) -> None:
    """Refuse a file without a column that is needed, naming the columns that it has."""
    have = list(rows[0][1]) if rows else []
    for column in columns:
        if rows and column not in have:
            raise InputProblem(
                f"{path}, row 1: the column “{column}” is missing; there are {', '.join(have)}."
            )


def whole_number(path: Path, row: int, column: str, value: object) -> int:
    """A whole number within 64 bits."""
    try:
        number = int(str(value).strip())
    except ValueError:
        raise InputProblem(f"{path}, row {row}: {column} “{value}” is not a whole number.") from None
    if not -(1 << 63) <= number < 1 << 63:
        raise InputProblem(f"{path}, row {row}: {column} {number} is beyond 64 bits.")
    return number
