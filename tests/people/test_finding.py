"""Members are found without regard to case and accents, on either database."""

import pytest

from alongside.people.actions.members import change_member
from alongside.people.queries.members import members_of
from tests.factories import Cast, make_member

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("words", ["émile", "EMILE", "Émile o’connor", "emi conn", "X-77"])
def test_a_member_is_found_by_any_part_of_name_or_number(cast: Cast, words: str) -> None:
    member = make_member(cast.body, "Émile", family_name="O’Connor", number="X-77")
    assert list(members_of(cast.body, words=words)) == [member]


def test_a_changed_name_is_found_under_the_new_one(cast: Cast) -> None:
    member = make_member(cast.body, "Ann", family_name="Old")
    change_member(member, by=cast.carol, family_name="Newcastle")
    assert list(members_of(cast.body, words="newcas")) == [member]
    assert list(members_of(cast.body, words="ann old")) == []


def test_signs_of_a_pattern_are_only_letters(cast: Cast) -> None:
    make_member(cast.body, "Percy")
    assert list(members_of(cast.body, words="%")) == []


def test_a_search_keeps_to_the_body_and_the_status_asked_for(cast: Cast) -> None:
    found = make_member(cast.body, "Ines", family_name="Okafor")
    gone = make_member(cast.body, "Ivo", family_name="Okafor", status="lapsed")
    make_member(cast.other_body, "Ida", family_name="Okafor")
    assert list(members_of(cast.body, words="okafor")) == [found, gone]
    assert list(members_of(cast.body, words="okafor", status="lapsed")) == [gone]
