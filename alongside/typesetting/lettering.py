"""Text made fit for print: what no font can show is replaced, so that no document fails over a name."""

import re
import unicodedata

PLACEHOLDER = "\N{WHITE SQUARE}"

_UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs"}
_KEPT = {"\n", "\N{SOFT HYPHEN}", "\N{ZERO WIDTH JOINER}", "\N{ZERO WIDTH NON-JOINER}"}
_MISSING = re.compile(r'the text `"(.+?)"` could not be displayed')


def without_unseen(text: str) -> str:
    """The text in composed form, without control characters and marks that turn the direction of writing."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return "".join(char for char in composed if char in _KEPT or unicodedata.category(char) not in _UNSEEN)


def missing_letter(complaint: str) -> str | None:
    """The letter that the typesetter says no font can show; None where it complains of something else."""
    found = _MISSING.search(complaint)
    return found[1][0] if found else None


def without_script_of(text: str, letter: str) -> str:
    """The text with a placeholder for every letter of the same script, or every picture where it is one."""
    script = _script(letter)
    return "".join(PLACEHOLDER if _script(char) == script else char for char in text)


def _script(letter: str) -> str:
    if unicodedata.category(letter) == "So":
        return "picture"
    return unicodedata.name(letter, letter).split()[0]
