"""Recommends a mentee as a mentor; the mentee sees it at once, and alone decides whether the office does."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.journal.moves import write_entry
from alongside.notices.actions import clear_notices
from alongside.notices.models import Notice
from alongside.partnerships.actions.locking import lock_partnership
from alongside.partnerships.actions.private_texts import forget_note
from alongside.partnerships.actions.sealing import seal_for_both
from alongside.partnerships.mails.sponsorship import recommended_event, tell_of_recommendation
from alongside.partnerships.models import Partnership, Recommendation
from alongside.partnerships.queries.recommendations import recommendation_of
from alongside.people.models import Account
from alongside.vault.notes import open_note

KIND = "recommendation"


@transaction.atomic
def recommend_mentee(partnership: Partnership, *, by: Account, role: str, text: str = "") -> Recommendation:
    """Recommend the mentee as a mentor, with a line if one likes; also after the end, when one looks back.

    Recommending somebody who is recommended already changes nothing. MoveRefused for the mentee.
    """
    locked = lock_partnership(partnership.pk)
    _must_be("mentor", locked, role)
    existing = recommendation_of(locked)
    if existing is not None:
        return existing
    _must_not_tell_again(locked)
    recommendation = Recommendation(
        partnership=locked,
        text=seal_for_both(text, locked, by=by, role=role, kind=KIND) if text else None,
        given_at=timezone.now(),
    )
    recommendation.save(force_insert=True)
    _note(recommendation, "recommend", by, role)
    tell_of_recommendation(recommendation)
    return recommendation


@transaction.atomic
def take_back_recommendation(partnership: Partnership, *, by: Account, role: str) -> None:
    """The mentor takes it back: it is deleted with its line, and the office no longer reads it. Twice is as once."""
    locked = lock_partnership(partnership.pk)
    _must_be("mentor", locked, role)
    found = recommendation_of(locked)
    if found is None:
        return
    _note(found, "take back", by, role)
    clear_notices(event_prefix=recommended_event(locked))
    note = found.text
    found.delete()
    if note is not None:
        forget_note(note, locked, by=by, role=role)


@transaction.atomic
def show_recommendation(
    partnership: Partnership, *, by: Account, role: str, recommendation_id: UUID, shows: bool
) -> Recommendation:
    """The mentee lets the office read it with their applications as mentor, or takes that back.

    MoveRefused for the mentor, and where the recommendation that the mentee has read is not there any more.
    """
    locked = lock_partnership(partnership.pk)
    _must_be("mentee", locked, role)
    found = recommendation_of(locked)
    if found is None or found.pk != recommendation_id:
        raise MoveRefused("This was changed after you opened the page. Read it before you decide.")
    if (found.shown_at is not None) != shows:
        found.shown_at = timezone.now() if shows else None
        found.shown_text = open_note(found.text, by=by, role=role) if shows and found.text else ""
        found.save(update_fields=["shown_at", "shown_text"])
        _note(found, "consent" if shows else "end consent", by, role)
    return found


def read_recommendation(partnership: Partnership, *, by: Account) -> None:
    """It has been read, so the news leaves the mentee's home page."""
    clear_notices(event_prefix=recommended_event(partnership), account=by)


def _must_be(part: str, partnership: Partnership, role: str) -> None:
    if not partnership.rules.sponsorship.recommendation:
        raise MoveRefused("Your scheme has no recommendations.")
    if role != part:
        name = partnership.member_of(part).given_name
        raise MoveRefused(f"This is for {name} to decide.")


def _must_not_tell_again(partnership: Partnership) -> None:
    """Once the two have parted, nobody hears from the other again and again."""
    told = Notice.objects.filter(event__startswith=recommended_event(partnership))
    if partnership.state == "ended" and told.exists():
        raise MoveRefused(
            "You took your recommendation back, and your partnership has ended. Your office can be told in your own words."
        )


def _note(recommendation: Recommendation, move: str, by: Account, role: str) -> None:
    write_entry(
        noun="recommendation",
        subject=recommendation.pk,
        move=move,
        by=by,
        role=role,
        body_id=recommendation.partnership.scheme.body_id,
    )
