"""A member's home: the one next step, their partnerships, where they wait, and what others owe them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from alongside.cpd.models import Profile
from alongside.cpd.queries.overview import Overview, overview_of
from alongside.cpd.queries.profiles import next_deadline
from alongside.directory.models import MentorEntry, NamedMentor, Request
from alongside.directory.queries.entries import entries_of
from alongside.directory.queries.named import milestones_of_named, named_by
from alongside.directory.queries.progress import milestones_of
from alongside.directory.queries.requests import lines_of, offers_to, requests_of
from alongside.enrolment.models import Application
from alongside.enrolment.queries import Standing, applications_of, standing_of
from alongside.events.models import Event
from alongside.events.queries import next_for_member
from alongside.matching.queries import open_proposals_of
from alongside.notices.models import Notice
from alongside.notices.queries import open_notices
from alongside.partnerships.models import Partnership
from alongside.partnerships.queries.closing import errands_after_end
from alongside.partnerships.queries.errands import Errand, waiting_beside
from alongside.partnerships.queries.partnerships import partnerships_of
from alongside.partnerships.queries.path import stones_of
from alongside.people.models import Account, Member, OfficeRole
from alongside.reports.queries.member_steps import UnderWay, steps_of
from alongside.schemes.queries import rules_of
from alongside.web.parts import Milestone, NextStep, Stone

MOST_NOTICES = 50


@dataclass(frozen=True)
class PartnershipCard:
    """A partnership with its path, and what waits on whom beside the next step; of one that has ended, what is left."""

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
class NamedCard:
    """Somebody whom one has asked oneself, and who has not answered yet."""

    named: NamedMentor
    step: Milestone


@dataclass(frozen=True)
class MemberHome:
    """Everything the home page shows."""

    step: NextStep | None
    partnerships: list[PartnershipCard]
    named: list[NamedCard]
    waiting: list[WaitingCard]
    requests: list[RequestCard]
    entries: list[MentorEntry]
    notices: list[Notice]
    events: list[Event]
    cpd: Overview | None
    audit: tuple[Profile, date] | None
    is_member: bool
    is_auditor: bool


def member_home(account: Account, *, now: datetime, today: date) -> MemberHome:
    """The person's home as it stands now; as many queries for several partnerships as for one."""
    everyone = partnerships_of(account)
    partnerships = [each for each in everyone if each.state != "ended"]
    finished = errands_after_end(everyone, account, today=today)
    applications = list(applications_of(account))
    proposals, offers = list(open_proposals_of(account)), list(offers_to(account))
    requests, named, entries = list(requests_of(account)), list(named_by(account)), list(entries_of(account))
    elsewhere = {each.application_id for rows in (requests, named, entries) for each in rows}
    is_member = account.memberships.exists()
    under_way = UnderWay(proposals, offers, requests, named, partnerships, finished, applications)
    roles = frozenset[str]() if is_member else _roles_of(account)
    step = next(steps_of(account, under_way, now), None)
    if step is None and OfficeRole.TRAINER in roles:
        step = _training_step()
    return MemberHome(
        step=step,
        partnerships=[
            *(_card(each, account, step, now) for each in partnerships),
            *_finished_cards(finished, account, step),
        ],
        named=[
            NamedCard(each, next(mark for mark in milestones_of_named(each) if mark.state == "here"))
            for each in named
            if each.state == "open"
        ],
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
        is_auditor=OfficeRole.AUDITOR in roles,
    )


def _roles_of(account: Account) -> frozenset[str]:
    return frozenset(OfficeRole.objects.filter(account=account).values_list("role", flat=True))


def _training_step() -> NextStep:
    """For a trainer who is no member, such as one of another organisation."""
    return NextStep(
        "The workshops you lead",
        "Who comes, what they need, and the roll call of each half day.",
        button="See your workshops",
        url=reverse("training"),
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


def _card(
    partnership: Partnership, account: Account, step: NextStep | None, now: datetime
) -> PartnershipCard:
    role = partnership.role_of(account)
    errands = waiting_beside(step, partnership, account, now=now)
    return PartnershipCard(
        partnership=partnership,
        partner=partnership.partner_of(account),
        role=role,
        stones=stones_of(partnership, now=now),
        own=[errand for errand in errands if errand.role == role],
        theirs=[errand for errand in errands if errand.role != role],
    )


def _finished_cards(
    finished: dict[Partnership, list[Errand]], account: Account, step: NextStep | None
) -> Iterator[PartnershipCard]:
    """One for each that waits for more than the next step."""
    for partnership, errands in finished.items():
        left = [errand for errand in errands if step is None or errand.url != step.url]
        if left:
            role, partner = partnership.role_of(account), partnership.partner_of(account)
            yield PartnershipCard(partnership, partner, role, stones=[], own=left, theirs=[])
