"""The medical educators of the demonstration: a directory, and requests at every step."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from django.utils import timezone

from alongside.demo.crowd import Crowd
from alongside.demo.past import History
from alongside.demo.words import BIOGRAPHIES, EDUCATORS_ASK
from alongside.demo.workshops import PLANNED, Workshops
from alongside.directory.actions.answering import answer_offer
from alongside.directory.actions.asking import lapse_offers, remind_of_offers, take_up_again
from alongside.directory.actions.choosing import choose_mentor, pass_request, send_request
from alongside.directory.actions.ending import introduce_request
from alongside.directory.models import MentorEntry, Offer, Request
from alongside.domain.scheme import SchemeDefinition
from alongside.enrolment.actions import (
    approve_application,
    begin_application,
    save_answers,
    submit_application,
)
from alongside.enrolment.models import Application
from alongside.people.models import Account, Member
from alongside.schemes.models import Scheme
from alongside.schemes.queries import definition_in_force, rules_of

LEFT_AS_DRAFT: Final = 3
MENTORS: Final = 16
"""Of whom the last two have not prepared yet."""


@dataclass(frozen=True)
class Educators:
    """Lives the history of a scheme with a directory."""

    history: History
    scheme: Scheme
    crowd: Crowd
    director: Account
    coordinator: Account
    trainer: Account

    def live(self, now: datetime, share: float) -> None:
        """Mentors over half a year; then mentees, some of whom are at every step today."""
        self._training.live(now)
        for number in range(max(8, round(MENTORS * share))):
            begun = now - timedelta(days=200 - 5 * number)
            self.history.plan(begun, partial(self._mentor, number, now))
        mentees = [
            self.crowd.member(years=self.crowd.chance.uniform(1, 20)) for _ in range(max(5, round(9 * share)))
        ]
        ruth = self.crowd.member(
            years=4, name=("Ruth", "Okafor"), email=f"ruth@{self.scheme.body.slug}.example"
        )
        for place, member in enumerate(mentees):
            self.history.plan(now - timedelta(days=90 - 9 * place), partial(self._asks, member, place))
        self.history.plan(now - timedelta(days=4), partial(self._asks, ruth, len(mentees)))
        for days in range(88, -1, -1):
            self.history.plan(now - timedelta(days=days, hours=1), self._a_day)

    def _rules(self) -> SchemeDefinition:
        return rules_of(definition_in_force(self.scheme, timezone.localdate()))

    def _mentor(self, number: int, now: datetime) -> None:
        member = self.crowd.member(years=self.crowd.chance.uniform(5, 28))
        answers: dict[str, Any] = {
            "biography": BIOGRAPHIES[number % len(BIOGRAPHIES)],
            "fields": self._some("field", 3),
            "mentoring_skills": self._some("mentoring_skill", 2),
            "support_offered": self._some("support", 3),
            "languages": ["english", *self._some("language", 1)][: 1 + number % 2],
            "groups": self._some("group", 2),
            "background": self._some("background", 1),
        }
        draft = begin_application(
            self.scheme, member=member, role="mentor", by=member.account, today=timezone.localdate()
        )
        save_answers(draft, by=member.account, answers=answers, capacity=1 + number % 3)
        mentor = submit_application(
            Application.objects.get(pk=draft.pk), by=member.account, now=timezone.now()
        )
        if number == MENTORS - 1:
            return  # waits for the director
        approve_application(mentor, by=self.director)
        if number < MENTORS - 3:
            when = now - timedelta(days=PLANNED - 2 - number / 4)
            self.history.plan(when, partial(self._training.prepare, mentor.member, number))

    @property
    def _training(self) -> Workshops:
        return Workshops(self.history, self.scheme, self.crowd, self.coordinator, self.trainer)

    def _asks(self, member: Member, place: int) -> None:
        listed = list(MentorEntry.objects.listed().filter(scheme=self.scheme).order_by("sort_name", "pk"))
        for entry in self.crowd.chance.sample(listed, min(3, len(listed))):
            request = choose_mentor(entry, member=member, by=member.account, now=timezone.now())
        biography, reason = EDUCATORS_ASK[place % len(EDUCATORS_ASK)]
        answers = {
            "biography": biography,
            "reason": reason,
            "fields_sought": self._some("field", 2),
            "support_sought": self._some("support", 2),
        }
        save_answers(request.application, by=member.account, answers=answers)
        if place == LEFT_AS_DRAFT:
            return  # has not sent it yet
        send_request(Request.objects.get(pk=request.pk), by=member.account, now=timezone.now())

    def _a_day(self) -> None:
        """The director reads, the clock moves on, mentors answer, the office introduces: most of it within days."""
        now, chance = timezone.now(), self.crowd.chance
        lapse_offers(now)
        take_up_again(now)
        remind_of_offers(now)
        for request in Request.objects.filter(
            scheme=self.scheme, state="submitted", sent_at__lt=now - timedelta(days=2)
        ):
            pass_request(request, by=self.director, now=now)
        for request in Request.objects.filter(scheme=self.scheme, state="accepted").exclude(
            offers__state="accepted", offers__ended_at__gt=now - timedelta(days=2)
        ):
            introduce_request(request, by=self.coordinator, now=now)
        for offer in Offer.objects.filter(
            request__scheme=self.scheme, state="open", offered_at__lt=now - timedelta(days=3)
        ).order_by("offered_at"):
            answer = chance.random()
            if answer < 0.12:
                answer_offer(offer, yes=True, now=now)
            elif answer < 0.17:
                answer_offer(offer, yes=False, now=now, reason="no_time")

    def _some(self, vocabulary: str, most: int) -> list[str]:
        keys = [term.key for term in self._rules().vocabulary(vocabulary).terms]
        return self.crowd.chance.sample(keys, self.crowd.chance.randint(1, most))
