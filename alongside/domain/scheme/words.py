"""Small pieces of the sentences that problems are told in."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

LONGEST_GUESS = 80
"""Longer words are not compared: likeness costs time, and nobody mistypes that much."""


def listed(words: Iterable[object], last: str = "and") -> str:
    """The words as a sentence lists them: “a”, “b” and “c”."""
    quoted = [f"“{word}”" for word in words]
    return f" {last} ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)


def sentence(words: str) -> str:
    """The words with a full stop and, unless they begin with the name of a key, a capital."""
    words = " ".join(words.split())
    if "_" not in words.partition(" ")[0]:
        words = words[:1].upper() + words[1:]
    return words + ("" if not words or words.endswith((".", "?")) else ".")


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """“ Did you mean “lead”?” with a leading space, or nothing where no known word is near."""
    near = get_close_matches(word.lower(), known, n=1, cutoff=0.7) if len(word) <= LONGEST_GUESS else []
    return f" Did you mean “{near[0]}”?" if near else ""
