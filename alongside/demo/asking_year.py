"""A scheme with a directory: mentors are listed, mentees ask for up to three, who answer or let their time run out."""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.utils import timezone

from alongside.demo.scheme_year import apply_for
from alongside.demo.stage import Stage
from alongside.demo.stories.story import Story
from alongside.demo.workshops import Workshops
from alongside.directory.actions.answering import answer_offer
from alongside.directory.actions.asking import lapse_offers, remind_of_offers, take_up_again
from alongside.directory.actions.choosing import choose_mentor, pass_request, send_request
from alongside.directory.actions.ending import introduce_request
from alongside.directory.models import MentorEntry, Offer, Request
from alongside.enrolment.actions import approve_application, save_answers
from alongside.partnerships.models import Partnership
from alongside.people.models import Member

SAYS_YES, SAYS_NO = 0.12, 0.17
"""On any day that an offer has waited for three; the other days nothing happens."""


@dataclass(frozen=True)
class AskingYear:
    """Lives the history of a scheme with a directory. Mentors prepare in its workshops, where it has them."""

    stage: Stage
    training: Workshops | None = None
    _told: set[UUID] = field(default_factory=set)

    def mentor_joins(self, days_ago: float, number: int, member: Member | None = None) -> None:
        """Let a mentor apply and prepare; without `member` somebody new."""
        self.stage.ago(days_ago, partial(self._mentor, number, member))

    def _mentor(self, number: int, member: Member | None) -> None:
        member = member or self.stage.crowd.member(years=self.stage.crowd.chance.uniform(5, 28))
        sent = apply_for(self.stage, member, "mentor", {}, 1 + number % 3)
        if sent.state == "submitted":
            approve_application(sent, by=self.stage.reviewer)
        if self.training is not None:
            self.training.prepare(member, number)

    def waits_for_review(self, days_ago: float) -> None:
        """Let somebody apply as mentor whom nobody has read yet."""
        self.stage.ago(days_ago, self._applies_only)

    def _applies_only(self) -> None:
        apply_for(self.stage, self.stage.crowd.senior(), "mentor", {}, 1, read=False)

    def asks(
        self, days_ago: float, member: Member, *, mentors: tuple[Member, ...] = (), draft: bool = False
    ) -> None:
        """Let a mentee name these mentors, or three whom they find; a draft is never sent."""
        self.stage.ago(days_ago, lambda: self._ask(member, mentors, draft))

    def _ask(self, member: Member, mentors: tuple[Member, ...], draft: bool) -> None:
        crowd, scheme = self.stage.crowd, self.stage.scheme
        listed = list(MentorEntry.objects.listed().filter(scheme=scheme).order_by("sort_name", "pk"))
        wanted = [entry for entry in listed if entry.application.member_id in {one.pk for one in mentors}]
        free = [entry for entry in listed if entry.application.member.account not in self._kept()]
        for entry in wanted or crowd.chance.sample(free, min(3, len(free))):
            request = choose_mentor(entry, member=member, by=member.account, now=timezone.now())
        answers, private = crowd.answers(self.stage.rules, "mentee")
        save_answers(request.application, by=member.account, answers=answers, private=private)
        if not draft:
            send_request(Request.objects.get(pk=request.pk), by=member.account, now=timezone.now())

    def _kept(self) -> set[Any]:
        """Mentors of the cast, whom only those ask for whom they are meant."""
        return {member.account for member in self.stage.faithful}

    def days(self, since: int, *, every: int = 1) -> None:
        """Let the office and the mentors work from so many days before today on."""
        for days in range(since, -1, -every):
            self.stage.ago(days + 1 / 24, self._a_day)

    def _a_day(self) -> None:
        """The director reads, the clock moves on, mentors answer, the office introduces: most of it within days."""
        now, requests = timezone.now(), Request.objects.filter(scheme=self.stage.scheme)
        lapse_offers(now)
        take_up_again(now)
        remind_of_offers(now)
        for request in requests.filter(state="submitted", sent_at__lt=now - timedelta(days=2)):
            pass_request(request, by=self.stage.reviewer, now=now)
        accepted = requests.filter(state="accepted")
        for request in accepted.exclude(
            offers__state="accepted", offers__ended_at__gt=now - timedelta(days=2)
        ):
            introduce_request(request, by=self.stage.coordinator, now=now)
        self._answer_offers()
        self._begin_stories()

    def _answer_offers(self) -> None:
        now, faithful = timezone.now(), self.stage.faithful
        waiting = Offer.objects.filter(
            request__scheme=self.stage.scheme, state="open", offered_at__lt=now - timedelta(days=3)
        )
        people = waiting.select_related("mentor_application__member", "request__application__member")
        for offer in people.order_by("offered_at"):
            is_kept = {offer.mentor_application.member, offer.request.member} <= faithful
            answer = 0.0 if is_kept else self.stage.crowd.chance.random()
            if answer < SAYS_YES:
                answer_offer(offer, yes=True, now=now)
            elif answer < SAYS_NO:
                answer_offer(offer, yes=False, now=now, reason="no_time")

    def _begin_stories(self) -> None:
        """Whoever was introduced since the last time begins."""
        rows = Partnership.objects.filter(
            scheme=self.stage.scheme, state="introduced", origin__in=(Partnership.ASKED, Partnership.BROUGHT)
        )
        for pair in rows.exclude(pk__in=self._told).order_by("introduced_at", "pk"):
            self._told.add(pair.pk)
            Story(self.stage, pair).begin()
