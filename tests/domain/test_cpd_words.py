"""Words are counted as a reader with a finger on the page would."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.domain.cpd.words import count_words

EXAMPLES = json.loads((Path(__file__).parent / "cpd_word_examples.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("text, words", EXAMPLES)
def test_words_are_counted_as_a_reader_would(text: str, words: int) -> None:
    assert count_words(text) == words


@given(st.lists(st.from_regex(r"[a-zŵŷâéœ]{1,12}(-[a-z]{1,5})?", fullmatch=True)))
def test_any_white_space_parts_words(words: list[str]) -> None:
    assert count_words(" \n".join(words)) == count_words("\u00a0\t".join(words)) == len(words)


@given(st.text(), st.text())
def test_two_texts_have_the_words_of_both(one: str, other: str) -> None:
    assert count_words(f"{one}\n{other}") == count_words(one) + count_words(other)
