"""Dates, spans, counts and names in words."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import timezone

from alongside.web import wording

TODAY = date(2027, 3, 10)


def test_a_day_is_written_in_full_with_its_weekday() -> None:
    assert wording.day_in_full(date(2027, 3, 12)) == "Friday 12 March 2027"


def test_a_moment_is_told_in_the_readers_zone() -> None:
    moment = datetime(2027, 6, 30, 23, 30, tzinfo=UTC)
    with timezone.override(ZoneInfo("Europe/London")):
        assert wording.moment_in_full(moment) == "Thursday 1 July 2027 at 00:30 BST"


def test_the_day_of_a_moment_is_that_of_the_reader() -> None:
    evening = datetime(2027, 6, 30, 3, 30, tzinfo=UTC)
    page = Template("{% when evening|on_day %}, {% when never|on_day %}.")
    with timezone.override(ZoneInfo("America/Vancouver")):
        shown = page.render(Context({"evening": evening, "never": None}))
    assert shown == '<time datetime="2027-06-29">Tuesday 29 June 2027</time>, .'


@pytest.mark.parametrize(
    "day,words",
    [
        (date(2027, 3, 10), "today"),
        (date(2027, 3, 11), "tomorrow"),
        (date(2027, 3, 9), "yesterday"),
        (date(2027, 3, 13), "in 3 days"),
        (date(2027, 2, 24), "2 weeks ago"),
        (date(2027, 6, 10), "in 3 months"),
        (date(2024, 3, 10), "3 years ago"),
    ],
)
def test_a_day_seen_from_today(day: date, words: str) -> None:
    assert wording.relative_day(day, TODAY) == words


@pytest.mark.parametrize("number,words", [(0, "0 pairs"), (1, "1 pair"), (1200, "1,200 pairs")])
def test_a_count_agrees_with_its_noun(number: int, words: str) -> None:
    assert wording.count_of(number, "pair") == words


@pytest.mark.parametrize(
    "name,letters",
    [("Alice Tŷ-Mawr", "AT"), ("Bob", "B"), ("José Antônio Prado", "JP"), ("李", "李"), ("  ", "?")],
)
def test_initials_come_from_the_ends_of_a_name(name: str, letters: str) -> None:
    assert wording.initials(name) == letters


def test_words_are_counted_as_a_reader_counts() -> None:
    assert wording.count_words("  One two,\nthree — four ") == 4
