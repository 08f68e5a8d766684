"""Introducing a pair, and what must never come of two who try at once."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from alongside.domain.lifecycle import MoveRefused
from alongside.enrolment.actions import set_capacity
from alongside.enrolment.models import Application
from alongside.journal.models import Entry
from alongside.notices.models import Mail, Notice
from alongside.partnerships.actions import introduce_pair
from alongside.partnerships.models import Partnership, Session
from alongside.vault.models import DataKey
from tests.factories import Cast, make_application, make_member, make_partnership
from tests.plugins.races import Races

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


def introduce(mentee: Application, mentor: Application) -> Partnership:
    return introduce_pair(
        mentee_application=mentee,
        mentor_application=mentor,
        definition=mentee.definition,
        by=None,
        now=NOW,
        reasons=["Bob knows management, which Alice hopes to learn."],
    )


@pytest.mark.requirement("R1")
def test_a_pair_gets_six_dated_sessions_within_six_months(pair: Partnership) -> None:
    days = list(pair.sessions.values_list("target_on", flat=True))
    assert len(days) == 6
    assert days == sorted(set(days))
    assert date(2026, 9, 1) < days[0] <= date(2026, 9, 22)
    assert days[-1] <= date(2027, 3, 1)


@pytest.mark.requirement("R4")
def test_sessions_three_to_five_are_two_way_discussions(pair: Partnership) -> None:
    kinds = list(pair.sessions.values_list("kind", flat=True))
    assert kinds == ["first", "objectives", "two_way", "two_way", "two_way", "reflection"]


@pytest.mark.requirement("R5")
def test_the_two_lead_sessions_three_to_five_in_turn(pair: Partnership) -> None:
    leads = list(pair.sessions.filter(number__in=[3, 4, 5]).values_list("lead", flat=True))
    assert leads == ["mentee", "mentor", "mentee"]


@pytest.mark.requirement("R7")
@pytest.mark.parametrize("side", ["mentee", "mentor"])
def test_nobody_is_paired_whose_application_does_not_wait(cast: Cast, side: str) -> None:
    mentee = make_application(cast.scheme, cast.alice, "mentee")
    mentor = make_application(cast.scheme, cast.bob, "mentor")
    Application.objects.filter(role=side).update(state="submitted")
    with pytest.raises(MoveRefused, match="not waiting"):
        introduce(mentee, mentor)
    assert Partnership.objects.count() == 0


def test_a_pair_is_never_made_across_two_schemes(cast: Cast) -> None:
    mentee = make_application(cast.scheme, cast.alice, "mentee")
    mentor = make_application(cast.other_scheme, cast.bob, "mentor")
    with pytest.raises(MoveRefused, match="different schemes"):
        introduce(mentee, mentor)


def test_introducing_moves_the_mentee_out_of_the_pool_and_leaves_the_mentor_in_it(cast: Cast) -> None:
    mentee = make_application(cast.scheme, cast.alice, "mentee")
    mentor = make_application(cast.scheme, cast.bob, "mentor")
    introduce(mentee, mentor)
    states = dict(Application.objects.values_list("role", "state"))
    assert states == {"mentee": "paired", "mentor": "waiting"}


def test_both_are_told_how_to_reach_each_other_and_why(cast: Cast, pair: Partnership) -> None:
    mails = {mail.address: mail for mail in Mail.objects.filter(kind="introduction")}
    assert sorted(mails) == [cast.alice.account.email, cast.bob.account.email]
    for mail in mails.values():
        assert cast.alice.account.email in mail.text
        assert cast.bob.account.email in mail.text
        assert "Both of you named management." in mail.text
    assert "Bob Example, who is your senior" in mails[cast.alice.account.email].text
    assert "Alice Example, who is your junior" in mails[cast.bob.account.email].text


@pytest.mark.requirement("R255")
def test_the_introduction_leads_straight_to_a_time_for_the_first_session(first: Session) -> None:
    paths = set(Notice.objects.filter(kind="introduction").values_list("path", flat=True))
    assert paths == {f"/sessions/{first.pk}/time/"}


def test_the_key_of_a_partnership_reaches_exactly_the_two(cast: Cast, pair: Partnership) -> None:
    key = DataKey.objects.get(scope="partnership", subject=pair.pk)
    readers = set(key.readers.values_list("account_id", flat=True))
    assert readers == {cast.alice.account_id, cast.bob.account_id}


def test_the_introduction_is_in_the_journal(pair: Partnership) -> None:
    entry = Entry.objects.get(noun="partnership", subject=pair.pk)
    assert (entry.move, entry.role, entry.target) == ("introduce", "system", "introduced")


def test_a_mentor_is_never_given_more_than_their_places(cast: Cast, pair: Partnership) -> None:
    second = make_application(cast.scheme, make_member(cast.body), "mentee")
    mentor = Application.objects.get(role="mentor")
    with pytest.raises(MoveRefused, match="no place free"):
        introduce(second, mentor)


def test_a_mentor_with_two_places_takes_two(cast: Cast, pair: Partnership) -> None:
    mentor = Application.objects.get(role="mentor")
    set_capacity(mentor, by=cast.bob.account, capacity=2)
    introduce(make_application(cast.scheme, make_member(cast.body), "mentee"), mentor)
    places = set(Partnership.objects.values_list("mentor_place", flat=True))
    assert places == {1, 2}


def test_the_database_itself_refuses_two_live_pairs_on_one_place(cast: Cast, pair: Partnership) -> None:
    twin = Partnership.objects.get(pk=pair.pk)
    twin.mentee_application = make_application(cast.scheme, make_member(cast.body), "mentee")
    twin.pk, twin._state.adding = None, True
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


@pytest.mark.django_db(transaction=True)
def test_one_mentee_introduced_to_two_mentors_at_once_gets_one(cast: Cast, races: Races) -> None:
    mentee = make_application(cast.scheme, cast.alice, "mentee")
    mentors = [make_application(cast.scheme, make_member(cast.body), "mentor") for _ in range(4)]
    outcomes = races.at_once(*[lambda one=one: introduce(mentee, one) for one in mentors])
    assert sum(outcome.won for outcome in outcomes) == 1
    assert all(isinstance(outcome.error, MoveRefused) for outcome in outcomes if not outcome.won)
    assert Partnership.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_last_place_of_a_mentor_goes_to_one_of_those_who_race_for_it(cast: Cast, races: Races) -> None:
    mentor = make_application(cast.scheme, cast.bob, "mentor")
    mentees = [make_application(cast.scheme, make_member(cast.body), "mentee") for _ in range(4)]
    outcomes = races.at_once(*[lambda one=one: introduce(one, mentor) for one in mentees])
    assert sum(outcome.won for outcome in outcomes) == 1
    assert Application.objects.filter(role="mentee", state="paired").count() == 1


def test_two_pairs_of_one_scheme_do_not_share_a_key(cast: Cast, pair: Partnership) -> None:
    other = make_partnership(cast.scheme, make_member(cast.body), make_member(cast.body))
    assert DataKey.objects.filter(subject__in=[pair.pk, other.pk]).count() == 2
