"""A mentor whom a mentee brings along, when several answer at the same moment: one pair, one account, one place."""

import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from itertools import count
from typing import Any

import pytest
from django.test import Client

from alongside.directory.actions.named import Naming, ask_suggested, look_after_named, name_mentor, take_back
from alongside.directory.actions.named_answers import (
    Yes,
    accept_naming,
    agree_to_be_named,
    decline_naming,
)
from alongside.directory.models import NamedMentor
from alongside.domain.lifecycle import MoveRefused
from alongside.enrolment.actions import set_capacity
from alongside.enrolment.models import Application
from alongside.journal.models import Entry
from alongside.notices.models import Mail
from alongside.partnerships.actions import introduce_pair
from alongside.partnerships.models import Partnership
from alongside.people.models import Account, Member
from tests.factories import make_entry, make_member
from tests.plugins.races import Races
from tests.races.pairs import ROUNDS, Place, make_place, mistakes, moves_of, told

_numbers = count(1)


@pytest.fixture
def doctors(races: Races) -> Place:
    """A scheme in which a mentee can bring their own mentor, and its office of two."""
    return make_place("nhs")


def stranger() -> str:
    """The address of somebody whom nobody here knows."""
    return f"stranger{next(_numbers)}@elsewhere.example"


def named(place: Place, email: str) -> NamedMentor:
    """Somebody new in the scheme asks whoever has this address."""
    mentee = make_member(place.scheme.body, years="1")
    naming = Naming("Gran Stranger", email, "You taught me to suture.")
    return name_mentor(place.scheme, naming, member=mentee, by=mentee.account, now=place.now)


def yes(place: Place, asked: NamedMentor) -> Callable[[], NamedMentor]:
    return partial(accept_naming, asked, Yes("Gran", "Stranger"), now=place.now)


def came_of(asked: NamedMentor) -> tuple[str, int, int]:
    """The state, how many pairs there are, and how many accounts with the address."""
    found = NamedMentor.objects.get(pk=asked.pk)
    pairs = Partnership.objects.filter(mentee_application=asked.application_id).count()
    return found.state, pairs, Account.objects.filter(email=asked.email).count()


def link_to(email: str) -> str:
    found = re.search(r"https?://[^/\s]+(/named/\S+)", Mail.objects.get(address=email).text)
    assert found is not None
    return found[1]


def test_a_question_sent_twice_is_asked_once(races: Races, doctors: Place) -> None:
    for _ in range(ROUNDS):
        mentee, email, proposed = make_member(doctors.scheme.body, years="1"), stranger(), NamedMentor().pk
        ask = partial(
            name_mentor,
            doctors.scheme,
            Naming("Gran Stranger", email, "You taught me to suture."),
            member=mentee,
            by=mentee.account,
            now=doctors.now,
            proposed=proposed,
        )
        assert mistakes(races.at_once(ask, ask)) == []
        only = NamedMentor.objects.get(application__member=mentee)
        assert (only.pk, moves_of(only), told(f"named:{only.pk}:")) == (proposed, {"ask": 1}, (0, 1))


def test_a_yes_that_comes_twice_by_the_link_introduces_once(races: Races, doctors: Place) -> None:
    for _ in range(ROUNDS):
        asked = named(doctors, stranger())
        said = {"answer": "yes", "given_name": "Gran", "family_name": "Stranger", "relation": "none"}
        click = [partial(Client().post, link_to(asked.email), said) for _ in range(2)]
        outcomes = races.at_once(*click)
        assert mistakes(outcomes) == []
        assert [one.value.status_code for one in outcomes] == [302, 302]
        assert (came_of(asked), moves_of(asked)) == (("accepted", 1, 1), {"ask": 1, "accept": 1})
        pair = Partnership.objects.get(mentee_application=asked.application_id)
        assert (pair.mentor.status, pair.mentor.body_id) == (Member.PENDING, doctors.scheme.body_id)
        assert told(f"named:{asked.pk}:to-mentee") == (1, 1)
        assert told(f"partnership:{pair.pk}:own-mentor") == (2, 2)  # to Carol and to Dan


def test_a_yes_against_a_question_taken_back_is_one_of_the_two(races: Races, doctors: Place) -> None:
    for _ in range(ROUNDS):
        asked = named(doctors, stranger())
        back = partial(take_back, asked, by=asked.member.account, role="mentee", now=doctors.now)
        outcomes = races.at_once(yes(doctors, asked), back)
        assert mistakes(outcomes, MoveRefused) == []
        assert sorted(one.won for one in outcomes) == [False, True]
        assert came_of(asked) == (("accepted", 1, 1) if outcomes[0].won else ("withdrawn", 0, 0))
        assert told(f"named:{asked.pk}:over") == (0, int(outcomes[1].won))


