"""Moves two people from one stage of their work to another, forward or back."""

from django.db import transaction
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.journal.moves import write_entry
from alongside.partnerships.actions.locking import lock_partnership, must_run
from alongside.partnerships.models import Partnership
from alongside.partnerships.queries.stages import stage_of
from alongside.people.models import Account

MOST_MOVES = 200


@transaction.atomic
def move_to_stage(partnership: Partnership, *, by: Account, role: str, stage: str) -> bool:
    """Say that the two are in this stage now; whether that is a change. What was before stays in their history."""
    locked = lock_partnership(partnership.pk)
    must_run(locked)
    if stage not in {each.key for each in locked.rules.stages}:
        raise MoveRefused("Choose one of the stages of your scheme.")
    now = stage_of(locked)
    if now is not None and now.key == stage:
        return False
    if locked.stage_moves.count() >= MOST_MOVES:
        raise MoveRefused("This has been moved very often: talk about it when you meet.")
    locked.stage_moves.create(role=role, stage=stage, moved_at=timezone.now())
    write_entry(
        noun="partnership",
        subject=locked.pk,
        move="move to stage",
        by=by,
        role=role,
        body_id=locked.scheme.body_id,
    )
    return True
