"""Asks the mentors of a request in turn: never two at once, each with a last day, and silence moves it on."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from alongside.directory.actions.locking import lock_offer, lock_request
from alongside.directory.mails.requests import (
    clear_told,
    remind_mentor,
    tell_mentee,
    tell_mentor,
    tell_mentor_of_end,
    tell_office,
)
from alongside.directory.models import MentorEntry, Offer, Request
from alongside.directory.queries.requests import lines_of
from alongside.domain.lifecycles import OFFER, REQUEST
from alongside.enrolment.apart import declared_of, why_apart
from alongside.journal.moves import make_move, write_entry
from alongside.people.models import Account, Member


def digest_of(secret: str) -> str:
    """How the database knows a link."""
    return hashlib.sha256(secret.encode()).hexdigest()


def ask_next(request: Request, *, now: datetime) -> Offer | None:
    """Offer a locked request to the first choice who can be asked, or say that nobody is left.

    A choice whose mentor has no place today is passed over and stays on the list: it is asked as soon as a place is
    free and nobody else is being asked. Call inside the transaction that holds `lock_request`.
    """
    if request.state != "asking" or request.offers.filter(state__in=["open", "accepted"]).exists():
        return None
    today = now.astimezone(request.scheme.body.zone).date()
    line = next((line for line in lines_of(request, today) if line.is_askable), None)
    if line is None:
        _nobody_left(request, now)
        return None
    return _offer(request, line.choice.entry, now)


def _offer(request: Request, entry: MentorEntry, now: datetime) -> Offer:
    secret = secrets.token_urlsafe(32)
    today = now.astimezone(request.scheme.body.zone).date()
    offer = Offer.objects.create(
        request=request,
        mentor_application=entry.application,
        offered_at=now,
        answer_by=today + timedelta(days=request.settings.answer_within_days),
        digest=digest_of(secret),
    )
    write_entry(
        noun="offer",
        subject=offer.pk,
        move="make",
        by=None,
        role="system",
        body_id=offer.body_id,  # type: ignore[arg-type]  # a body's id is a UUID
        target=offer.state,
        facts={"request": str(request.pk), "mentor_application": str(entry.application_id)},
    )
    tell_mentor(offer, secret)
    return offer


def _nobody_left(request: Request, now: datetime) -> None:
    make_move(request, REQUEST, "exhaust", by=None, role="system")
    stamp = f"{now:%Y%m%d%H%M%S}"
    tell_mentee(
        request,
        f"exhausted-{stamp}",
        "None of the mentors you chose can take you on now. Your office helps you, and you can choose others.",
        "This says nothing about you: mentors have few places.",
    )
    tell_office(
        request,
        f"exhausted-{stamp}",
        "None of the mentors on a request can take it. The mentee needs your help.",
    )


def lapse_offers(now: datetime) -> int:
    """Silence is a no: end every offer whose last day has passed and ask the next mentor; returns how many ended."""
    rows = Offer.objects.filter(state="open", answer_by__lt=now.date() + timedelta(days=1)).order_by(
        "answer_by", "request__tier", "request__sent_at", "pk"
    )
    return sum(_lapse(offer, now) for offer in rows.select_related("request__scheme__body"))


@transaction.atomic
def _lapse(offer: Offer, now: datetime) -> bool:
    if not offer.last_day_is_over(now):
        return False
    offer = lock_offer(offer.pk)
    if offer.state != "open":
        return False  # answered in the last moment
    make_move(offer, OFFER, "lapse", by=None, role="clock", ended_at=now)
    tell_mentor_of_end(offer)
    ask_next(offer.request, now=now)
    return True


def release_who_left(now: datetime) -> int:
    """Take back what was offered to mentors who no longer apply, whose membership has ended, or who are kept apart from
    the mentee by now, also where they have said yes and nobody has introduced the two; ask the next at once. Returns
    how many.
    """
    declared = declared_of("request__application__member", "mentor_application__member")
    gone = Offer.objects.filter(
        ~Q(mentor_application__state="waiting")
        | ~Q(mentor_application__member__status=Member.ACTIVE)
        | declared,
        Q(state="open") | Q(state="accepted", request__state="accepted"),
    )
    return sum(_release(offer, now) for offer in gone.order_by("request__tier", "request__sent_at", "pk"))


@transaction.atomic
def _release(offer: Offer, now: datetime) -> bool:
    offer = lock_offer(offer.pk)
    mentor = offer.mentor_application
    rules = offer.request.rules
    takes_part = mentor.state == "waiting" and rules.eligibility.takes(mentor.member.status)
    stays = takes_part and not why_apart(offer.request.member, mentor.member, rules)
    if stays:
        return False
    if offer.state == "accepted" and offer.request.state == "accepted":
        go_on_without(offer.request, by=None, role="clock", now=now)
        return True
    if offer.state != "open":
        return False
    make_move(offer, OFFER, "withdraw", by=None, role="clock", ended_at=now)
    tell_mentor_of_end(offer)
    ask_next(offer.request, now=now)
    return True


def remind_of_offers(now: datetime) -> int:
    """Remind whoever has not answered, once, as many days before the last day as the scheme says."""
    count = 0
    rows = Offer.objects.filter(state="open", answer_by__gte=now.date() - timedelta(days=1))
    for offer in rows.select_related(
        "request__scheme__body", "request__definition", "mentor_application__member__account"
    ):
        today = now.astimezone(offer.request.scheme.body.zone).date()
        days = offer.request.settings.remind_days_before
        if days and today + timedelta(days=days) >= offer.answer_by >= today:
            remind_mentor(offer)
            count += 1
    return count


def take_up_again(now: datetime) -> int:
    """Ask again where nobody could be asked and a mentor on the list has a place by now; returns how many."""
    rows = Request.objects.filter(state="exhausted").order_by("tier", "sent_at", "pk")
    return sum(_take_up(request, now) for request in rows)


@transaction.atomic
def _take_up(request: Request, now: datetime) -> bool:
    request = lock_request(request.pk)
    today = now.astimezone(request.scheme.body.zone).date()
    if request.state != "exhausted" or not any(line.is_askable for line in lines_of(request, today)):
        return False
    make_move(request, REQUEST, "ask_again", by=None, role="clock")
    clear_told(request, "exhausted")
    ask_next(request, now=now)
    tell_mentee(
        request, f"again-{now:%Y%m%d%H%M%S}", "A place has become free, so a mentor you chose is being asked."
    )
    return True


def close_what_is_over(now: datetime) -> int:
    """Withdraw requests whose application has ended or was paired another way; returns how many."""
    over = Q(application__state__in=["withdrawn", "refused", "closed", "paired"])
    rows = Request.objects.under_way().filter(over).order_by("pk")
    return sum(_close(request, now) for request in rows)


@transaction.atomic
def _close(request: Request, now: datetime) -> bool:
    request = lock_request(request.pk)
    if request.state in ("introduced", "withdrawn"):
        return False
    take_offer_back(request, role="clock", by=None, now=now)
    make_move(request, REQUEST, "withdraw", by=None, role="clock", ended_at=now)
    return True


def go_on_without(request: Request, *, by: Account | None, role: str, now: datetime) -> None:
    """Nobody is introduced to the mentor who said yes: release them and ask the next choice of a locked request.

    The choice leaves the list, because it would be the first to be asked again.
    """
    said_yes = request.offers.filter(state="accepted").values("mentor_application")
    request.choices.filter(entry__application__in=said_yes).delete()
    take_offer_back(request, by=by, role=role, now=now)
    make_move(request, REQUEST, "reopen", by=by, role=role)
    clear_told(request, "accepted")
    tell_mentee(
        request,
        f"reopened-{now:%Y%m%d%H%M%S}",
        "The introduction could not be made, so this mentor is off your request. Your request goes on.",
        "You can choose somebody else in their place.",
    )
    ask_next(request, now=now)


def take_offer_back(request: Request, *, by: object, role: str, now: datetime) -> None:
    """Withdraw the live offer of a locked request, if there is one; its mentor is told that nothing is asked of them."""
    for offer in request.offers.filter(state__in=["open", "accepted"]).select_related(
        "mentor_application__member__account"
    ):
        offer.request, said_yes = request, offer.state == "accepted"
        make_move(offer, OFFER, "withdraw", by=by, role=role, ended_at=now)  # type: ignore[arg-type]  # an account or nobody
        tell_mentor_of_end(offer, said_yes=said_yes)
