"""What may be uploaded as a document, told from the bytes and not from the name."""

from typing import Final, NamedTuple

MOST_BYTES: Final = 5 * 1024 * 1024
TOO_LARGE: Final = "This file is larger than 5 MB. Scan it at a lower resolution, or split it."


class FileKind(NamedTuple):
    """A kind of file: how its name ends, and what a browser calls it."""

    ending: str
    media_type: str


PDF: Final = FileKind("pdf", "application/pdf")
_BEGINNINGS: Final = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n", FileKind("png", "image/png")),
    (b"\xff\xd8\xff", FileKind("jpg", "image/jpeg")),
)


class DocumentRefused(Exception):
    """The file cannot be taken; the message says why, and what to do."""


def kind_of(data: bytes) -> FileKind:
    """The kind of a file. Raises DocumentRefused where it is none that we take."""
    if not data:
        raise DocumentRefused("This file is empty. Choose another.")
    if len(data) > MOST_BYTES:
        raise DocumentRefused(TOO_LARGE)
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning):
            return kind
    raise DocumentRefused("Choose a PDF, or a picture as PNG or JPEG. Print other documents as PDF first.")


def plain_name(name: str, kind: FileKind) -> str:
    """The file's name without folders and signs that mislead, with the ending that its content has."""
    stem = name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    kept = "".join(letter for letter in stem if letter.isprintable() and letter not in '<>:"|?*')
    return f"{' '.join(kept.split()).strip('. ')[:80] or 'document'}.{kind.ending}"
