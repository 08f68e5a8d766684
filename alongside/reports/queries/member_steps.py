"""The one next step of a member, out of everything in which they have a part."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from alongside.directory.models import NamedMentor, Offer, Request
from alongside.enrolment.models import Application
from alongside.matching.models import Proposal
from alongside.partnerships.models import Partnership
from alongside.partnerships.queries.errands import Errand
from alongside.partnerships.queries.steps import next_step
from alongside.people.models import Account
from alongside.schemes.queries import schemes_open_to
from alongside.web.parts import NextStep


@dataclass(frozen=True)
class UnderWay:
    """Everything in which the person has a part; `finished` are partnerships that ended, with what is left to do."""

    proposals: list[Proposal]
    offers: list[Offer]
    requests: list[Request]
    named: list[NamedMentor]
    partnerships: list[Partnership]
    finished: dict[Partnership, list[Errand]]
    applications: list[Application]


def steps_of(account: Account, under_way: UnderWay, now: datetime) -> Iterator[NextStep]:
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
    yield from (_suggested_step(named) for named in under_way.named if named.state == "agreed")
    for request in drafts:
        yield _request_step(
            request, "Finish your request for a mentor", "everything is kept until you send it."
        )
    yield from _applying(account, under_way)
    yield from (_looking_back_step(each, left[0], account) for each, left in under_way.finished.items())
    yield from _finding(account, under_way)


def _applying(account: Account, under_way: UnderWay) -> Iterator[NextStep]:
    """Drafts of applications, but for those that a request or somebody whom one has named goes on with."""
    elsewhere = {each.application_id for rows in (under_way.requests, under_way.named) for each in rows}
    for application in under_way.applications:
        own = application.member.account_id == account.pk and application.pk not in elsewhere
        if application.state == "draft" and own:
            yield NextStep(
                "Finish your application",
                f"Your draft for {application.scheme.name} is kept. It takes about ten minutes.",
                button="Go on with it",
                url=reverse("application-answers", args=[application.pk]),
            )


def _finding(account: Account, under_way: UnderWay) -> Iterator[NextStep]:
    """How to begin, for somebody who has nothing under way."""
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


def _suggested_step(named: NamedMentor) -> NextStep:
    word = named.rules.roles.mentor.singular
    return NextStep(
        f"{named.name} is suggested to you",
        f"They have agreed that you may know of them. Say whether we ask them to be your {word}.",
        button="Decide",
        url=reverse("own-mentor", args=[named.scheme_id]),
    )


def _looking_back_step(partnership: Partnership, errand: Errand, account: Account) -> NextStep:
    return NextStep(
        f"Look back on your time with {partnership.partner_of(account).given_name}",
        errand.sentence,
        button="Look back",
        url=errand.url,
    )


def _answer_step(proposal: Proposal) -> NextStep:
    return NextStep(
        "A partner is proposed to you",
        "See who it is and why. Either of you may say no, without a reason.",
        button="See who it is",
        url=reverse("proposal", args=[proposal.pk]),
        day=proposal.answer_by,
    )
