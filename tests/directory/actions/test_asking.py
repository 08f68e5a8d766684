"""Mentors are asked in turn: never two at once, silence moves it on, and nobody is asked beyond their places."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.directory.actions.answering import answer_offer, answer_suggestion
from alongside.directory.actions.asking import (
    close_what_is_over,
    lapse_offers,
    remind_of_offers,
    take_up_again,
)
from alongside.directory.actions.choosing import choose_mentor, pass_request, send_request
from alongside.directory.actions.ending import (
    introduce_request,
    pause_request,
    resume_request,
    withdraw_request,
)
from alongside.directory.actions.entries import change_entry
from alongside.directory.jobs import ask_in_turn
from alongside.directory.models import MentorEntry, Offer, Request, Suggestion
from alongside.directory.queries.requests import requests_in_office
from alongside.domain.lifecycle import MoveRefused
from alongside.enrolment.actions import set_capacity, withdraw_application
from alongside.notices.models import Mail, Notice
from alongside.partnerships.models import Partnership
from alongside.people.models import Member
from alongside.presets import preset_text
from alongside.schemes.actions import adopt_definition
from tests.directory.conftest import Educators, live
from tests.directory.moments import NOW
from tests.factories import make_entry, make_member, make_request

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=15)


def states(request: Request) -> dict[str, str]:
    """What came of the offers, by mentor; whoever was not asked is not there."""
    rows = Offer.objects.filter(request=request).exclude(state="withdrawn").select_related()
    return {offer.mentor_application.member.given_name: offer.state for offer in rows}


@pytest.mark.requirement("R216")
def test_no_mentor_is_asked_before_the_request_was_reviewed(educators: Educators) -> None:
    request = educators.sent()
    assert request.state == "submitted"
    assert not Offer.objects.exists()
    assert not Mail.objects.filter(kind="offer").exists()


@pytest.mark.requirement("R218")
def test_the_second_choice_is_asked_only_after_the_first_said_no(educators: Educators) -> None:
    request = educators.asking()
    assert states(request) == {"Bob": "open"}
    answer_offer(live(request), yes=False, now=NOW)
    assert states(request) == {"Bob": "declined", "Ann": "open"}
    assert not Mail.objects.filter(address="cem@people.example", kind="offer").exists()


@pytest.mark.requirement("R218")
def test_silence_counts_as_a_no_from_the_day_after_the_last_one(educators: Educators) -> None:
    request = educators.asking()
    on_the_last_day = NOW + timedelta(days=14)
    assert lapse_offers(on_the_last_day.replace(hour=0)) == 0
    assert lapse_offers(LATER) == 1
    assert lapse_offers(LATER) == 0
    assert states(request) == {"Bob": "lapsed", "Ann": "open"}


@pytest.mark.requirement("R219")
def test_a_yes_after_the_last_day_is_too_late(educators: Educators) -> None:
    offer = live(educators.asking())
    with pytest.raises(MoveRefused, match="last day"):
        answer_offer(offer, yes=True, now=LATER)


@pytest.mark.requirement("R221")
def test_when_all_three_say_no_the_office_and_the_mentee_hear_and_the_mentee_can_choose_again(
    educators: Educators,
) -> None:
    request = educators.asking()
    for _ in range(3):
        answer_offer(live(request), yes=False, now=NOW)
    request.refresh_from_db()
    assert request.state == "exhausted"
    for account in (educators.cast.alice.account, educators.cast.carol, educators.cast.dan):
        told = Notice.objects.filter(account=account, event__startswith=f"request:{request.pk}:exhausted")
        assert told.count() == 1
    new = make_entry(educators.scheme, make_member(educators.cast.body, "dee"), director=educators.cast.dan)
    choose_mentor(new, member=educators.cast.alice, by=educators.cast.alice.account, now=NOW)
    assert live(request).mentor_application == new.application


@pytest.mark.requirement("R201")
def test_a_mentor_without_a_place_is_passed_over_and_asked_once_a_place_is_free(educators: Educators) -> None:
    set_capacity(educators.bob.application, by=educators.cast.bob.account, capacity=0)
    request = educators.asking()
    assert states(request) == {"Ann": "open"}
    set_capacity(educators.bob.application, by=educators.cast.bob.account, capacity=1)
    answer_offer(live(request), yes=False, now=NOW)
    assert states(request) == {"Ann": "declined", "Bob": "open"}


@pytest.mark.requirement("R201")
def test_a_mentor_with_one_place_is_not_asked_by_two_at_once(educators: Educators) -> None:
    first = educators.asking()
    erin = educators.cast.erin
    second = send_request(make_request(erin, [educators.bob]), by=erin.account, now=NOW)
    pass_request(second, by=educators.cast.dan, now=NOW)
    second.refresh_from_db()
    assert second.state == "exhausted"
    answer_offer(live(first), yes=False, now=NOW)
    assert take_up_again(NOW) == 1
    assert live(second).mentor_application == educators.bob.application
    assert take_up_again(NOW) == 0


def test_the_clock_reminds_a_mentor_once_before_the_last_day(educators: Educators) -> None:
    offer = live(educators.asking())
    assert remind_of_offers(NOW + timedelta(days=9)) == 0
    for days in (10, 12):
        remind_of_offers(NOW + timedelta(days=days))
    assert Mail.objects.filter(event=f"offer:{offer.pk}:reminder").count() == 1


def test_a_mentor_on_leave_or_at_rest_is_not_asked(educators: Educators) -> None:
    bob = educators.bob
    change_entry(
        bob,
        by=educators.cast.bob.account,
        answers=bob.application.answers,
        capacity=1,
        away_until=(NOW + timedelta(days=30)).date(),
        rest_days=0,
        hidden=False,
    )
    assert states(educators.asking()) == {"Ann": "open"}


def test_a_hidden_entry_is_not_asked(educators: Educators) -> None:
    MentorEntry.objects.filter(pk=educators.bob.pk).update(hidden=True)
    assert not Offer.objects.exists()
    request = make_request(educators.cast.alice, [educators.ann])
    request = pass_request(
        send_request(request, by=educators.cast.alice.account, now=NOW), by=educators.cast.dan, now=NOW
    )
    assert states(request) == {"Ann": "open"}


@pytest.mark.requirement("R220")
def test_the_office_introduces_and_only_then_has_either_the_others_address(educators: Educators) -> None:
    request = educators.asking()
    answer_offer(live(request), yes=True, now=NOW)
    alice, bob = educators.cast.alice, educators.cast.bob
    told = Mail.objects.filter(address__in=[alice.email, bob.email])
    assert not any(alice.email in mail.text or bob.email in mail.text for mail in told)
    assert not Partnership.objects.exists()
    request.refresh_from_db()
    assert request.state == "accepted"
    pair = introduce_request(request, by=educators.cast.carol, now=NOW)
    assert (pair.mentee, pair.mentor) == (alice, bob)
    introduced = {
        mail.address: mail.text for mail in Mail.objects.filter(event__startswith=f"partnership:{pair.pk}")
    }
    assert bob.email in introduced[alice.email]
    assert alice.email in introduced[bob.email]


@pytest.mark.requirement("R192")
def test_a_near_peer_can_be_the_mentor(educators: Educators) -> None:
    assert educators.cast.erin.years_experience == educators.ann.member.years_experience
    erin = educators.cast.erin
    request = send_request(make_request(erin, [educators.ann]), by=erin.account, now=NOW)
    request = pass_request(request, by=educators.cast.dan, now=NOW)
    answer_offer(live(request), yes=True, now=NOW)
    request.refresh_from_db()
    assert introduce_request(request, by=educators.cast.carol, now=NOW).mentor == educators.ann.member


def test_the_same_answer_twice_is_one_answer_and_the_opposite_is_refused(educators: Educators) -> None:
    request = educators.asking()
    offer = live(request)
    answer_offer(offer, yes=True, now=NOW)
    answer_offer(offer, yes=True, now=NOW)
    with pytest.raises(MoveRefused, match="no longer yours"):
        answer_offer(offer, yes=False, now=NOW)
    assert states(request) == {"Bob": "accepted"}


def test_whoever_lowered_their_places_meanwhile_cannot_say_yes(educators: Educators) -> None:
    offer = live(educators.asking())
    set_capacity(educators.bob.application, by=educators.cast.bob.account, capacity=0)
    with pytest.raises(MoveRefused, match="no place free"):
        answer_offer(offer, yes=True, now=NOW)


@pytest.mark.requirement("R219")
def test_the_reason_of_a_no_is_one_of_the_schemes_and_is_kept_for_the_office(educators: Educators) -> None:
    request = educators.asking()
    offer = live(request)
    with pytest.raises(MoveRefused, match="one of the reasons"):
        answer_offer(offer, yes=False, now=NOW, reason="because")
    answer_offer(offer, yes=False, now=NOW, reason="no_time")
    offer.refresh_from_db()
    assert (offer.state, offer.reason) == ("declined", "no_time")


@pytest.mark.requirement("R252")
def test_a_colleague_whom_a_mentor_suggests_is_told_of_only_once_they_agree(educators: Educators) -> None:
    request = make_request(educators.cast.alice, [educators.bob])
    request = send_request(request, by=educators.cast.alice.account, now=NOW)
    request = pass_request(request, by=educators.cast.dan, now=NOW)
    answer_offer(live(request), yes=False, now=NOW, suggested=educators.cem)
    made = Suggestion.objects.get(request=request)
    assert (made.entry, states(request)) == (educators.cem, {"Bob": "declined"})
    told = Mail.objects.filter(address=educators.cast.alice.email, event__contains="suggested")
    (asked,) = Mail.objects.filter(event=f"suggestion:{made.pk}")
    assert (asked.address, "Alice" in asked.text, told.count()) == (educators.cem.member.email, False, 0)
    assert not request.suggestions.agreed().exists()
    answer_suggestion(made, yes=True, by=educators.cem.member.account, now=NOW)
    assert (list(request.suggestions.agreed()), told.count()) == ([made], 1)
    with pytest.raises(MoveRefused, match="no answer"):
        answer_suggestion(made, yes=False, by=educators.cem.member.account, now=NOW)


def test_of_a_colleague_who_would_rather_not_nobody_learns(educators: Educators) -> None:
    request = make_request(educators.cast.alice, [educators.bob])
    request = send_request(request, by=educators.cast.alice.account, now=NOW)
    request = pass_request(request, by=educators.cast.dan, now=NOW)
    answer_offer(live(request), yes=False, now=NOW, suggested=educators.cem)
    answer_suggestion(request.suggestions.get(), yes=False, by=educators.cem.member.account, now=NOW)
    assert not request.suggestions.exists()
    assert not Mail.objects.filter(address=educators.cast.alice.email, event__contains="suggested").exists()


def test_pausing_takes_the_offer_back_and_resuming_asks_the_same_mentor_again(educators: Educators) -> None:
    request = educators.asking()
    pause_request(request, by=educators.cast.alice.account, now=NOW)
    assert states(request) == {}
    assert lapse_offers(LATER) == 0
    assert take_up_again(LATER) == 0
    resume_request(request, by=educators.cast.alice.account, now=LATER)
    assert states(request) == {"Bob": "open"}


def test_a_withdrawn_request_stays_withdrawn_and_frees_the_place(educators: Educators) -> None:
    request = educators.asking()
    offer = live(request)
    withdraw_request(request, by=educators.cast.alice.account, role="mentee", now=NOW)
    with pytest.raises(MoveRefused):
        answer_offer(offer, yes=True, now=NOW)
    lapse_offers(LATER)
    take_up_again(LATER)
    request.refresh_from_db()
    assert request.state == "withdrawn"
    assert states(request) == {}
    request.application.refresh_from_db()
    assert request.application.state == "withdrawn"


def test_a_request_whose_application_has_ended_another_way_is_closed_by_the_clock(
    educators: Educators,
) -> None:
    request = educators.asking()
    withdraw_application(request.application, by=educators.cast.alice.account, role="applicant")
    assert close_what_is_over(NOW) == 1
    request.refresh_from_db()
    assert (request.state, states(request)) == ("withdrawn", {})


@pytest.mark.requirement("R187")
def test_a_request_under_way_keeps_the_rules_it_began_under(educators: Educators) -> None:
    request = educators.sent()
    text = preset_text("schemes", "asme").replace(
        "answer_within_days = 14\nremind_days_before", "answer_within_days = 30\nremind_days_before"
    )
    adopt_definition(
        educators.scheme,
        by=educators.cast.dan,
        text=text,
        in_force_from=timezone.localdate(),
        today=timezone.localdate(),
    )
    pass_request(request, by=educators.cast.dan, now=NOW)
    assert live(request).answer_by == (NOW + timedelta(days=14)).date()
    erin = educators.cast.erin
    later = make_request(erin, [educators.cem])
    later = pass_request(send_request(later, by=erin.account, now=NOW), by=educators.cast.dan, now=NOW)
    assert live(later).answer_by == (NOW + timedelta(days=30)).date()


@pytest.mark.requirement("R218")
def test_a_mentor_who_leaves_while_being_asked_holds_nobody_up(educators: Educators) -> None:
    request = educators.asking()
    withdraw_application(educators.bob.application, by=educators.cast.bob.account, role="applicant")
    ask_in_turn(NOW)
    assert states(request) == {"Ann": "open"}
    assert Mail.objects.filter(address="bob@people.example", event__endswith=":over").count() == 1


def test_a_mentor_who_leaves_after_saying_yes_holds_nobody_up(educators: Educators) -> None:
    request = educators.asking()
    answer_offer(live(request), yes=True, now=NOW)
    withdraw_application(educators.bob.application, by=educators.cast.bob.account, role="applicant")
    ask_in_turn(NOW)
    request.refresh_from_db()
    assert (request.state, states(request)) == ("asking", {"Ann": "open"})
    told = Mail.objects.get(address="alice@people.example", event__contains=":reopened-")
    assert "could not be made" in told.text
    assert not Notice.objects.filter(event__contains=":accepted-", kind="requests", cleared_at=None).exists()


def test_an_introduction_stays_when_its_mentor_leaves_the_scheme(educators: Educators) -> None:
    request = educators.asking()
    answer_offer(live(request), yes=True, now=NOW)
    introduce_request(request, by=educators.cast.carol, now=NOW)
    withdraw_application(educators.bob.application, by=educators.cast.bob.account, role="applicant")
    ask_in_turn(NOW)
    request.refresh_from_db()
    assert request.state == "introduced"


@pytest.mark.requirement("R205")
def test_a_free_place_goes_to_whoever_the_rule_of_workshops_serves_first(educators: Educators) -> None:
    set_capacity(educators.bob.application, by=educators.cast.bob.account, capacity=0)
    waiting: list[Request] = []
    for sections in ([], ["Board"]):  # whoever is active asks later
        mentee = make_member(educators.cast.body, sections=sections)
        request = send_request(
            make_request(mentee, [educators.bob], now=NOW),
            by=mentee.account,
            now=NOW + timedelta(minutes=len(waiting)),
        )
        waiting.append(pass_request(request, by=educators.cast.dan, now=NOW))
    assert [Request.objects.get(pk=each.pk).state for each in waiting] == ["exhausted", "exhausted"]
    assert [each.pk for each in requests_in_office(educators.cast.body)] == [waiting[1].pk, waiting[0].pk]
    set_capacity(educators.bob.application, by=educators.cast.bob.account, capacity=1)
    take_up_again(NOW + timedelta(days=1))
    assert Offer.objects.get().request_id == waiting[1].pk


def test_whoever_has_left_the_body_is_asked_no_more(educators: Educators) -> None:
    request = educators.asking()
    first = live(request)
    leave(educators.bob)
    ask_in_turn(NOW)
    assert states(request) == {"Ann": "open"}
    first.refresh_from_db()
    assert first.state == "withdrawn"


def test_whoever_left_after_their_yes_is_not_introduced(educators: Educators) -> None:
    request = educators.asking()
    answer_offer(live(request), yes=True, now=NOW)
    leave(educators.bob)
    with pytest.raises(MoveRefused, match=r"Bob .* takes no part at present"):
        introduce_request(request, by=educators.cast.dan, now=NOW)
    ask_in_turn(NOW)
    assert states(request) == {"Ann": "open"}


def test_nobody_chooses_whoever_has_left_the_body(educators: Educators) -> None:
    alice = educators.cast.alice
    leave(educators.bob)
    with pytest.raises(MoveRefused, match=r"Bob takes no part at present\. Choose somebody else"):
        choose_mentor(educators.bob, member=alice, by=alice.account, now=NOW)


def leave(entry: MentorEntry) -> None:
    """The mentor's membership ends."""
    Member.objects.filter(pk=entry.member.pk).update(status=Member.ENDED)
