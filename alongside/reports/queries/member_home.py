"""A member's home: the one next step, their partnerships, where they wait, and what others owe them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from alongside.cpd.models import Profile
from alongside.cpd.queries.overview import Overview, overview_of
from alongside.cpd.queries.profiles import next_deadline
from alongside.directory.models import MentorEntry, Offer, Request
from alongside.directory.queries.entries import entries_of
from alongside.directory.queries.progress import milestones_of
from alongside.directory.queries.requests import lines_of, offers_to, requests_of
from alongside.enrolment.models import Application
from alongside.enrolment.queries import Standing, applications_of, standing_of
from alongside.events.models import Event
from alongside.events.queries import next_for_member
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
from alongside.web.parts import Milestone, NextStep, Stone

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
class RequestCard:
    """A request for mentors that was sent, with the step it is at."""

    request: Request
    step: Milestone


@dataclass(frozen=True)
class MemberHome:
    """Everything the home page shows."""

    step: NextStep | None
    partnerships: list[PartnershipCard]
    waiting: list[WaitingCard]
    requests: list[RequestCard]
    entries: list[MentorEntry]
    notices: list[Notice]
    events: list[Event]
    cpd: Overview | None
    audit: tuple[Profile, date] | None
    is_member: bool


def member_home(account: Account, *, now: datetime, today: date) -> MemberHome:
    """The person's home as it stands now; as many queries for several partnerships as for one."""
    partnerships = [each for each in partnerships_of(account) if each.state != "ended"]
    applications = list(applications_of(account))
    proposals, offers = list(open_proposals_of(account)), list(offers_to(account))
    requests, entries = list(requests_of(account)), list(entries_of(account))
    elsewhere = {each.application_id for each in requests} | {each.application_id for each in entries}
    is_member = account.memberships.exists()
    under_way = _UnderWay(proposals, offers, requests, partnerships, applications)
    return MemberHome(
        step=next(_steps(account, under_way, now), None),
        partnerships=[_card(each, account, now) for each in partnerships],
        waiting=[
            WaitingCard(each, standing_of(each, today), _word(each))
            for each in applications
            if each.state in ("submitted", "waiting")
            and each.pk not in elsewhere
            and not _works(each, partnerships)
        ],
        requests=[_request_card(each) for each in requests if each.sent_at is not None],
        entries=entries,
        notices=list(open_notices(account)[:MOST_NOTICES]),
        events=next_for_member(account, now) if is_member else [],
        cpd=overview_of(account, today=today) if is_member else None,
        audit=next_deadline(account) if is_member else None,
        is_member=is_member,
    )


def _request_card(request: Request) -> RequestCard:
    today = timezone.now().astimezone(request.scheme.body.zone).date()
    steps = milestones_of(request, lines_of(request, today), today)
    return RequestCard(request, next(step for step in steps if step.state == "here"))


def _works(application: Application, partnerships: list[Partnership]) -> bool:
    """A mentor who has a partner waits for nothing, though more mentees may come."""
    return any(
        application.pk in (each.mentee_application_id, each.mentor_application_id) for each in partnerships
    )


def _word(application: Application) -> str:
    rules = rules_of(application.definition)
    return rules.roles.mentee.singular if application.role == "mentee" else rules.roles.mentor.singular


@dataclass(frozen=True)
class _UnderWay:
    """Everything in which the person has a part."""

    proposals: list[Proposal]
    offers: list[Offer]
    requests: list[Request]
    partnerships: list[Partnership]
    applications: list[Application]


def _steps(account: Account, under_way: _UnderWay, now: datetime) -> Iterator[NextStep]:
    """What could be the next step, the most pressing first: someone waits for an answer before anything else."""
    for proposal in under_way.proposals:
        if not proposal.answer_of(proposal.role_of(account)):
            yield _answer_step(proposal)
    yield from map(_offer_step, under_way.offers)
    drafts = [request for request in under_way.requests if request.state == "draft"]
    for request in drafts:
        if request.sent_at is not None:
            yield _request_step(
                request, "Your request was sent back to you", "read why, and change what you want."
            )
    found = [step for each in under_way.partnerships if (step := next_step(each, account, now=now))]
    yield from sorted(found, key=lambda step: (step.day is None, _day(step.day)))
    for request in drafts:
        yield _request_step(
            request, "Finish your request for a mentor", "everything is kept until you send it."
        )
    yield from _applying(account, under_way, {request.application_id for request in drafts})


def _applying(account: Account, under_way: _UnderWay, asked_for: set[UUID]) -> Iterator[NextStep]:
    """Drafts of applications, but for those that a request goes on with; or how to begin."""
    for application in under_way.applications:
        own = application.member.account_id == account.pk and application.pk not in asked_for
        if application.state == "draft" and own:
            yield NextStep(
                "Finish your application",
                f"Your draft for {application.scheme.name} is kept. It takes about ten minutes.",
                button="Go on with it",
                url=reverse("application-answers", args=[application.pk]),
            )
    if not under_way.applications and not under_way.partnerships:
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


def _offer_step(offer: Offer) -> NextStep:
    word = offer.request.rules.roles.mentee.singular
    return NextStep(
        f"A {word} asks for you",
        "See who it is and what they seek. You may say no, without a reason.",
        button="See who it is",
        url=reverse("offer", args=[offer.pk]),
        day=offer.answer_by,
    )


def _request_step(request: Request, title: str, words: str) -> NextStep:
    return NextStep(
        title,
        f"{request.scheme.name}: {words}",
        button="Go to your request",
        url=reverse("request", args=[request.pk]),
    )


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
