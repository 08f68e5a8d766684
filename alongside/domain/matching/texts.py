"""Likeness of two free texts by the words they share, rare words counting more (TF-IDF in whole numbers)."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from math import log2, sqrt
from types import MappingProxyType
from typing import Self

import numpy as np

from alongside.domain.matching.criteria import FULL, Points, Scored
from alongside.domain.matching.people import Mentee, Mentor, in_words, name_of
from alongside.domain.matching.pool import Pool

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
SHORTEST = 3
FAINT = 0.05
SHOWN = 3
COMMON = frozenset(
    WORD.findall(
        "about after all also and any are because been being both but can could did does doing each even "
        "every for from get had has have having help her him his hope how into its just like made make "
        "many may more most much must myself need never new not now off one only other our out over own per "
        "really said say should some such than that the their them then there these they this those through too "
        "under until use very want was well were what when where which while who will with within work "
        "working would you your mentor mentee mentoring scheme year years "
    )
)


def words_of(text: object) -> dict[str, str]:
    """The telling words of a text as {folded: as written}; a plural and its singular are one word."""
    written = WORD.findall(str(text or ""))
    return {
        _folded(word): word.lower()
        for word in reversed(written)
        if len(word) >= SHORTEST and word.lower() not in COMMON
    }


def _folded(word: str) -> str:
    folded = word.casefold()
    return folded[:-1] if folded.endswith("s") and not folded.endswith("ss") and len(folded) > 3 else folded


@dataclass(frozen=True)
class TextLikeness:
    """Cosine of two texts; a word weighs by how few of the pool's texts hold it, in hundredths, as whole
    numbers.
    """

    mentee_question: str
    mentor_question: str
    weight: int = 1
    rarity: MappingProxyType[str, int] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    key: str = "text_likeness"

    def describe(self) -> str:
        mentee, mentor = (
            question.replace("_", " ") for question in (self.mentee_question, self.mentor_question)
        )
        return f"The mentee's words ({mentee}) and the mentor's ({mentor}) speak of the same things."

    def applies(self, mentee: Mentee) -> bool:
        return bool(self._words(mentee))

    def _words(self, mentee: Mentee) -> dict[str, str]:
        return words_of(mentee.facts.get(self.mentee_question))

    def prepared(self, pool: Pool) -> Self:
        """The same criterion, knowing how rare each word is among the texts of this pool."""
        texts = [*_texts(pool.mentees, self.mentee_question), *_texts(pool.mentors, self.mentor_question)]
        holders = Counter(word for text in texts for word in text)
        rarity = {
            word: 100 + round(100 * log2((1 + len(texts)) / (1 + held))) for word, held in holders.items()
        }
        return replace(self, rarity=MappingProxyType(rarity))

    def _weight_of(self, word: str) -> int:
        return self.rarity.get(word, 100)

    def _length(self, words: Iterable[str]) -> int:
        return sum(self._weight_of(word) ** 2 for word in words)

    def score(self, mentee: Mentee, mentor: Mentor) -> Scored:
        mine, theirs = self._words(mentee), words_of(mentor.facts.get(self.mentor_question))
        shared = sorted(mine.keys() & theirs.keys(), key=lambda word: (-self._weight_of(word), word))
        if not shared:
            return Scored(0.0)
        value = self._length(shared) / sqrt(float(self._length(mine)) * float(self._length(theirs)))
        if value < FAINT:
            return Scored(value)
        words = in_words(mine[word] for word in shared[:SHOWN])
        return Scored(
            min(value, 1.0),
            f"You and {name_of(mentor)} both write about {words}.",
            f"You and {name_of(mentee)} both write about {words}.",
            f"{name_of(mentee)} and {name_of(mentor)} both write about {words}.",
        )

    def points(self, pool: Pool) -> Points:
        mine = [list(text) for text in _texts(pool.mentees, self.mentee_question)]
        theirs = [list(text) for text in _texts(pool.mentors, self.mentor_question)]
        lengths = np.sqrt(np.outer(self._lengths(mine), self._lengths(theirs)))
        values = np.minimum(self._shared(mine, theirs) / np.maximum(lengths, 1.0), 1.0)
        return np.floor(values * FULL + 0.5).astype(np.int64)

    def _lengths(self, texts: list[list[str]]) -> np.ndarray:
        return np.array([self._length(text) for text in texts], dtype=np.float64)

    def _shared(self, mine: list[list[str]], theirs: list[list[str]]) -> np.ndarray:
        both = sorted({word for text in mine for word in text} & {word for text in theirs for word in text})
        column = {word: index for index, word in enumerate(both)}
        squares = np.array([self._weight_of(word) ** 2 for word in both], dtype=np.float64)
        rows, columns = _table(mine, column), _table(theirs, column)
        # Sums of whole numbers below 2**53 are exact in floats whatever the order of adding.
        shared: np.ndarray = (rows * squares) @ columns.T
        return shared


def _texts(people: Iterable[Mentee | Mentor], question: str) -> list[dict[str, str]]:
    return [words_of(person.facts.get(question)) for person in people]


def _table(texts: list[list[str]], column: dict[str, int]) -> np.ndarray:
    table = np.zeros((len(texts), len(column)), dtype=np.float64)
    for row, text in enumerate(texts):
        table[row, [column[word] for word in text if word in column]] = 1
    return table
