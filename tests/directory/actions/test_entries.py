"""Mentors are listed once they are accepted and prepared, and their entry is found by what they say."""

from datetime import timedelta

import pytest

from alongside.directory.actions.entries import change_entry, note_preparation
from alongside.directory.models import EntryTerm, MentorEntry
from alongside.directory.queries.search import Asked, Search
from alongside.domain.lifecycle import MoveRefused
from alongside.enrolment.actions import approve_application, refuse_application
from alongside.presets import preset_text
from alongside.schemes.actions import start_scheme
from alongside.schemes.models import Scheme
from alongside.schemes.queries import definition_in_force, rules_of
from tests.directory.conftest import Educators
from tests.directory.moments import NOW
from tests.factories import Cast, make_application, make_scheme

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def found(scheme: Scheme, words: str = "") -> list[str]:
    rules = rules_of(definition_in_force(scheme, TODAY))
    return [
        entry.member.given_name for entry in Search(scheme, rules, Asked(words=words), TODAY).page(0, 100)
    ]


@pytest.mark.requirement("R222")
def test_a_mentor_applies_and_is_approved_or_declined(cast: Cast) -> None:
    scheme = make_scheme(cast.body, preset="asme")
    bob = make_application(scheme, cast.bob, "mentor")
    erin = make_application(scheme, cast.erin, "mentor")
    assert (bob.state, erin.state) == ("submitted", "submitted")
    approve_application(bob, by=cast.dan)
    refuse_application(erin, by=cast.dan, message="Please come back once you have taught for a year.")
    assert [entry.member for entry in MentorEntry.objects.all()] == [cast.bob]


@pytest.mark.requirement("R194", "R197")
def test_nobody_is_listed_before_they_have_prepared(cast: Cast) -> None:
    scheme = make_scheme(cast.body, preset="asme")
    approve_application(make_application(scheme, cast.bob, "mentor"), by=cast.dan)
    assert found(scheme) == []
    entry = MentorEntry.objects.get()
    note_preparation(entry, way="handbook", on=TODAY, by=cast.dan, now=NOW, version="version 3")
    assert found(scheme) == ["Bob"]
    noted = entry.preparations.get()
    assert (noted.way, noted.on, noted.version, noted.noted_by) == ("handbook", TODAY, "version 3", cast.dan)


@pytest.mark.requirement("R206")
def test_a_scheme_that_asks_for_both_lists_nobody_after_one(cast: Cast) -> None:
    text = preset_text("schemes", "asme").replace('preparation = "either"', 'preparation = "both"')
    scheme = start_scheme(cast.body, by=None, text=text, slug="both", today=TODAY - timedelta(days=9))
    approve_application(make_application(scheme, cast.bob, "mentor"), by=cast.dan)
    entry = MentorEntry.objects.get()
    note_preparation(entry, way="workshop", on=TODAY, by=cast.dan, now=NOW)
    assert found(scheme) == []
    note_preparation(entry, way="handbook", on=TODAY, by=cast.dan, now=NOW)
    assert found(scheme) == ["Bob"]


def test_a_way_that_the_scheme_does_not_know_is_refused(cast: Cast) -> None:
    text = preset_text("schemes", "asme").replace('preparation = "either"', 'preparation = "workshop"')
    scheme = start_scheme(cast.body, by=None, text=text, slug="shop", today=TODAY - timedelta(days=9))
    approve_application(make_application(scheme, cast.bob, "mentor"), by=cast.dan)
    with pytest.raises(MoveRefused, match="does not ask"):
        note_preparation(MentorEntry.objects.get(), way="handbook", on=TODAY, by=cast.dan, now=NOW)


def test_what_a_mentor_changes_is_found_at_once_and_what_is_private_stays(educators: Educators) -> None:
    bob = educators.bob
    change_entry(
        bob,
        by=educators.cast.bob.account,
        answers={"biography": "Simulation with manikins.", "fields": ["simulation"], "why": "not shown"},
        capacity=3,
        away_until=None,
        rest_days=30,
        hidden=False,
    )
    bob.refresh_from_db()
    assert found(educators.scheme, "manik") == ["Bob"]
    assert set(bob.terms.values_list("question", "term")) == {("fields", "simulation")}
    assert "why" not in bob.application.answers
    assert (bob.application.capacity, bob.rest_days) == (3, 30)


def test_a_hidden_entry_is_not_found_and_keeps_its_words(educators: Educators) -> None:
    MentorEntry.objects.filter(pk=educators.bob.pk).update(hidden=True)
    assert found(educators.scheme) == ["Cem", "Ann"]
    assert EntryTerm.objects.filter(entry=educators.bob).exists()
