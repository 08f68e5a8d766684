"""A member's home: the one next step, their partnerships, where they wait, and what others owe them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from alongside.cpd.models import Profile
from alongside.cpd.queries.overview import Overview, overview_of
from alongside.cpd.queries.profiles import next_deadline
from alongside.enrolment.models import Application
from alongside.enrolment.queries import Standing, applications_of, standing_of
from alongside.matching.models import Proposal
from alongside.matching.queries import open_proposals_of
from alongside.notices.models import Notice
from alongside.notices.queries import open_notices
from alongside.partnerships.models import Partnership
from alongside.partnerships.queries.errands import Errand, waiting_on
from alongside.partnerships.queries.partnerships import partnerships_of
from alongside.partnerships.queries.path import stones_of
from alongside.partnerships.queries.steps import next_step
from alongside.people.models import Account, Member
from alongside.schemes.queries import rules_of, schemes_open_to
from alongside.web.parts import NextStep, Stone

MOST_NOTICES = 5


@dataclass(frozen=True)
class PartnershipCard:
    """A partnership with its path, and what waits on whom."""

    partnership: Partnership
    partner: Member
    role: str
    stones: list[Stone]
    own: list[Errand]
    theirs: list[Errand]


@dataclass(frozen=True)
class WaitingCard:
    """An application in the queue."""

    application: Application
    standing: Standing
    word: str


@dataclass(frozen=True)
class MemberHome:
    """Everything the home page shows."""

    step: NextStep | None
    partnerships: list[PartnershipCard]
    waiting: list[WaitingCard]
    notices: list[Notice]
    cpd: Overview | None
    audit: tuple[Profile, date] | None
    is_member: bool


def member_home(account: Account, *, now: datetime, today: date) -> MemberHome:
    """The person's home as it stands now; as many queries for several partnerships as for one."""
    partnerships = [each for each in partnerships_of(account) if each.state != "ended"]
    applications = list(applications_of(account))
    proposals = list(open_proposals_of(account))
    is_member = account.memberships.exists()
    return MemberHome(
        step=next(_steps(account, proposals, partnerships, applications, now), None),
        partnerships=[_card(each, account, now) for each in partnerships],
        waiting=[
            WaitingCard(each, standing_of(each, today), _word(each))
            for each in applications
            if each.state in ("submitted", "waiting") and not _works(each, partnerships)
        ],
        notices=list(open_notices(account)[:MOST_NOTICES]),
        cpd=overview_of(account, today=today) if is_member else None,
        audit=next_deadline(account) if is_member else None,
        is_member=is_member,
    )


def _works(application: Application, partnerships: list[Partnership]) -> bool:
    """A mentor who has a partner waits for nothing, though more mentees may come."""
    return any(
        application.pk in (each.mentee_application_id, each.mentor_application_id) for each in partnerships
    )


def _word(application: Application) -> str:
    rules = rules_of(application.definition)
    return rules.roles.mentee.singular if application.role == "mentee" else rules.roles.mentor.singular


def _steps(
    account: Account,
    proposals: list[Proposal],
    partnerships: list[Partnership],
    applications: list[Application],
    now: datetime,
) -> Iterator[NextStep]:
    """What could be the next step, the most pressing first: someone waits for an answer before anything else."""
    for proposal in proposals:
        if not proposal.answer_of(proposal.role_of(account)):
            yield _answer_step(proposal)
    found = [step for each in partnerships if (step := next_step(each, account, now=now))]
    yield from sorted(found, key=lambda step: (step.day is None, _day(step.day)))
    for application in applications:
        if application.state == "draft" and application.member.account_id == account.pk:
            yield NextStep(
                "Finish your application",
                f"Your draft for {application.scheme.name} is kept. It takes about ten minutes.",
                button="Go on with it",
                url=reverse("application-answers", args=[application.pk]),
            )
    if not applications and not partnerships:
        for scheme in schemes_open_to(account)[:1]:
            yield NextStep(
                "Find a partner",
                f"{scheme.name} is open to you. See what it asks and what it gives.",
                button="See how to take part",
                url=reverse("scheme", args=[scheme.pk]),
            )


def _day(day: date | None) -> date:
    if isinstance(day, datetime):
        return day.date()
    return day or date.max


def _answer_step(proposal: Proposal) -> NextStep:
    return NextStep(
        "A partner is proposed to you",
        "See who it is and why. Either of you may say no, without a reason.",
        button="See who it is",
        url=reverse("proposal", args=[proposal.pk]),
        day=proposal.answer_by,
    )


def _card(partnership: Partnership, account: Account, now: datetime) -> PartnershipCard:
    role = partnership.role_of(account)
    errands = waiting_on(partnership, account, now=now)
    return PartnershipCard(
        partnership=partnership,
        partner=partnership.partner_of(account),
        role=role,
        stones=stones_of(partnership, now=now),
        own=[errand for errand in errands if errand.role == role],
        theirs=[errand for errand in errands if errand.role != role],
    )