def test_a_yes_against_its_last_day_is_a_yes_or_a_lapse(races: Races, doctors: Place) -> None:
    for _ in range(ROUNDS):
        asked = named(doctors, stranger())
        lapse = partial(look_after_named, doctors.now + timedelta(days=16))
        saying, lapsing = races.at_once(yes(doctors, asked), lapse)
        assert (mistakes([saying], MoveRefused), mistakes([lapsing])) == ([], [])
        assert came_of(asked) == (("accepted", 1, 1) if saying.won else ("lapsed", 0, 0))
        moves = moves_of(asked)
        assert (moves["accept"], moves["lapse"]) == (int(saying.won), int(not saying.won))
        assert told(f"named:{asked.pk}:to-mentee") == (1, 1)


def test_a_stranger_who_says_yes_to_two_at_once_is_the_mentor_of_one(races: Races, doctors: Place) -> None:
    for _ in range(ROUNDS):
        email = stranger()
        both = [named(doctors, email), named(doctors, email)]
        outcomes = races.at_once(*[yes(doctors, asked) for asked in both])
        assert mistakes(outcomes, MoveRefused) == []
        assert sorted(one.won for one in outcomes) == [False, True]
        assert sorted(came_of(asked) for asked in both) == [("accepted", 1, 1), ("open", 0, 1)]
        assert Member.objects.filter(email=email).count() == 1
        assert Application.objects.filter(member__email=email).count() == 1


def test_a_mentor_with_two_places_says_yes_to_two_at_once_and_the_last_place_is_given_once(
    races: Races, doctors: Place
) -> None:
    for _ in range(ROUNDS):
        mentor = make_entry(doctors.scheme, make_member(doctors.scheme.body), director=doctors.dan)
        set_capacity(mentor.application, by=doctors.dan, capacity=2)
        email = mentor.application.member.email
        outcomes = races.at_once(*[yes(doctors, named(doctors, email)) for _ in range(2)])
        assert mistakes(outcomes) == []
        pairs = Partnership.objects.filter(mentor_application=mentor.application).order_by("mentor_place")
        assert list(pairs.values_list("mentor_place", flat=True)) == [1, 2]

        set_capacity(mentor.application, by=doctors.dan, capacity=3)
        seeking = doctors.approved("mentee")
        introduce = partial(
            introduce_pair,
            mentee_application=seeking,
            mentor_application=mentor.application,
            definition=seeking.definition,
            by=doctors.carol,
            now=doctors.now,
        )
        outcomes = races.at_once(yes(doctors, named(doctors, email)), introduce)
        assert mistakes(outcomes, MoveRefused) == []
        assert sorted(one.won for one in outcomes) == [False, True]
        assert list(pairs.values_list("mentor_place", flat=True)) == [1, 2, 3]


def test_a_no_that_comes_twice_suggests_one_colleague_who_agrees_and_is_asked_once(
    races: Races, doctors: Place
) -> None:
    for _ in range(ROUNDS):
        asked = named(doctors, stranger())
        no: list[Any] = [
            partial(decline_naming, asked, now=doctors.now, name="Zed Other", email=stranger())
            for _ in range(2)
        ]
        assert mistakes(races.at_once(*no)) == []
        other = NamedMentor.objects.get(suggested_by=asked)
        assert moves_of(asked) == {"ask": 1, "decline": 1}
        assert told(f"named:{other.pk}:thought-of") == (0, 1)

        agree = partial(agree_to_be_named, other, now=doctors.now)
        assert mistakes(races.at_once(agree, agree)) == []
        assert told(f"named:{other.pk}:to-mentee:agreed") == (1, 1)
        mentee = asked.member.account
        ask = partial(ask_suggested, other, message="Would you?", relation="", by=mentee, now=doctors.now)
        outcomes = races.at_once(ask, ask)
        assert mistakes(outcomes, MoveRefused) == []
        assert sorted(one.won for one in outcomes) == [False, True]
        assert moves_of(other) == {"suggest": 1, "agree": 1, "ask": 1}
        sealed = Entry.objects.filter(move="seal", account=mentee, facts__kind="message to a mentor")
        assert sealed.count() == 2  # one message to each of the two
