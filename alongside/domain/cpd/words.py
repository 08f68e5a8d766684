"""Counting words as a person with a finger on the page would."""

import re

# A long dash or an ellipsis parts two words even without spaces; a hyphen, an apostrophe and a slash do not.
# The same rule runs in the browser (web/counts.js): change both, the shared examples hold them together.
_PARTING = re.compile(r"[\s\u200b]+|\u2014|\u2026|\.{2,}")
_WEB_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.)\S+", re.IGNORECASE)
_LETTER_OR_DIGIT = re.compile(r"[^\W_]|&")


def count_words(text: str) -> int:
    """How many words; a web address is one, "mother-in-law" and "l'hôpital" are one, a lone dash is none.

    >>> count_words("A well-kept record \N{EN DASH} see https://example.org/a-b")
    5
    """
    without_addresses = _WEB_ADDRESS.sub(" address ", text)
    return sum(1 for piece in _PARTING.split(without_addresses) if _LETTER_OR_DIGIT.search(piece))
