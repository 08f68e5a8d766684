"""A member asks for a place, takes it, or gives it back."""

from datetime import datetime
from typing import Any

from django.db import transaction

from alongside.domain.lifecycle import MoveRefused
from alongside.domain.lifecycles import PLACE
from alongside.journal.moves import make_move, write_entry
from alongside.people.models import Account, Member
from alongside.training.actions.adding_up import add_needs
from alongside.training.actions.filling import fill
from alongside.training.actions.runs import lock_run
from alongside.training.mails.places import (
    clear_place,
    remind_of_offer,
    tell_of_giving_back,
    tell_of_lapse,
    tell_of_place,
)
from alongside.training.models import Place, Run
from alongside.training.queries.answers import choice_keys
from alongside.training.queries.priority import tier_of
from alongside.training.queries.runs import place_in, rules_for, today_at


@transaction.atomic
def ask_for_place(run: Run, *, member: Member, answers: dict[str, Any], now: datetime) -> Place:
    """Ask for a place. Asking twice changes the answers alone. Raises MoveRefused where none can be asked for."""
    run = lock_run(run)
    existing = place_in(run, member)
    if existing is not None and existing.state not in Place.OVER:
        existing.answers = answers
        existing.save(update_fields=["answers"])
        return existing
    if not run.takes_applications:
        raise MoveRefused("Nobody can ask for a place in this run any more.")
    if run.has_begun(now):
        raise MoveRefused("This run has begun, so its places are closed.")
    if member.status != Member.ACTIVE:
        raise MoveRefused("Places are for active members. Your office can tell you about your membership.")
    today = today_at(run, now)
    if run.state == "open" and run.apply_until is not None and run.apply_until < today:
        raise MoveRefused(
            "The last day to ask has passed, and the places are given out in a moment. Try again then."
        )
    tier = tier_of(member, rules_for(run, today), "workshops", today)
    place = Place.objects.create(run=run, member=member, tier=tier, applied_at=now, answers=answers)
    write_entry(
        noun="place", subject=place.pk, move="ask", by=member.account, role="member",
        body_id=place.body_id, target=place.state, facts={"run": str(run.pk), "tier": tier},
    )  # fmt: skip
    if not run.asked_for.filter(member=member).exclude(pk=place.pk).exists():
        training = rules_for(run, today).training
        add_needs(run, answers, choice_keys(training))
    fill(run, now=now, newcomer=place)
    place.refresh_from_db()
    return place


@transaction.atomic
def answer_place(place: Place, *, yes: bool, now: datetime) -> Place:
    """Take the offered place or leave it to the next; the same answer twice is one."""
    place = _locked(place)
    if place.state == ("taken" if yes else "declined"):
        return place
    by = place.member.account
    if place.state == "offered" and place.last_day_is_over(today_at(place.run, now)):
        raise MoveRefused("The last day to answer has passed, and the place goes to the next on the list.")
    if yes and place.run.has_begun(now):
        raise MoveRefused("This workshop has begun, so a place in it can no longer be taken.")
    make_move(place, PLACE, "take" if yes else "decline", by=by, role="member", answer_by=None)
    clear_place(place)
    if yes:
        tell_of_place(place, now)
    else:
        fill(place.run, now=now)
    return place


@transaction.atomic
def give_place_back(place: Place, *, by: Account, role: str, now: datetime) -> Place:
    """Withdraw, at any time before it is over and without a reason; the place goes to the next on the list.

    Whoever was there keeps it, or they could not complete the workshop any more: only the office can take it back.
    """
    place = _locked(place)
    if place.run.state not in ("open", "allotted"):
        raise MoveRefused("This run has ended, so there is nothing to give back.")
    if role == "member" and place.attendances.exists():
        raise MoveRefused("You were there, so this place stays yours. If that is wrong, ask your trainer.")
    had = place.state == "taken"
    make_move(place, PLACE, "withdraw", by=by, role=role, answer_by=None)
    clear_place(place)
    if had or role == "office":
        tell_of_giving_back(place, now, by_office=role == "office")
    fill(place.run, now=now)
    return place


@transaction.atomic
def share_address(place: Place, *, shares: bool) -> Place:
    """Go on the list of those who wish to stay in touch, or off it. Raises MoveRefused without a place."""
    place = _locked(place)
    if place.state != "taken":
        raise MoveRefused("The list is of those who have a place.")
    place.shares_address = shares
    place.save(update_fields=["shares_address"])
    write_entry(
        noun="place", subject=place.pk, move="share address" if shares else "unshare address",
        by=place.member.account, role="member", body_id=place.body_id,
    )  # fmt: skip
    return place


def lapse_places(now: datetime) -> int:
    """Offer on what was offered to somebody whose last day has passed; returns how many."""
    rows = Place.objects.filter(state="offered", answer_by__lte=now.date()).order_by("answer_by", "pk")
    return sum(_lapse(place, now) for place in rows)


@transaction.atomic
def _lapse(place: Place, now: datetime) -> bool:
    place = _locked(place)
    if place.state != "offered" or not place.last_day_is_over(today_at(place.run, now)):
        return False
    make_move(place, PLACE, "lapse", by=None, role="clock", answer_by=None)
    clear_place(place)
    tell_of_lapse(place, now)
    fill(place.run, now=now)
    return True


def remind_of_places(now: datetime) -> int:
    """Remind whoever has an offer and has not answered, once; returns how many."""
    count = 0
    rows = Place.objects.filter(state="offered").select_related("run__scheme__body", "member__account")
    for place in rows:
        today = today_at(place.run, now)
        training = rules_for(place.run, today).training
        days = training.remind_days_before if training else 0
        if days and place.answer_by and today <= place.answer_by and (place.answer_by - today).days <= days:
            remind_of_offer(place)
            count += 1
    return count


def _locked(place: Place) -> Place:
    """The place in its locked run."""
    run = lock_run(place.run)
    rows = Place.objects.select_for_update(of=("self",)).select_related("member__account")
    found: Place = rows.get(pk=place.pk)
    found.run = run
    return found
