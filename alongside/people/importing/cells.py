"""Makes one cell safe to store: one form of Unicode, nothing that turns text round or a database refuses."""

import re
import unicodedata

# They turn the reading direction; in a name they can make one person look like another.
_DIRECTION = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF])
_UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_SPACES = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile(r" ?\n ?")
_LINES = re.compile(r"\s*\n\s*")


class CellRefused(Exception):
    """The message is one sentence about the cell."""


def clean_text(raw: str, *, longest: int) -> str:
    """One line, NFC, spaces evened out. Raises CellRefused; never cuts, since a cut can split a letter."""
    if len(raw) <= longest and raw.isascii() and raw.isprintable():
        return " ".join(raw.split())
    return _LINES.sub(" ", clean_lines(raw, longest=longest))


def clean_lines(raw: str, *, longest: int) -> str:
    """The same for text of several lines."""
    if len(raw) > 8 * longest + 200:
        raise CellRefused(_too_long(len(raw), longest))
    text = unicodedata.normalize("NFC", raw.translate(_DIRECTION))
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    if _UNREADABLE.search(text):
        raise CellRefused("There is an unreadable character in this cell. Type the text again.")
    text = _LINE_ENDS.sub("\n", _SPACES.sub(" ", text)).strip()
    if len(text) > longest:
        raise CellRefused(_too_long(len(text), longest))
    return text


def _too_long(length: int, longest: int) -> str:
    return f"This text has {length:,} characters; there is room for {longest:,}. Shorten it."
