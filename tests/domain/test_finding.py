"""Words are cut up and compared the same way whatever the database."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from alongside.domain.finding import MOST_TERMS, Term, terms_in, words_in


@pytest.mark.parametrize(
    "text, words",
    [
        ("Tŷ-Mawr & O’Connor", ["wty", "wmawr", "wo", "wconnor"]),
        ("Straße ÉCOLE naïve Łęcka", ["wstrasse", "wecole", "wnaive", "wlecka"]),
        ("1e5 b12 snake_case", ["w1e5", "wb12", "wsnake", "wcase"]),
        ("Жук", ["wx43644343a"]),
        ("  ,;  ", []),
    ],
)
def test_words_are_folded_and_never_look_like_a_number(text: str, words: list[str]) -> None:
    assert words_in(text) == words


def test_a_word_is_sought_by_its_beginning_and_a_phrase_as_it_stands() -> None:
    assert terms_in('card "medical student" “wales”') == (
        Term(("wcard",), open_ended=True),
        Term(("wmedical", "wstudent"), open_ended=False),
        Term(("wwales",), open_ended=False),
    )


def test_a_quotation_mark_that_was_not_closed_still_finds() -> None:
    assert terms_in('"medical stu') == (Term(("wmedical", "wstu"), open_ended=False),)


@given(st.text(max_size=200))
@example("𝑨")
def test_whatever_is_asked_is_letters_and_digits_and_not_too_much(text: str) -> None:
    terms = terms_in(text)
    assert len(terms) <= MOST_TERMS
    for term in terms:
        assert term.words
        for word in term.words:
            assert word.isascii()
            assert word.isalnum()
            assert word[0] == "w"
            assert word == word.lower()
