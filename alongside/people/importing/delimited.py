"""Reads text files with separated values, whatever their alphabet and separator."""

import codecs
import csv
import io
from collections.abc import Iterator

from alongside.people.importing.table import MAX_BYTES, FileRefused, Table, build_table

# Python refuses cells over 131,072 characters; ours are capped with the file, and checked one by one later.
csv.field_size_limit(MAX_BYTES)

DELIMITERS = ",;\t|"
MAX_SEPARATORS = 100_000
MAX_ROW_LENGTH = 1_000_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN = (
    "The file is not in UTF-8. We read it as Western European text: "
    "look at the names with accents before you go on."
)


def read_delimited(data: bytes) -> Table:
    """Raises FileRefused where the text cannot be told apart into rows."""
    text, notes = _decoded(data)
    if text[:1] == "<":
        raise FileRefused(
            "This is a web page, not a table. Save the list as CSV or as an Excel workbook (.xlsx)."
        )
    text, delimiter = _declared_delimiter(text)
    return build_table(_records(text, delimiter or _likely_delimiter(text)), notes)


def _decoded(data: bytes) -> tuple[str, list[str]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded_as(data, encoding), []
    guessed = _wide_encoding(data[:4096])
    if guessed:
        return _decoded_as(data, guessed), []
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    if _looks_binary(data[:4096]):
        raise FileRefused(
            "This is not a table of text. Save the list as CSV or as an Excel workbook (.xlsx)."
        )
    try:
        return data.decode("cp1252"), [_WESTERN]
    except UnicodeDecodeError:
        return data.decode("latin-1"), [_WESTERN]


def _decoded_as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileRefused("Some letters in this file are damaged. Save it again as CSV in UTF-8.") from error


def _wide_encoding(start: bytes) -> str:
    """UTF-16 without its mark shows as a zero in every other byte."""
    pairs = len(start) // 2
    if pairs and start[1::2].count(0) > pairs * 0.7:
        return "utf-16-le"
    if pairs and start[0::2].count(0) > pairs * 0.7:
        return "utf-16-be"
    return ""


def _looks_binary(start: bytes) -> bool:
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x0b\x1a" for byte in start)
    return controls * 20 > len(start)


def _declared_delimiter(text: str) -> tuple[str, str]:
    """Excel may write its separator in a first line of its own: sep=;"""
    first, _, rest = text.partition("\n")
    said = first.strip().casefold()
    if said.startswith("sep=") and len(said) == 5:
        return rest, said[4]
    return text, ""


def _likely_delimiter(text: str) -> str:
    """The separator that splits the first lines most evenly; a comma where the file has one column."""
    sample = [line for line in text[:20_000].splitlines() if line.strip()][:20]
    best, most = ",", 0
    for delimiter in DELIMITERS:
        widths = [len(cells) for cells in csv.reader(sample, delimiter=delimiter) if cells]
        if not widths or widths[0] < 2:
            continue
        agreeing = sum(width == widths[0] for width in widths) * widths[0]
        if agreeing > most:
            best, most = delimiter, agreeing
    return best


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    # Spreadsheets append thousands of rows with nothing but separators; drop them before counting.
    lines = _Lines(text.rstrip(f"{delimiter}\r\n\x1a "), delimiter)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        began = reader.line_num + 1
        lines.begin_row()
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise FileRefused(
                f"The quotation marks from line {began} on do not pair up. "
                "Put one at both ends of the cell, and write a mark inside it twice."
            ) from error


class _Lines:
    """Hands out lines, and stops a single row of millions of cells or letters before it is built."""

    def __init__(self, text: str, delimiter: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self._delimiter = delimiter
        self.begin_row()

    def begin_row(self) -> None:
        """What is counted is counted for one row."""
        self.separators = self.length = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.separators += line.count(self._delimiter)
        self.length += len(line)
        if self.separators > MAX_SEPARATORS or self.length > MAX_ROW_LENGTH:
            raise FileRefused(
                "One row of this file is longer than a million characters. Check that each row ends with its "
                "line, and that quotation marks stand in pairs."
            )
        return line
