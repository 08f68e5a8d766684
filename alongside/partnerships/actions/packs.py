"""Adds a way to lead the conversation to one session, and takes it off."""

from django.db import transaction

from alongside.domain.lifecycle import MoveRefused
from alongside.partnerships.actions.locking import lock_session
from alongside.partnerships.actions.scheduling import note_session
from alongside.partnerships.models import Session
from alongside.people.models import Account


@transaction.atomic
def choose_pack(session: Session, *, by: Account, role: str, pack: str) -> Session:
    """Add the scheme's pack with that key to this session, in place of another; empty takes it off."""
    locked = lock_session(session)
    if locked.state != "planned":
        raise MoveRefused("This session is over. Choose a way to lead the next one.")
    if pack and locked.partnership.rules.conversation.pack(pack) is None:
        raise MoveRefused("Your scheme has no such way to lead a session. Choose one from the list.")
    if locked.prompt_pack != pack:
        locked.prompt_pack = pack
        locked.save(update_fields=["prompt_pack"])
        note_session(locked, "choose pack", by=by, role=role)
    return locked
