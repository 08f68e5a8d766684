"""Whatever mentees, mentors, the office and the clock do in whatever order, requests keep what they promise."""

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from alongside.directory.actions.answering import answer_offer
from alongside.directory.actions.choosing import (
    choose_mentor,
    pass_request,
    send_back_request,
    send_request,
    suggest_mentor,
)
from alongside.directory.actions.ending import (
    introduce_request,
    pause_request,
    reopen_request,
    resume_request,
    withdraw_request,
)
from alongside.directory.jobs import ask_in_turn
from alongside.directory.models import MentorEntry, Offer, Request
from alongside.directory.queries.requests import lines_of
from alongside.domain.lifecycle import MoveRefused
from alongside.enrolment.actions import set_capacity, withdraw_application
from alongside.enrolment.places import places_taken
from alongside.partnerships.models import Partnership
from alongside.people.models import Member
from tests.directory.conftest import Educators
from tests.directory.moments import NOW
from tests.factories import make_member, make_request

RUNS = int(os.environ.get("ALONGSIDE_MACHINE_RUNS", "12"))
MENTEES, MENTORS = st.integers(0, 2), st.integers(0, 2)
WITHOUT_OFFERS = ("draft", "submitted", "paused", "exhausted", "withdrawn")


class Turns(RuleBasedStateMachine):
    """Three mentees ask three mentors, in different orders; a run begins with two being asked and one to be read."""

    educators: Educators
    mentees: tuple[Member, ...]

    def __init__(self) -> None:
        super().__init__()
        self.before = transaction.savepoint()
        self.now: datetime = NOW
        self.promised = {entry.pk: 0 for entry in self.mentors}
        self.ended: dict[Any, str] = {}
        self.requests = []
        for turn, mentee in enumerate(self.mentees):
            order = [*self.mentors[turn:], *self.mentors[:turn]]
            self.now += timedelta(seconds=1)  # whoever asks first comes first, also in the same run again
            request = make_request(mentee, order, now=self.now)
            self.requests.append(send_request(request, by=mentee.account, now=self.now))
        for request in self.requests[:2]:
            pass_request(request, by=self.educators.cast.dan, now=self.now)

    def teardown(self) -> None:
        """Every run begins from the same scheme."""
        transaction.savepoint_rollback(self.before)

    @property
    def mentors(self) -> tuple[MentorEntry, ...]:
        return self.educators.mentors

    def attempt(self, action: Callable[..., Any], *things: Any, **named: Any) -> None:
        """Do it, or be told why not; either is an answer, and every other error is a mistake."""
        with suppress(MoveRefused):
            action(*things, **named)

    @rule(which=MENTEES, back=st.booleans())
    def review(self, which: int, back: bool) -> None:
        request, dan = self.requests[which], self.educators.cast.dan
        if back:
            self.attempt(send_back_request, request, by=dan, message="Say more of your needs.", now=self.now)
            self.attempt(send_request, request, by=self.mentees[which].account, now=self.now)
        self.attempt(pass_request, request, by=dan, now=self.now)

    @rule(which=MENTEES, yes=st.booleans())
    def answer(self, which: int, yes: bool) -> None:
        """The mentor asked last answers, whether or not they are still being asked."""
        offer = Offer.objects.filter(request=self.requests[which]).order_by("offered_at").last()
        if offer is not None:
            self.attempt(answer_offer, offer, yes=yes, now=self.now)

    @rule(yes=st.booleans())
    def everybody_answers(self, yes: bool) -> None:
        for request in self.requests:
            for offer in Offer.objects.filter(request=request, state="open"):
                self.attempt(answer_offer, offer, yes=yes, now=self.now)

    @rule(days=st.integers(1, 20))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)
        ask_in_turn(self.now)
        self.nobody_is_stuck()

    @rule(which=MENTEES, action=st.sampled_from([pause_request, resume_request]))
    def pause_or_go_on(self, which: int, action: Callable[..., Any]) -> None:
        self.attempt(action, self.requests[which], by=self.mentees[which].account, now=self.now)

    @rule(which=MENTEES, mentor=MENTORS)
    def choose(self, which: int, mentor: int) -> None:
        mentee = self.mentees[which]
        if Request.objects.get(pk=self.requests[which].pk).state in ("introduced", "withdrawn"):
            return  # it would begin another request, which is its mentee's to send
        self.attempt(choose_mentor, self.mentors[mentor], member=mentee, by=mentee.account, now=self.now)

    @rule(which=MENTEES, mentor=MENTORS)
    def suggest(self, which: int, mentor: int) -> None:
        by = self.educators.cast.carol
        self.attempt(suggest_mentor, self.requests[which], entry=self.mentors[mentor], by=by, now=self.now)

    @precondition(lambda self: self.accepted().exists())
    @rule(action=st.sampled_from([introduce_request, reopen_request]))
    def introduce_or_ask_somebody_else(self, action: Callable[..., Any]) -> None:
        self.attempt(action, self.accepted().first(), by=self.educators.cast.carol, now=self.now)

    @rule(action=st.sampled_from([introduce_request, reopen_request]), which=MENTEES)
    def introduce_too_early(self, action: Callable[..., Any], which: int) -> None:
        self.attempt(action, self.requests[which], by=self.educators.cast.carol, now=self.now)

    def accepted(self) -> Any:
        """Requests to which a mentor has said yes."""
        return Request.objects.filter(state="accepted").order_by("sent_at")

    @precondition(lambda self: self.now > NOW + timedelta(days=20))
    @rule(which=MENTEES, role=st.sampled_from(["mentee", "office"]))
    def withdraw(self, which: int, role: str) -> None:
        by = self.mentees[which].account if role == "mentee" else self.educators.cast.carol
        self.attempt(withdraw_request, self.requests[which], by=by, role=role, now=self.now)

    @rule(mentor=MENTORS, places=st.integers(0, 2))
    def change_places(self, mentor: int, places: int) -> None:
        application = self.mentors[mentor].application
        self.attempt(set_capacity, application, by=application.member.account, capacity=places)

    @rule(mentor=MENTORS, days=st.integers(0, 40))
    def go_on_leave(self, mentor: int, days: int) -> None:
        until = self.now.date() + timedelta(days=days)
        MentorEntry.objects.filter(pk=self.mentors[mentor].pk).update(away_until=until)

    @precondition(lambda self: self.now > NOW + timedelta(days=20))
    @rule(mentor=MENTORS)
    def leave_the_scheme(self, mentor: int) -> None:
        application = self.mentors[mentor].application
        application.refresh_from_db()
        self.attempt(withdraw_application, application, by=application.member.account, role="applicant")

    def nobody_is_stuck(self) -> None:
        """After the clock: whoever can be asked is being asked, and nobody waits for an answer that cannot come."""
        for request in Request.objects.filter(state__in=["asking", "exhausted"]):
            offer = Offer.objects.filter(request=request, state="open").first()
            lines = lines_of(request, self.now.date())
            if request.state == "asking":
                assert offer is not None
                assert not offer.last_day_is_over(self.now)
                assert offer.mentor_application.state == "waiting"
            else:
                assert not any(line.is_askable for line in lines)
        for request in self.accepted():
            offer = Offer.objects.get(request=request, state="accepted")
            assert (
                offer.mentor_application.state == "waiting"
            )  # nobody waits for an introduction that cannot be

    @invariant()
    def never_two_at_once(self) -> None:
        for request in self.requests:
            live = Offer.objects.filter(request=request, state__in=["open", "accepted"])
            state = Request.objects.get(pk=request.pk).state
            assert live.count() == (0 if state in WITHOUT_OFFERS else 1)

    @invariant()
    def nobody_is_asked_beyond_their_places(self) -> None:
        for entry in self.mentors:
            mentor = entry.application
            mentor.refresh_from_db()
            taken = places_taken([mentor])[mentor.pk]
            assert taken <= max(mentor.capacity, self.promised[entry.pk])
            self.promised[entry.pk] = taken  # a mentor may lower their places below what they have promised

    @invariant()
    def an_end_is_an_end(self) -> None:
        for request in self.requests:
            found = Request.objects.select_related("application").get(pk=request.pk)
            assert found.state == self.ended.get(found.pk, found.state)
            if found.state in ("introduced", "withdrawn"):
                self.ended[found.pk] = found.state
            pairs = Partnership.objects.filter(mentee_application=found.application).count()
            assert pairs == (found.state == "introduced")


@pytest.mark.django_db
@pytest.mark.timeout(3600)  # for whoever asks for more runs
def test_requests_keep_their_promises_in_any_order(educators: Educators) -> None:
    cast = educators.cast
    mentees = (cast.alice, cast.erin, make_member(cast.body, "eve"))
    machine = type("TurnsOfThisScheme", (Turns,), {"educators": educators, "mentees": mentees})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=30,
            deadline=None,
            phases=[
                Phase.generate
            ],  # every step asks the database; a shorter example would take many minutes
            suppress_health_check=list(HealthCheck),
        ),
    )
