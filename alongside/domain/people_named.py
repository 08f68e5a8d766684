"""Looks for what may be people's names in somebody's own text, so that a page can ask about them; it never blocks."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

_WORD = r"[^\W\d_a-z][\w'’-]*"
_INITIAL = r"[^\W\d_a-z]\."
_PARTICLE = r"(?:van|von|der|den|de|da|di|du|la|le|ap|ab|al|bin|ibn)"
_TITLE = r"(?:Dr|Prof|Professor|Sister|Nurse|Matron|Sir|Dame|Lady|Lord|Madame|Monsieur|Mme|Docteur|Doctor)"
_CALLED = re.compile(rf"\b{_TITLE}\.? (?:{_INITIAL} ?)*(?:{_WORD} )?{_WORD}")
_IN_A_ROW = re.compile(rf"(?<![\w'’-]){_WORD}(?:(?: (?:{_INITIAL}|{_PARTICLE}))* {_WORD})+")

_SMALL_WORDS = """
a after all also an and as at before between both but by during each every for from he her his how i if in it its last my
next no not of on one our she since so some that the their then there they this through to two we what when where while
with without you yr yn mae ar i'r o'r le la les un une dans avec pour après avant mon ma mes nous je
"""
_WORDS_OF_PLACES = """
academy acute act adobe annual april association august bank board british bwrdd campus cardiff care centre center chart
church city clinic clinical code college committee community conference congress consultant council county course court
cross day december department directorate division east education emergency england english european excel exeter faculty
february federation fellowship foundation france french friday general google great group guidance guide guideline
guidelines hall health healthcare hill home hospital hospitals house hôpital iechyd illustration illustrator illustrators
imaging institute international ireland irish january journal july june kingdom level library lightroom london manager
march may medical medicine mentoring microsoft monday month national network north northern november nursing october
office open part photoshop photography physics policy practice practitioner prifysgol programme project quality radiology
register regional report research review road royal saint saturday school science sciences scotland scottish section
senedd september service services session society south southern special st stage standard standards street study summer
sunday surgery surgical team teams theatre thursday tissue trust tuesday unit united université university viability
wales ward wednesday week welsh west western winter workshop wound year ysbyty zoom
"""
_BEGINNINGS: Final = frozenset(_SMALL_WORDS.split())
"""Words that have a capital letter because a sentence begins with them."""
_NO_PERSON: Final = frozenset(_WORDS_OF_PLACES.split())
"""Words of institutions, places and days: no person's name is made of them."""


def find_names(text: str, *, known: Iterable[str] = ()) -> tuple[str, ...]:
    """What may be somebody's name, in the order of the text, each once; names in `known` are passed over.

    Either a title with a name, or two words and more with capital letters that are no institution, place or day. It errs
    on the side of asking, and does not see a first name that stands alone.
    """
    passed = {name.casefold() for name in known}
    found: dict[str, int] = {}
    for match in _CALLED.finditer(text):
        found.setdefault(match[0], match.start())
    for start, words in _rows(text):
        inside = any(words in longer for longer in found)
        if not inside and words.casefold() not in passed:
            found.setdefault(words, start)
    return tuple(sorted(found, key=lambda words: found[words]))


def _rows(text: str) -> Iterator[tuple[int, str]]:
    """Words in a row that may be a name, where they begin, without what begins their sentence."""
    for match in _IN_A_ROW.finditer(text):
        words = match[0].split()
        while words and words[0].casefold() in _BEGINNINGS:
            words = words[1:]
        if len(words) > 1 and not any(map(_is_no_name, words)):
            yield match.start(), " ".join(words)


def _is_no_name(word: str) -> bool:
    bare = re.sub(r"['’]s?$", "", word).casefold()
    return bare in _NO_PERSON or bare in _BEGINNINGS or (len(word) > 1 and word.isupper())
