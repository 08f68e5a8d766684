"""A scheme with a directory: mentors are listed, mentees ask for up to three, who answer or let their time run out."""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
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
from alongside.enrolment.places import places_left
from alongside.partnerships.models import Partnership
from alongside.people.models import Member
from alongside.training.actions.handbook import say_read
from alongside.training.queries.handbook import newest_edition

YES, NO = 0.12, 0.05
"""How likely an offer that has waited for three days is answered so on one day."""

PATIENCE = 8
"""Days that a mentee lets pass before they choose anew."""


@dataclass(frozen=True)
class AskingYear:
    """Lives the history of a scheme with a directory. Mentors prepare in its workshops, where it has them."""

    stage: Stage
    training: Workshops | None = None
    every: int = 1
    """Days from one look at what waits to the next."""
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
        self,
        days_ago: float,
        member: Member,
        *,
        mentors: tuple[Member, ...] = (),
        draft: bool = False,
        **answers: object,
    ) -> None:
        """Let a mentee name these mentors, or three whom they find; a draft is never sent."""
        self.stage.ago(days_ago, lambda: self._ask(member, mentors, draft, answers))

    def _ask(self, member: Member, mentors: tuple[Member, ...], draft: bool, own: dict[str, object]) -> None:
        crowd, scheme = self.stage.crowd, self.stage.scheme
        listed = self._listed()
        wanted = [entry for entry in listed if entry.application.member_id in {one.pk for one in mentors}]
        free = self._free(listed)
        chosen = wanted or crowd.chance.sample(free, min(3, len(free)))
        if not chosen:
            return  # every mentor has as many as they can take
        for entry in chosen:
            request = choose_mentor(entry, member=member, by=member.account, now=timezone.now())
        answers, private = crowd.answers(self.stage.rules, "mentee")
        save_answers(request.application, by=member.account, answers=answers | own, private=private)
        edition = newest_edition(scheme, "mentee")
        if edition is not None:
            say_read(edition, member=member, now=timezone.now())
        if not draft:
            send_request(Request.objects.get(pk=request.pk), by=member.account, now=timezone.now())

    def _listed(self) -> list[MentorEntry]:
        rows = MentorEntry.objects.listed().filter(scheme=self.stage.scheme)
        return list(rows.select_related("application__member").order_by("sort_name", "pk"))

    def _free(self, listed: list[MentorEntry]) -> list[MentorEntry]:
        """Those with a place; mentors of the cast are kept for whom they are meant."""
        left = places_left(entry.application for entry in listed)
        kept = self.stage.faithful
        return [one for one in listed if left[one.application_id] and one.application.member not in kept]

    def days(self, since: int) -> None:
        """Let the office and the mentors work from so many days before today on."""
        for days in range(since, -1, -self.every):
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
        self._choose_anew()
        self._begin_stories()

    def _choose_anew(self) -> None:
        """Whom nobody of their choice could take names somebody else within a week or two."""
        now = timezone.now()
        stuck = Request.objects.filter(scheme=self.stage.scheme, state="exhausted")
        for request in stuck.exclude(offers__ended_at__gt=now - timedelta(days=PATIENCE)):
            tried = set(request.choices.values_list("entry_id", flat=True))
            free = [entry for entry in self._free(self._listed()) if entry.pk not in tried]
            if free:
                entry, member = self.stage.crowd.chance.choice(free), request.member
                choose_mentor(entry, member=member, by=member.account, now=now)

    def _answer_offers(self) -> None:
        now, faithful = timezone.now(), self.stage.faithful
        waiting = Offer.objects.filter(
            request__scheme=self.stage.scheme, state="open", offered_at__lt=now - timedelta(days=3)
        )
        people = waiting.select_related("mentor_application__member", "request__application__member")
        for offer in people.order_by("offered_at"):
            is_kept = {offer.mentor_application.member, offer.request.member} <= faithful
            answer = 0.0 if is_kept else self.stage.crowd.chance.random()
            if answer < YES * self.every:
                answer_offer(offer, yes=True, now=now)
            elif answer < (YES + NO) * self.every:
                answer_offer(offer, yes=False, now=now, reason="no_time")

    def _begin_stories(self) -> None:
        """Whoever was introduced since the last time begins."""
        rows = Partnership.objects.filter(
            scheme=self.stage.scheme, state="introduced", origin__in=(Partnership.ASKED, Partnership.BROUGHT)
        )
        for pair in rows.exclude(pk__in=self._told).order_by("introduced_at", "pk"):
            self._told.add(pair.pk)
            Story(self.stage, pair).begin()
