"""A mentor whom the body's list calls otherwise is found under that from then on."""

import pytest

from alongside.directory.models import MentorEntry
from alongside.directory.queries.search import Asked, Search
from alongside.people.actions.imports import apply_import, begin_import, choose_mapping
from alongside.people.actions.members import change_member
from alongside.people.importing.mapping import ColumnMapping
from tests.directory.conftest import Educators
from tests.directory.moments import NOW

pytestmark = pytest.mark.django_db


def found(educators: Educators, words: str = "") -> list[str]:
    entry = educators.bob
    asked = Asked(words=words, sort="name")
    rows = Search(educators.scheme, entry.rules, asked, NOW.date()).page(0, 10)
    return [each.member.given_name for each in rows]


def test_a_new_name_and_post_are_found_and_the_old_are_not(educators: Educators) -> None:
    assert found(educators) == ["Bob", "Cem", "Ann"]
    change_member(
        educators.ann.member, by=educators.cast.carol, family_name="Abel", job_title="Reader in anatomy"
    )
    assert found(educators, "abel") == found(educators, "anatomy") == ["Ann"]
    assert found(educators, "lecka") == []
    assert found(educators) == ["Ann", "Bob", "Cem"]


def test_an_import_counts_as_well(educators: Educators) -> None:
    cast, ann = educators.cast, educators.ann.member
    text = f"First name,Last name,Email\n{ann.given_name},Abel,{ann.email}\n"
    started = begin_import(cast.body, by=cast.carol, file_name="list.csv", data=text.encode())
    chosen = choose_mapping(started, by=cast.carol, mapping=ColumnMapping.from_json(started.mapping))
    apply_import(chosen, by=cast.carol)
    assert found(educators, "abel") == ["Ann"]


def test_whoever_is_not_listed_stays_so_and_a_change_that_is_not_shown_writes_nothing(
    educators: Educators,
) -> None:
    MentorEntry.objects.filter(pk=educators.ann.pk).update(listed_at=None)
    change_member(educators.ann.member, by=educators.cast.carol, family_name="Abel")
    assert found(educators, "abel") == []
    before = MentorEntry.objects.get(pk=educators.bob.pk).sort_name
    MentorEntry.objects.filter(pk=educators.bob.pk).update(sort_name="kept")
    change_member(educators.bob.member, by=educators.cast.carol, status="retired")
    assert MentorEntry.objects.get(pk=educators.bob.pk).sort_name == "kept" != before
