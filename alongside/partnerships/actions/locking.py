"""Locks a partnership before anything in it changes: it always comes first, so that no two wait in a ring."""

from uuid import UUID

from alongside.domain.lifecycle import MoveRefused
from alongside.partnerships.models import Partnership, Session
from alongside.partnerships.queries.agreements import must_agree_before


def lock_partnership(partnership_id: UUID) -> Partnership:
    """The partnership as it stands in the database, locked until the transaction ends."""
    rows = Partnership.objects.select_for_update(of=("self",)).select_related(
        "scheme__body", "definition", "mentee__account", "mentor__account"
    )
    locked: Partnership = rows.get(pk=partnership_id)
    return locked


def lock_session(session: Session) -> Session:
    """The session as it stands in the database, its partnership locked; MoveRefused once that has ended."""
    partnership = lock_partnership(session.partnership_id)
    must_run(partnership)
    locked: Session = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    locked.partnership = partnership
    return locked


def must_have_agreed(session: Session) -> None:
    """Refuse what has to wait for an agreement that both have signed, where the scheme requires one."""
    if must_agree_before(session):
        raise MoveRefused(
            f"In your scheme, session {session.number} waits until you have both signed your agreement. "
            "You find it under “Agreement”."
        )


def must_run(partnership: Partnership) -> None:
    """Refuse changes to a partnership that has ended; what was written stays readable."""
    if partnership.state == "ended":
        raise MoveRefused("This partnership has ended, so nothing in it can be changed any more.")
