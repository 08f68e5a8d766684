"""Words as they are found: the same on every database, because both sides of a search are cut up here.

A word is letters and digits, folded (no case, no accents). Every word begins with a `w`, so that no database takes it
for a number, and letters outside a to z are spelled out in hexadecimal, so that no database's language setting matters.
A choice is written among the words as a mark, which begins with a `c`, so that no word that is typed can be one: words
and choices are then found together, in one index.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

MOST_TERMS: Final = 12
_PLAIN: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
"""Letters that Unicode does not take apart, as people type them who have no such key."""
_WORD: Final = re.compile(r"[^\W_]+")
_PART: Final = re.compile(r'"([^"]*)"?|(\S+)')


@dataclass(frozen=True)
class Term:
    """Words that stand one after the other; the last may go on where `open_ended`, so that `card` finds `cardiology`."""

    words: tuple[str, ...]
    open_ended: bool


Sought = tuple[tuple[Term, ...], ...]
"""What is searched for: of each of these one term at least."""


def words_in(text: str) -> list[str]:
    """The words of a text, as they are stored and compared."""
    # Taken apart first: a mathematical 𝑨 becomes a capital A only then.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    folded = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return [f"w{_spelled(word)}" for word in _WORD.findall(folded.translate(_PLAIN))]


def terms_in(asked: str) -> tuple[Term, ...]:
    """What somebody searches for: each word by its beginning, and what stands in quotation marks as a phrase.

    No more than `MOST_TERMS` are looked at.
    """
    found = []
    for phrase, word in _PART.findall(asked.replace("“", '"').replace("”", '"')):
        words = words_in(phrase or word)
        if words:
            found.append(Term(tuple(words), open_ended=not phrase))
    return tuple(found[:MOST_TERMS])


def mark_of(question: str, term: str) -> str:
    """The mark of a choice among the words of an entry."""
    return f"c{f'{question}/{term}'.encode().hex()}"


def sought_in(asked: str, chosen: Mapping[str, Iterable[str]]) -> Sought:
    """Every term of `asked`, and of every question of `chosen` one of the choices."""
    marks = (
        tuple(Term((mark_of(question, term),), open_ended=False) for term in terms)
        for question, terms in chosen.items()
    )
    return (*((term,) for term in terms_in(asked)), *filter(None, marks))


def _spelled(word: str) -> str:
    return word if word.isascii() else "x" + "".join(f"{ord(letter):x}" for letter in word)
