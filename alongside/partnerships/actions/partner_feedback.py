"""Gives the other partner feedback at any time, about a goal if one likes, and takes it back."""

import json
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.database.proposed_ids import id_for
from alongside.domain.lifecycle import MoveRefused
from alongside.journal.moves import write_entry
from alongside.notices.actions import clear_notices
from alongside.partnerships.actions.locking import lock_partnership, must_run
from alongside.partnerships.actions.private_texts import forget_note
from alongside.partnerships.actions.sealing import seal_for_both
from alongside.partnerships.mails.feedback import partner_feedback_event, tell_of_partner_feedback
from alongside.partnerships.models import PartnerFeedback, Partnership
from alongside.partnerships.queries.goals import goals_of
from alongside.people.models import Account

MOST_GIVEN = 200


@transaction.atomic
def give_partner_feedback(
    partnership: Partnership,
    *,
    by: Account,
    role: str,
    answers: dict[str, str],
    goal_id: UUID | None = None,
    feedback_id: UUID | None = None,
) -> PartnerFeedback:
    """Tell the other, who hears that there is something to read. The goal is one that both can read.

    `feedback_id` is the id the form proposed: sending the same form twice gives it once.
    """
    locked = lock_partnership(partnership.pk)
    must_run(locked)
    own = locked.partner_feedback.filter(author=by)
    existing: PartnerFeedback | None = own.filter(pk=feedback_id).first() if feedback_id else None
    if existing is not None:
        return existing
    if own.count() >= MOST_GIVEN:
        raise MoveRefused(f"You have given feedback {MOST_GIVEN} times: take some back first.")
    goal = goals_of(locked).filter(pk=goal_id).first() if goal_id else None
    if goal_id and goal is None:
        raise MoveRefused("This goal is not shared by the two of you any more. Choose another one, or none.")
    given = PartnerFeedback(
        partnership=locked,
        goal=goal,
        author=by,
        role=role,
        text=seal_for_both(json.dumps(answers), locked, by=by, role=role, kind="feedback"),
        given_at=timezone.now(),
    )
    given.pk = id_for(given, feedback_id)
    given.save(force_insert=True)
    _note(given, "give", by, role)
    tell_of_partner_feedback(given)
    return given


@transaction.atomic
def take_back_partner_feedback(
    partnership: Partnership, *, by: Account, role: str, feedback_id: UUID
) -> bool:
    """Forget what one has said oneself; whether it was there."""
    locked = lock_partnership(partnership.pk)
    must_run(locked)
    given = locked.partner_feedback.filter(author=by, pk=feedback_id).select_related("text").first()
    if given is None:
        return False
    _note(given, "take back", by, role)
    clear_notices(event=partner_feedback_event(given))
    note = given.text
    given.delete()
    forget_note(note, locked, by=by, role=role)
    return True


def _note(given: PartnerFeedback, move: str, by: Account, role: str) -> None:
    write_entry(
        noun="feedback",
        subject=given.pk,
        move=move,
        by=by,
        role=role,
        body_id=given.partnership.scheme.body_id,
    )
