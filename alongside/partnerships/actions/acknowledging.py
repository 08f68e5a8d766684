"""Thanks the other at the end, and lets them use it as evidence or not."""

from django.db import transaction
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.journal.moves import write_entry
from alongside.notices.actions import clear_notices
from alongside.partnerships.actions.locking import lock_partnership
from alongside.partnerships.actions.sealing import seal_for_both
from alongside.partnerships.mails.acknowledgement import tell_of_thanks, thanks_event
from alongside.partnerships.models import Acknowledgement, Partnership
from alongside.partnerships.queries.acknowledgements import is_closing
from alongside.people.models import Account
from alongside.vault.drafts import discard_draft

KIND = "acknowledgement"


def thanks_draft(partnership: Partnership) -> str:
    """Under which name what someone is typing is kept."""
    return f"thanks:{partnership.pk}"


@transaction.atomic
def write_acknowledgement(
    partnership: Partnership, *, by: Account, role: str, text: str, may_be_shown: bool
) -> Acknowledgement:
    """Write it, or word it anew. The other hears of the first words, not of later changes.

    MoveRefused before the end has come: feedback after a session is for what happens on the way.
    """
    locked = lock_partnership(partnership.pk)
    if not is_closing(locked):
        raise MoveRefused("This is for the end: your last session, or the day on which you part.")
    found: Acknowledgement | None = locked.acknowledgements.select_related("text").filter(role=role).first()
    note = seal_for_both(text, locked, by=by, role=role, kind=KIND, note=found.text if found else None)
    is_new = found is None
    thanks = found or Acknowledgement(partnership=locked, role=role, author=by, text=note)
    thanks.may_be_shown, thanks.written_at = may_be_shown, timezone.now()
    thanks.save()
    write_entry(
        noun="acknowledgement",
        subject=thanks.pk,
        move="write" if is_new else "change",
        by=by,
        role=role,
        body_id=locked.scheme.body_id,
        facts={"may_be_shown": may_be_shown},
    )
    discard_draft(by, thanks_draft(locked))
    if is_new:
        tell_of_thanks(thanks)
    return thanks


def read_acknowledgement(thanks: Acknowledgement, *, by: Account) -> None:
    """The receiver has read it, so the news leaves their home page."""
    clear_notices(event=thanks_event(thanks), account=by)
