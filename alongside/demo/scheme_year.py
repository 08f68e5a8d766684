"""A year of a scheme whose office pairs: people apply on any day, the office matches, pairs begin, go on and end."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from alongside.demo.crowd import Answers
from alongside.demo.stage import Stage
from alongside.demo.stories.story import Story
from alongside.enrolment.actions import (
    approve_application,
    begin_application,
    save_answers,
    submit_application,
)
from alongside.enrolment.models import Application
from alongside.matching.actions import (
    answer_proposal,
    ask_for_run,
    carry_out_run,
    lapse_proposals,
    publish_run,
    rule_on_pair,
)
from alongside.matching.models import Proposal
from alongside.partnerships.models import Partnership
from alongside.people.models import Member

REVIEWED_WITHIN = 3
"""Days in which the office reads an application, where the scheme wants that."""


def apply_for(
    stage: Stage, member: Member, role: str, answers: Mapping[str, Any], capacity: int, *, read: bool = True
) -> Application:
    """Apply at this moment; where the scheme wants that, the office reads it within days, unless it is not to be `read`."""
    today, rules = timezone.localdate(), stage.rules
    draft = begin_application(stage.scheme, member=member, role=role, by=member.account, today=today)
    written, private = stage.crowd.answers(rules, role)
    told: Answers = written | dict(answers)
    save_answers(draft, by=member.account, answers=told, private=private, capacity=capacity)
    sent = submit_application(Application.objects.get(pk=draft.pk), by=member.account, now=timezone.now())
    if read and rules.intake.review != "none":
        stage.later(0.5, REVIEWED_WITHIN, lambda: _approve(stage, sent))
    return sent


def _approve(stage: Stage, application: Application) -> None:
    application.refresh_from_db()
    if application.state == "submitted":
        approve_application(application, by=stage.reviewer)


class SchemeYear:
    """Lives one scheme's history."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.history, self.crowd = stage, stage.history, stage.crowd

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

    def applies(self, days_ago: float, member: Member, role: str, **answers: object) -> None:
        """Let somebody apply so many days before today."""
        self.stage.ago(days_ago, lambda: self._apply(member, role, answers))

    def _apply(self, member: Member, role: str, answers: Mapping[str, object]) -> None:
        capacity = 2 if role == "mentor" and self.crowd.chance.random() < 0.35 else 1
        apply_for(self.stage, member, role, answers, capacity)

    def leaves_draft(self, days_ago: float, member: Member, role: str, answers: Answers) -> None:
        """Let somebody begin an application and leave it."""
        self.stage.ago(days_ago, lambda: self._leave_draft(member, role, answers))

    def _leave_draft(self, member: Member, role: str, answers: Answers) -> None:
        today = timezone.localdate()
        draft = begin_application(self.stage.scheme, member=member, role=role, by=member.account, today=today)
        save_answers(draft, by=member.account, answers=answers)

    def brings_together(self, days_ago: float, mentee: Member, mentor: Member) -> None:
        """Let the office pin two who wait, match and publish; both are faithful and say yes."""
        self.stage.faithful |= {mentee, mentor}
        self.stage.ago(days_ago, lambda: self._pin(mentee, mentor))
        self.matches(days_ago - 0.1)

    def _pin(self, mentee: Member, mentor: Member) -> None:
        waiting = Application.objects.filter(scheme=self.stage.scheme, state="waiting")
        one, other = waiting.get(member=mentee), waiting.get(member=mentor)
        rule_on_pair(one, other, by=self.stage.coordinator, kind="pin")

    def matches(self, days_ago: float) -> None:
        """Let the office match and publish so many days before today."""
        self.stage.ago(days_ago, self._match)

    def _match(self) -> None:
        now, by = timezone.now(), self.stage.coordinator
        lapse_proposals(now)
        run = carry_out_run(ask_for_run(self.stage.scheme, by=by, now=now))
        publish_run(run, by=by, now=now)
        for proposal in run.proposals.filter(state="open").order_by("pk"):
            self._answers(proposal)

    def run_waits(self) -> None:
        """Let the office have asked for a run this morning that it has not published."""
        self.stage.ago(0, self._ask_for_run)

    def _ask_for_run(self) -> None:
        # What nobody has answered by this morning is over, so that whoever waited longest is in the run.
        lapse_proposals(timezone.now())
        carry_out_run(ask_for_run(self.stage.scheme, by=self.stage.coordinator, now=timezone.now()))

    def _answers(self, proposal: Proposal) -> None:
        """Most say yes within days; a few say no, and a few never answer."""
        members = (proposal.mentee_application.member, proposal.mentor_application.member)
        for member in members:
            chance = 0.0 if self.stage.faithful.intersection(members) else self.crowd.chance.random()
            if chance > 0.94:
                continue
            yes = chance < 0.88
            self.stage.later(0.1, 8, lambda member=member, yes=yes: self._answer(proposal, member, yes))  # type: ignore[misc]

    def _answer(self, proposal: Proposal, member: Member, yes: bool) -> None:
        proposal.refresh_from_db()
        if proposal.state != "open":
            return
        if answer_proposal(proposal, by=member.account, yes=yes, now=timezone.now()).state == "accepted":
            application = proposal.mentee_application_id
            Story(self.stage, Partnership.objects.get(mentee_application=application, ended_at=None)).begin()
