"""A mentee chooses up to three mentors in an order, and sends the request to the director."""

import pytest

from alongside.directory.actions.choosing import (
    choose_mentor,
    drop_choice,
    order_choices,
    pass_request,
    send_back_request,
    send_request,
    suggest_mentor,
)
from alongside.directory.models import MentorEntry, Request, Suggestion
from alongside.domain.lifecycle import MoveRefused
from alongside.enrolment.actions import declare_conflict, save_answers
from alongside.enrolment.models import Application
from alongside.notices.models import Mail, Notice
from tests.directory.conftest import Educators, live
from tests.directory.moments import NOW
from tests.factories import make_entry, make_member, make_request

pytestmark = pytest.mark.django_db


def named(request: Request) -> list[str]:
    rows = request.choices.select_related("entry__application__member").order_by("rank")
    return [choice.entry.member.given_name for choice in rows]


@pytest.mark.requirement("R69", "R215")
def test_one_to_three_mentors_in_their_order_and_no_fourth_and_nobody_twice(educators: Educators) -> None:
    request = educators.draft()
    alice = educators.cast.alice
    assert named(request) == ["Bob", "Ann", "Cem"]
    choose_mentor(educators.bob, member=alice, by=alice.account, now=NOW)
    fourth = make_entry(
        educators.scheme, make_member(educators.cast.body, "dee"), director=educators.cast.dan
    )
    with pytest.raises(MoveRefused, match="names 3 mentors, which is the most"):
        choose_mentor(fourth, member=alice, by=alice.account, now=NOW)
    assert named(request) == ["Bob", "Ann", "Cem"]


def test_choices_can_be_put_in_another_order_and_taken_off(educators: Educators) -> None:
    request, by = educators.draft(), educators.cast.alice.account
    order_choices(request, by=by, entries=[educators.cem.pk, educators.bob.pk])
    assert named(request) == ["Cem", "Bob", "Ann"]
    drop_choice(request, entry=educators.cem, by=by)
    assert named(request) == ["Bob", "Ann"]
    assert list(request.choices.values_list("rank", flat=True)) == [1, 2]


def test_a_choice_that_was_asked_keeps_its_place_and_the_others_can_still_move(educators: Educators) -> None:
    request, by = educators.asking(), educators.cast.alice.account
    order_choices(request, by=by, entries=[educators.cem.pk, educators.ann.pk, educators.bob.pk])
    assert named(request) == ["Bob", "Cem", "Ann"]
    with pytest.raises(MoveRefused, match="was asked already"):
        drop_choice(request, entry=educators.bob, by=by)


@pytest.mark.requirement("R213", "R214")
def test_a_request_is_not_sent_without_a_biography_and_a_reason(educators: Educators) -> None:
    request, by = educators.draft(), educators.cast.alice.account
    written = dict(request.application.answers)
    for key, question in (("biography", "Who you are"), ("reason", "Why do you seek")):
        save_answers(request.application, by=by, answers={k: v for k, v in written.items() if k != key})
        with pytest.raises(MoveRefused, match=question):
            send_request(request, by=by, now=NOW)
    request.refresh_from_db()
    assert request.state == "draft"


def test_a_request_is_not_sent_without_a_choice(educators: Educators) -> None:
    request = make_request(educators.cast.alice, [educators.bob])
    drop_choice(request, entry=educators.bob, by=educators.cast.alice.account)
    with pytest.raises(MoveRefused, match="at least one mentor"):
        send_request(request, by=educators.cast.alice.account, now=NOW)


def test_while_the_director_reads_nothing_can_be_changed(educators: Educators) -> None:
    request, by = educators.sent(), educators.cast.alice.account
    with pytest.raises(MoveRefused, match="is being read"):
        order_choices(request, by=by, entries=[educators.cem.pk])


