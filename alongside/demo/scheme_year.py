"""A year of a scheme: people apply on any day, the office matches every few weeks, pairs begin, go on and end."""

from datetime import datetime, timedelta

from django.utils import timezone

from alongside.demo.crowd import Crowd
from alongside.demo.past import History
from alongside.demo.story import Story
from alongside.enrolment.actions import begin_application, save_answers, submit_application
from alongside.enrolment.models import Application
from alongside.matching.actions import (
    answer_proposal,
    ask_for_run,
    carry_out_run,
    lapse_proposals,
    publish_run,
)
from alongside.matching.models import Proposal
from alongside.partnerships.models import Partnership
from alongside.people.models import Account, Member
from alongside.schemes.models import Scheme
from alongside.schemes.queries import definition_in_force, rules_of


class SchemeYear:
    """Lives one scheme's history. `faithful` are members whose partnerships keep to the plan."""

    def __init__(self, history: History, scheme: Scheme, crowd: Crowd, coordinator: Account) -> None:
        self.history, self.scheme, self.crowd, self.coordinator = history, scheme, crowd, coordinator
        self.faithful: set[Member] = set()
        self.always_agree: set[Member] = set()

    def applies_at(self, moment: datetime, member: Member, role: str, **answers: object) -> None:
        """Let somebody apply at a moment."""
        self.history.plan(moment, lambda: self._apply(member, role, answers))

    def _apply(self, member: Member, role: str, answers: dict[str, object]) -> None:
        today = timezone.localdate()
        rules = rules_of(definition_in_force(self.scheme, today))
        draft = begin_application(self.scheme, member=member, role=role, by=member.account, today=today)
        written = self.crowd.answers(rules, role) | answers
        capacity = 2 if role == "mentor" and self.crowd.chance.random() < 0.35 else 1
        save_answers(draft, by=member.account, answers=written, capacity=capacity)
        submit_application(Application.objects.get(pk=draft.pk), by=member.account, now=timezone.now())

    def drafts_at(self, moment: datetime, member: Member, role: str) -> None:
        """Let somebody begin an application and leave it."""
        self.history.plan(moment, lambda: self._leave_draft(member, role))

    def _leave_draft(self, member: Member, role: str) -> None:
        draft = begin_application(
            self.scheme, member=member, role=role, by=member.account, today=timezone.localdate()
        )
        save_answers(draft, by=member.account, answers={"hope_to_get": "I would like to"})

    def matches_at(self, moment: datetime) -> None:
        """Let the office match and publish at a moment."""
        self.history.plan(moment, self._match)

    def _match(self) -> None:
        lapse_proposals(timezone.now())
        run = carry_out_run(ask_for_run(self.scheme, by=self.coordinator, now=timezone.now()))
        publish_run(run, by=self.coordinator, now=timezone.now())
        for proposal in run.proposals.filter(state="open").order_by("pk"):
            self._answers(proposal)

    def _answers(self, proposal: Proposal) -> None:
        """Most say yes within days; a few say no, and a few never answer."""
        members = (proposal.mentee_application.member, proposal.mentor_application.member)
        for member in members:
            chance = 0.0 if self.always_agree.intersection(members) else self.crowd.chance.random()
            if chance > 0.94:
                continue
            yes = chance < 0.88
            when = timezone.now() + self.crowd.days(0.1, 8)
            self.history.plan(when, lambda member=member, yes=yes: self._answer(proposal, member, yes))  # type: ignore[misc]

    def _answer(self, proposal: Proposal, member: Member, yes: bool) -> None:
        proposal.refresh_from_db()
        if proposal.state != "open":
            return
        if answer_proposal(proposal, by=member.account, yes=yes, now=timezone.now()).state == "accepted":
            pair = Partnership.objects.get(mentee_application=proposal.mentee_application_id, ended_at=None)
            faithful = bool(self.faithful & {pair.mentee, pair.mentor})
            Story(self.history, pair, self.crowd.chance, faithful=faithful).begin()

    def people_over(self, since: datetime, until: datetime, *, juniors: int, seniors: int) -> None:
        """Let so many members join the body and apply, spread over a time."""
        span = (until - since) / timedelta(days=1)
        for role, count in (("mentor", seniors), ("mentee", juniors)):
            for _ in range(count):
                moment = since + self.crowd.days(0, span)
                self.history.plan(moment, lambda role=role: self._join(role))  # type: ignore[misc]

    def _join(self, role: str) -> None:
        member = self.crowd.junior() if role == "mentee" else self.crowd.senior()
        self._apply(member, role, {})
