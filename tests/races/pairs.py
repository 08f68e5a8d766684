"""Fresh people for every round of a race, through the product's own actions."""

import os
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from alongside.enrolment.actions import approve_application, withdraw_application
from alongside.enrolment.models import Application
from alongside.enrolment.queries import waiting
from alongside.journal.models import Entry, Journalled
from alongside.matching.actions import ask_for_run, carry_out_run, publish_run
from alongside.matching.models import MatchRun, Proposal
from alongside.notices.models import Mail, Notice
from alongside.partnerships.actions import introduce_pair
from alongside.partnerships.models import Partnership
from alongside.people.models import Account, Member
from alongside.schemes.models import Scheme
from tests.factories import make_application, make_body, make_member, make_scheme, make_staff
from tests.plugins.races import Outcome

RACES = 60
ROUNDS = max(1, int(os.environ.get("ALONGSIDE_RACE_ROUNDS", "30")) // RACES)
"""Of each race; ALONGSIDE_RACE_ROUNDS is how many there are in all."""


@dataclass(frozen=True)
class Place:
    """A scheme with its office, and the moment at which everything happens."""

    scheme: Scheme
    carol: Account
    dan: Account
    now: datetime

    def applicant(self, role: str) -> Application:
        """Somebody new who waits."""
        member = make_member(self.scheme.body, years="1" if role == "mentee" else "9")
        return make_application(self.scheme, member, role, now=self.now - timedelta(days=1))

    def approved(self, role: str) -> Application:
        """Somebody new who waits, also where the office reads first what they wrote."""
        application = self.applicant(role)
        if application.state == "submitted":
            approve_application(application, by=self.dan)
        return application

    def pair(self) -> Partnership:
        """Two new people, introduced to each other."""
        seeking, offering = self.approved("mentee"), self.approved("mentor")
        return introduce_pair(
            mentee_application=seeking,
            mentor_application=offering,
            definition=seeking.definition,
            by=None,
            now=self.now,
        )

    def draft_run(self, pairs: int = 1) -> MatchRun:
        """A finished run over as many new pairs; whoever was left over before is in it, too."""
        for _ in range(pairs):
            self.applicant("mentee")
            self.applicant("mentor")
        return carry_out_run(self.asked_run())

    def asked_run(self) -> MatchRun:
        """A run over everyone who waits, not carried out yet."""
        return ask_for_run(self.scheme, by=self.carol, now=self.now)

    def open_proposal(self) -> Proposal:
        """A new pair who have both been asked; whoever was left waiting by the round before has gone."""
        for left in waiting(self.scheme):
            withdraw_application(left, by=left.member.account, role="applicant")
        run = self.draft_run()
        publish_run(run, by=self.carol, now=self.now)
        proposal: Proposal = run.proposals.select_related(
            "mentee_application__member__account", "mentor_application__member__account"
        ).get()
        return proposal


def make_place(preset: str = "imi") -> Place:
    """A body with a scheme under this shipped definition, and its office."""
    body = make_body("race")
    scheme = make_scheme(body, preset=preset)
    carol, dan = make_staff(body, "carol", "coordinator"), make_staff(body, "dan", "director")
    return Place(scheme, carol, dan, timezone.now())


def two_asked(proposal: Proposal) -> tuple[Account, Account]:
    """The mentee and the mentor."""
    mentee: Member = proposal.mentee_application.member
    mentor: Member = proposal.mentor_application.member
    return mentee.account, mentor.account


def mistakes(outcomes: list[Outcome], *allowed: type[Exception]) -> list[Exception]:
    """Whatever went wrong apart from being told that one was too late."""
    return [one.error for one in outcomes if one.error and not isinstance(one.error, allowed)]


def moves_of(thing: Journalled) -> Counter[str]:
    """How often the journal says of this thing that each move was made."""
    return Counter(Entry.objects.filter(subject=thing.pk).values_list("move", flat=True))


def told(events: str) -> tuple[int, int]:
    """How many notices, and how many mails, there are whose events begin like this."""
    notices, mails = (kind.objects.filter(event__startswith=events) for kind in (Notice, Mail))
    return notices.count(), mails.count()
