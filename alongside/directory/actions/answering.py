"""A mentor says yes or no to a request."""

from datetime import datetime

from django.db import transaction

from alongside.directory.actions.asking import ask_next, digest_of
from alongside.directory.actions.ending import introduce_request
from alongside.directory.actions.locking import lock_offer, lock_request
from alongside.directory.mails.requests import (
    ask_whom_was_suggested,
    suggestion_event,
    tell_mentee,
    tell_office,
)
from alongside.directory.models import MentorEntry, Offer, Suggestion
from alongside.domain.lifecycle import MoveRefused
from alongside.domain.lifecycles import OFFER, REQUEST
from alongside.enrolment.apart import why_apart
from alongside.enrolment.places import places_taken
from alongside.journal.moves import make_move, write_entry
from alongside.notices.actions import clear_notices
from alongside.people.models import Account


def offer_by_link(secret: str) -> Offer | None:
    """The offer whose mail had this link; None for a link that never was."""
    rows = Offer.objects.select_related(
        "request__application__member", "request__definition", "request__scheme__body",
        "mentor_application__member__account",
    )  # fmt: skip
    found: Offer | None = rows.filter(digest=digest_of(secret)).first()
    return found


@transaction.atomic
def answer_offer(
    offer: Offer, *, yes: bool, now: datetime, reason: str = "", suggested: MentorEntry | None = None
) -> Offer:
    """Take the mentor's answer; the same answer twice is one. A no asks the next mentor in the same moment.

    The caller has made sure that the mentor answers: signed in, or by the secret link of their mail. `reason` is a key
    of the scheme's reasons, for the office. `suggested` is a colleague of whom the mentee learns once they agree.
    """
    offer = lock_offer(offer.pk)
    if offer.state == ("accepted" if yes else "declined"):
        return offer
    if offer.state != "open":
        raise MoveRefused("This request is no longer yours to answer. There is nothing you need to do.")
    if offer.last_day_is_over(now):
        raise MoveRefused("The last day to answer has passed, so somebody else is being asked.")
    return _accept(offer, now) if yes else _decline(offer, now, reason, suggested)


def _accept(offer: Offer, now: datetime) -> Offer:
    request, mentor = offer.request, offer.mentor_application
    mentor.refresh_from_db(fields=["capacity", "state"])
    if mentor.state != "waiting" or places_taken([mentor])[mentor.pk] > mentor.capacity:
        raise MoveRefused(
            "You have no place free for another mentee now. Raise the number of your places first, or answer no."
        )
    if why := why_apart(request.member, mentor.member, request.rules):
        raise MoveRefused(f"{why} So the two of you are not paired, and there is nothing you need to do.")
    account = mentor.member.account
    make_move(offer, OFFER, "accept", by=account, role="mentor", ended_at=now)
    make_move(request, REQUEST, "accept", by=account, role="mentor")
    clear_notices(event_prefix=f"offer:{offer.pk}:")
    if request.settings.introduced_by == "system":
        introduce_request(request, by=None, now=now)
        return offer
    tell_mentee(
        request, f"accepted-{offer.pk}", "A mentor has said yes. Your office introduces you to each other."
    )
    tell_office(request, f"accepted-{offer.pk}", "A mentor has said yes to a request. Introduce the two.")
    return offer


def _decline(offer: Offer, now: datetime, reason: str, suggested: MentorEntry | None) -> Offer:
    request, account = offer.request, offer.mentor_application.member.account
    known = {each.key for each in request.settings.decline_reasons}
    if reason and reason not in known:
        raise MoveRefused("Choose one of the reasons, or none.")
    make_move(offer, OFFER, "decline", by=account, role="mentor", ended_at=now, reason=reason)
    clear_notices(event_prefix=f"offer:{offer.pk}:")
    if suggested is not None and not request.choices.filter(entry=suggested).exists():
        made, is_new = Suggestion.objects.get_or_create(
            request=request, entry=suggested, defaults={"made_by": account}
        )
        if is_new:
            ask_whom_was_suggested(made)
        write_entry(
            noun="request", subject=request.pk, move="suggest", by=account, role="mentor",
            body_id=request.scheme.body_id,
        )  # fmt: skip
    ask_next(request, now=now)
    return offer


@transaction.atomic
def answer_suggestion(suggestion: Suggestion, *, yes: bool, by: Account, now: datetime) -> None:
    """Agree to be suggested, and the mentee is told; or not, and nobody learns that there was a suggestion."""
    lock_request(suggestion.request_id)
    found = (
        Suggestion.objects.select_for_update(of=("self",)).filter(pk=suggestion.pk, agreed_at=None).first()
    )
    if found is None:
        raise MoveRefused("This needs no answer from you any more.")
    request = suggestion.request
    write_entry(
        noun="suggestion", subject=found.pk, move="agree" if yes else "decline", by=by, role="mentor",
        body_id=request.scheme.body_id,
    )  # fmt: skip
    clear_notices(event=suggestion_event(found))
    if not yes:
        found.delete()
        return
    found.agreed_at = now
    found.save(update_fields=["agreed_at"])
    if request.state in ("draft", "asking", "paused", "exhausted"):
        tell_mentee(request, f"suggested-{found.pk}", "Somebody has been suggested to you as a mentor.")
