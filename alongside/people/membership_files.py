"""Turns an uploaded file of members into a table, or says in one sentence why it cannot."""

from typing import BinaryIO

from alongside.people.importing.delimited import read_delimited
from alongside.people.importing.table import MAX_BYTES, TOO_LARGE, FileRefused, Table
from alongside.people.importing.workbook import read_workbook

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_table(name: str, source: bytes | BinaryIO) -> Table:
    """The kind is told from the content; the name only shapes the sentence. Raises FileRefused."""
    data = source if isinstance(source, bytes) else source.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise FileRefused(TOO_LARGE)
    if not data.strip():
        raise FileRefused(
            "This file is empty. Choose a file with a row of headings and a row for each member."
        )
    if data.startswith(_OLD_OFFICE):
        raise FileRefused(_old_office_sentence(name))
    if data.startswith(b"%PDF"):
        raise FileRefused("This is a PDF. Save the list as CSV or as an Excel workbook (.xlsx).")
    if data.startswith(b"PK\x03\x04"):
        return read_workbook(data)
    return read_delimited(data)


def _old_office_sentence(name: str) -> str:
    if name.casefold().endswith(".xls"):
        return (
            "This is an old Excel file (.xls). Open it in Excel and save it as a workbook (.xlsx) or as CSV."
        )
    return (
        "This workbook has a password or is in an old form. Save it as .xlsx without a password, or as CSV."
    )