@pytest.mark.requirement("R217")
def test_sending_back_needs_a_reason_and_leaves_everything_to_be_changed_and_sent_again(
    educators: Educators,
) -> None:
    request, cast = educators.sent(), educators.cast
    with pytest.raises(MoveRefused, match="Write why"):
        send_back_request(request, by=cast.dan, message="  ", now=NOW)
    send_back_request(request, by=cast.dan, message="Please leave out the name of your ward.", now=NOW)
    request = Request.objects.get(pk=request.pk)
    assert (request.state, request.application.state) == ("draft", "draft")
    assert request.office_message == "Please leave out the name of your ward."
    assert named(request) == ["Bob", "Ann", "Cem"]
    told = Notice.objects.filter(
        account=cast.alice.account, event__startswith=f"request:{request.pk}:back", cleared_at=None
    )
    assert told.exists()
    save_answers(request.application, by=cast.alice.account, answers=dict(request.application.answers))
    again = send_request(request, by=cast.alice.account, now=NOW)
    assert not told.exists()  # what is done is not asked for any more
    assert pass_request(again, by=cast.dan, now=NOW).state == "asking"
    mails = Mail.objects.filter(account=cast.alice.account)
    assert mails.filter(text__contains="Your request goes on").count() == 1
    assert not mails.filter(text__contains="in the queue for a partner").exists()  # one mail of one event


@pytest.mark.requirement("R217")
def test_a_request_passes_without_a_reason(educators: Educators) -> None:
    request = educators.asking()
    assert (request.state, request.reviewed_by) == ("asking", educators.cast.dan)
    assert Application.objects.get(pk=request.application_id).state == "waiting"
    assert live(request).mentor_application == educators.bob.application


@pytest.mark.requirement("R183")
def test_the_director_and_no_coordinator_is_asked_to_review(educators: Educators) -> None:
    request = educators.sent()
    told = Notice.objects.filter(event__startswith=f"request:{request.pk}:review")
    assert [notice.account for notice in told] == [educators.cast.dan]


def test_nobody_chooses_somebody_from_whom_they_are_kept_apart(educators: Educators) -> None:
    alice, bob = educators.cast.alice, educators.cast.bob
    declare_conflict(bob, other=alice, kind="conflict", by=bob.account)
    with pytest.raises(MoveRefused, match="kept apart"):
        choose_mentor(educators.bob, member=alice, by=alice.account, now=NOW)


def test_a_conflict_that_came_up_after_choosing_means_that_this_mentor_is_not_asked(
    educators: Educators,
) -> None:
    request = educators.sent()
    bob = educators.cast.bob
    declare_conflict(bob, other=educators.cast.alice, kind="conflict", by=bob.account)
    pass_request(request, by=educators.cast.dan, now=NOW)
    assert live(request).mentor_application == educators.ann.application


def test_nobody_chooses_themselves_or_somebody_who_is_hidden(educators: Educators) -> None:
    bob, alice = educators.cast.bob, educators.cast.alice
    with pytest.raises(MoveRefused, match="cannot mentor yourself"):
        choose_mentor(educators.bob, member=bob, by=bob.account, now=NOW)
    MentorEntry.objects.filter(pk=educators.ann.pk).update(hidden=True)
    with pytest.raises(MoveRefused, match="not listed any more"):
        choose_mentor(educators.ann, member=alice, by=alice.account, now=NOW)


def test_a_suggestion_tells_the_mentee_and_is_gone_once_chosen(educators: Educators) -> None:
    alice = educators.cast.alice
    request = make_request(alice, [educators.bob])
    suggest_mentor(
        request, entry=educators.ann, by=educators.cast.carol, now=NOW, reasons=["You both named it."]
    )
    suggest_mentor(request, entry=educators.ann, by=educators.cast.carol, now=NOW)
    assert Suggestion.objects.filter(request=request).count() == 1
    assert Mail.objects.filter(address=alice.email, event__contains="suggested").count() == 1
    choose_mentor(educators.ann, member=alice, by=alice.account, now=NOW)
    assert not Suggestion.objects.filter(request=request).exists()
    assert not Notice.objects.filter(event__contains=":suggested-", cleared_at=None).exists()
    assert named(request) == ["Bob", "Ann"]
