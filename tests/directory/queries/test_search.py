"""The directory is searched by words, narrowed by choices, and gives the same answers on both databases."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.directory.actions.entries import change_entry
from alongside.directory.models import EntryWords, MentorEntry
from alongside.directory.queries import search as searching
from alongside.directory.queries.search import Asked, Search
from alongside.domain.finding import mark_of
from alongside.domain.lifecycles import APPLICATION
from alongside.enrolment.actions import set_capacity, withdraw_application
from alongside.journal.moves import make_move
from alongside.schemes.queries import definition_in_force, rules_of
from tests.directory.conftest import Educators
from tests.directory.moments import NOW
from tests.factories import make_entry, make_member

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
BIOGRAPHIES = {
    "Bob": "Assessment of clinical skills; examiner for the medical students’ finals in Tŷ-Mawr.",
    "Ann": "I design curricula with students, and teach medical ethics to the students of the École de santé.",
    "Cem": "Simulation. I came to it by way of cardiology and b12 deficiency.",
}


def directory(educators: Educators) -> None:
    for entry in educators.mentors:
        name = entry.member.given_name
        fields = {"Bob": ["assessment"], "Ann": ["curriculum", "teaching"], "Cem": ["simulation", "teaching"]}
        change_entry(
            entry,
            by=entry.member.account,
            answers={"biography": BIOGRAPHIES[name], "fields": fields[name], "languages": ["english"]},
            capacity=1,
            away_until=None,
            rest_days=0,
            hidden=False,
        )


def search(educators: Educators, **asked: object) -> Search:
    rules = rules_of(definition_in_force(educators.scheme, TODAY))
    return Search(educators.scheme, rules, Asked(**asked), TODAY)  # type: ignore[arg-type]  # as the test says


def names(educators: Educators, **asked: object) -> list[str]:
    return [entry.member.given_name for entry in search(educators, **asked).page(0, 100)]


@pytest.mark.parametrize(
    "words, found",
    [
        ("", ["Bob", "Cem", "Ann"]),
        ("cardio", ["Cem"]),
        ("ECOLE sante", ["Ann"]),
        ("ty mawr", ["Bob"]),
        ("medical students", ["Bob", "Ann"]),
        ('"medical students"', ["Bob"]),
        ("“medical students”", ["Bob"]),
        ("unal lecka", ["Ann"]),
        ("b12", ["Cem"]),
        ("teaching and facilitation", ["Cem", "Ann"]),
        ("deficit", []),
        ("'; DROP TABLE", []),
        ("NEAR(a b) OR * ^ -", []),
        ("!!!", ["Bob", "Cem", "Ann"]),
    ],
)
def test_words_phrases_and_accents(educators: Educators, words: str, found: list[str]) -> None:
    directory(educators)
    assert names(educators, words=words) == found


def test_within_a_question_either_will_do_and_questions_must_all_be_met(educators: Educators) -> None:
    directory(educators)
    assert names(educators, chosen={"fields": ("assessment", "simulation")}) == ["Bob", "Cem"]
    assert names(educators, chosen={"fields": ("teaching",), "languages": ("english",)}) == ["Cem", "Ann"]
    assert names(educators, chosen={"fields": ("teaching",), "languages": ("welsh",)}) == []


def test_counts_say_what_each_choice_would_leave(educators: Educators) -> None:
    directory(educators)
    facets = {
        facet.question: facet for facet in search(educators, chosen={"fields": ("assessment",)}).facets()
    }
    fields = {term.key: term.count for term in facets["fields"].terms}
    assert fields == {"teaching": 2, "assessment": 1, "curriculum": 1, "simulation": 1}
    assert [(term.key, term.count) for term in facets["languages"].terms] == [("english", 1)]


def test_of_too_many_nothing_is_counted_and_nothing_is_made_up(
    educators: Educators, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory(educators)
    monkeypatch.setattr(searching, "COUNTED", 2)
    many = search(educators)
    assert many.count() == 3
    assert {term.count for facet in many.facets() for term in facet.terms} == {None}


def test_only_those_with_a_place_are_shown_where_that_is_asked(educators: Educators) -> None:
    directory(educators)
    set_capacity(educators.bob.application, by=educators.cast.bob.account, capacity=0)
    MentorEntry.objects.filter(pk=educators.ann.pk).update(away_until=TODAY)
    assert names(educators) == ["Bob", "Cem", "Ann"]
    assert names(educators, with_a_place=True) == ["Cem"]


def test_words_that_are_changed_or_removed_are_not_found_any_more(educators: Educators) -> None:
    directory(educators)
    EntryWords.objects.filter(entry=educators.cem).update(words="wdermatology")
    assert names(educators, words="cardiology") == []
    assert names(educators, words="dermatology") == ["Cem"]
    EntryWords.objects.filter(entry=educators.cem).delete()
    assert names(educators, words="dermatology") == []


def test_whoever_leaves_the_directory_is_not_found_from_then_on(educators: Educators) -> None:
    directory(educators)
    withdraw_application(educators.bob.application, by=educators.cast.bob.account, role="applicant")
    assert names(educators) == ["Cem", "Ann"]
    hide(educators.ann, hidden=True)
    assert names(educators) == ["Cem"]
    assert names(educators, words="ethics") == []
    hide(educators.ann, hidden=False)
    assert names(educators, words="ethics") == ["Ann"]
    cem = MentorEntry.objects.get(pk=educators.cem.pk)
    cem.listed_at = None
    cem.save()
    assert names(educators) == ["Ann"]
    make_move(educators.ann.application, APPLICATION, "close", by=None, role="system")
    assert names(educators) == []


def hide(entry: MentorEntry, *, hidden: bool) -> None:
    application = MentorEntry.objects.get(pk=entry.pk).application
    change_entry(
        entry,
        by=entry.member.account,
        answers=application.answers,
        capacity=1,
        away_until=None,
        rest_days=0,
        hidden=hidden,
    )


def test_no_word_that_is_typed_is_taken_for_a_choice(educators: Educators) -> None:
    directory(educators)
    assert names(educators, words=mark_of("fields", "teaching")) == []
    assert names(educators, words="fields/teaching") == []


def test_the_newest_come_first_where_that_is_asked(educators: Educators) -> None:
    assert names(educators, sort="newest") == ["Cem", "Ann", "Bob"]


def test_more_mentors_take_no_more_queries(educators: Educators) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            search(educators, words="assessment").page(0, 100)
            search(educators, words="assessment").facets()
        return len(asked)

    before = queries()
    for number in range(3):
        make_entry(
            educators.scheme, make_member(educators.cast.body, f"more{number}"), director=educators.cast.dan
        )
    assert queries() == before


@pytest.mark.requirement("R211")
@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"sort": "newest"},
        {"words": "assessment"},
        {"words": "exam", "chosen": {"fields": ("assessment", "teaching")}},
        {"chosen": {"fields": ("assessment", "teaching"), "languages": ("english",)}},
        {"with_a_place": True},
    ],
)
def test_a_large_directory_finds_the_same_in_the_same_order(
    educators: Educators, monkeypatch: pytest.MonkeyPatch, asked: dict[str, object]
) -> None:
    few = [entry.pk for entry in search(educators, **asked).page(0, 100)]
    monkeypatch.setattr(searching, "COUNTED", 0)
    many = search(educators, **asked)
    assert [entry.pk for entry in many.page(0, 100)] == few
    assert [entry.pk for entry in many.page(0, 2)] == few[:2]
    assert few
