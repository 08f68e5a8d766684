"""Whoever had a place says afterwards how the workshop was."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.journal.moves import write_entry
from alongside.notices.actions import clear_notices
from alongside.training.actions.adding_up import add_worth
from alongside.training.actions.runs import lock_run
from alongside.training.mails.places import feedback_event
from alongside.training.models import Place


@transaction.atomic
def give_feedback(place: Place, *, answers: dict[str, Any]) -> None:
    """Keep it, in place of what was said before. MoveRefused while the workshop goes on, and without a place in it."""
    run = lock_run(place.run)
    place = (
        Place.objects.select_for_update(of=("self",))
        .select_related("run__scheme", "member__account")
        .get(pk=place.pk)
    )
    if place.run.state != "over" or place.state != "taken":
        raise MoveRefused("You can say how it was once the workshop is over, if you had a place in it.")
    if place.heard_at is None:
        place.heard_at = timezone.now()
        add_worth(run, int(answers["worth"]))
    place.feedback = answers
    place.save(update_fields=["feedback", "heard_at"])
    account = place.member.account
    clear_notices(event=feedback_event(place), account=account)
    write_entry(
        noun="place", subject=place.pk, move="give feedback", by=account, role="member", body_id=place.body_id
    )
