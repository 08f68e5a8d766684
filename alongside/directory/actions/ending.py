"""Introduces, pauses, resumes and withdraws a request."""

from datetime import datetime

from django.db import transaction

from alongside.directory.actions.asking import ask_next, go_on_without, take_offer_back
from alongside.directory.actions.locking import lock_request
from alongside.directory.mails.requests import tell_mentee
from alongside.directory.models import Request
from alongside.directory.queries.barriers import Barriers
from alongside.directory.queries.requests import live_offer
from alongside.domain.lifecycle import MoveRefused
from alongside.domain.lifecycles import REQUEST
from alongside.domain.matching.building import build_criteria
from alongside.domain.matching.solve import reasons_for
from alongside.enrolment.actions import withdraw_application
from alongside.journal.moves import make_move
from alongside.notices.actions import clear_notices
from alongside.partnerships.actions import introduce_pair
from alongside.partnerships.models import Partnership
from alongside.people.models import Account


@transaction.atomic
def introduce_request(request: Request, *, by: Account | None, now: datetime) -> Partnership:
    """Introduce the mentee to the mentor who said yes: only now does either learn how to reach the other."""
    request = lock_request(request.pk)
    offer = live_offer(request)
    if request.state != "accepted" or offer is None:
        raise MoveRefused("Nobody has said yes to this request, so there is nobody to introduce.")
    entry = offer.mentor_application.entry
    today = now.astimezone(request.scheme.body.zone).date()
    both = Barriers(request.member, [entry], request.rules, today, request.application)
    if not both.takes_part(entry):
        raise MoveRefused(f"{entry.member.name} takes no part at present. Ask the next choice instead.")
    told = reasons_for(build_criteria(request.rules.criteria()), both.mentee, both.mentor(entry))
    partnership = introduce_pair(
        mentee_application=request.application,
        mentor_application=offer.mentor_application,
        definition=request.definition,
        by=by,
        now=now,
        reasons=[{"mentee": reason.sentence, "mentor": reason.to_mentor} for reason in told if reason.points],
        origin=Partnership.ASKED,
    )
    make_move(request, REQUEST, "introduce", by=by, role="office" if by else "system", ended_at=now)
    clear_notices(event_prefix=f"request:{request.pk}:")
    return partnership


@transaction.atomic
def reopen_request(request: Request, *, by: Account, now: datetime) -> Request:
    """The introduction cannot be made after all: release the mentor and ask the next choice."""
    request = lock_request(request.pk)
    if request.state != "accepted":
        raise MoveRefused("Nobody has said yes to this request, so there is no introduction to give up.")
    go_on_without(request, by=by, role="office", now=now)
    return request


@transaction.atomic
def pause_request(request: Request, *, by: Account, now: datetime) -> Request:
    """Ask nobody for now. Whoever was being asked is told that nothing is asked of them, and can be asked again."""
    request = lock_request(request.pk)
    take_offer_back(request, by=by, role="mentee", now=now)
    return make_move(request, REQUEST, "pause", by=by, role="mentee")


@transaction.atomic
def resume_request(request: Request, *, by: Account, now: datetime) -> Request:
    """Go on where it stopped."""
    request = lock_request(request.pk)
    make_move(request, REQUEST, "resume", by=by, role="mentee")
    ask_next(request, now=now)
    return request


@transaction.atomic
def withdraw_request(request: Request, *, by: Account, role: str, now: datetime) -> Request:
    """End it, and the application with it, at any time before the introduction and without a reason."""
    request = lock_request(request.pk)
    take_offer_back(request, by=by, role=role, now=now)
    make_move(request, REQUEST, "withdraw", by=by, role=role, ended_at=now)
    if request.application.state in ("draft", "submitted", "waiting"):
        by_applicant = request.application.member.account_id == by.pk
        withdraw_application(request.application, by=by, role="applicant" if by_applicant else "office")
    clear_notices(event_prefix=f"request:{request.pk}:")
    if role == "office":
        tell_mentee(request, "withdrawn", "The office has withdrawn your request.")
    return request
