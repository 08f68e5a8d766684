"""Looks through the zip of a workbook before any parser does, and copies only what was measured.

A workbook of 57 kB can unfold to gigabytes: by its zip, by one cell in the last row and column, or by one
long shared text that a hundred thousand cells refer to. The reader that follows trusts what it is given, so
it is given a new zip that holds nothing but parts which have been read to the end and counted here.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator

from alongside.people.importing.sheet_count import SheetCount
from alongside.people.importing.table import DAMAGED_WORKBOOK, NOT_A_WORKBOOK, TOO_LARGE_WORKBOOK, FileRefused

MAX_UNFOLDED = 128 * 1024 * 1024
MAX_PARTS = 1_000
MAX_RATIO = 100
RATIO_MATTERS_FROM = 8 * 1024 * 1024
LONGEST_TAG = 512 * 1024
_CHUNK = 1024 * 1024
_FOLDERS_FOR_CELLS = ("[content_types].xml", "_rels/", "xl/_rels/", "xl/worksheets/")
_FILES_FOR_CELLS = ("xl/workbook.xml", "xl/sharedstrings.xml", "xl/styles.xml")


def harmless_copy(data: bytes) -> bytes:
    """A new workbook with only the parts that hold cells. Raises FileRefused on anything out of bounds."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _copy(archive, _needed_parts(archive))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise FileRefused(DAMAGED_WORKBOOK) from error


def _needed_parts(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    entries = archive.infolist()
    if len(entries) > MAX_PARTS:
        raise FileRefused(TOO_LARGE_WORKBOOK)
    names = {entry.filename.casefold() for entry in entries}
    if "xl/workbook.xml" not in names or len(names) != len(entries):
        raise FileRefused(NOT_A_WORKBOOK)
    parts = [entry for entry in entries if _holds_cells(entry.filename.casefold())]
    for part in parts:
        if part.flag_bits & 1:
            raise FileRefused("This workbook has a password. Save it without one and try again.")
        if part.file_size > RATIO_MATTERS_FROM and part.file_size > MAX_RATIO * part.compress_size:
            raise FileRefused(TOO_LARGE_WORKBOOK)
    if sum(part.file_size for part in parts) > MAX_UNFOLDED:
        raise FileRefused(TOO_LARGE_WORKBOOK)
    return parts


def _holds_cells(name: str) -> bool:
    return name in _FILES_FOR_CELLS or (
        name.startswith(_FOLDERS_FOR_CELLS) and name.endswith((".xml", ".rels"))
    )


def _copy(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> bytes:
    target = io.BytesIO()
    counted = SheetCount()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
        for part in parts:
            counted.begin_part()
            with archive.open(part) as source, copy.open(part.filename, "w") as sink:
                for piece in _pieces(iter(lambda: source.read(_CHUNK), b"")):
                    counted.count(piece)
                    sink.write(piece)
    counted.refuse_long_text()
    return target.getvalue()


def _pieces(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes, cut so that a tag stays whole and a cell stays with its value."""
    kept = b""
    for chunk in chunks:
        text = kept + chunk
        cut = _safe_cut(text)
        yield text[:cut]
        kept = text[cut:]
        if len(kept) > LONGEST_TAG:
            raise FileRefused(NOT_A_WORKBOOK)
    yield kept


def _safe_cut(text: bytes) -> int:
    """Before the last cell near the end; else before the last tag, wherever that is; else at the end."""
    near = max(len(text) - LONGEST_TAG, 0)
    cell = max(text.rfind(b"<c", near), text.rfind(b":c", near))
    tag = text.rfind(b"<", 0, cell + 1 if cell >= 0 else len(text))
    return tag if tag >= 0 else len(text)
