"""Invites a third person to one meeting, and takes that back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.database.proposed_ids import id_for
from alongside.domain.lifecycle import MoveRefused
from alongside.journal.moves import write_entry
from alongside.partnerships.actions.locking import lock_session
from alongside.partnerships.mails.facilitators import (
    call_facilitator_off,
    forget_facilitator,
    invite_facilitator,
    tell_of_facilitator,
)
from alongside.partnerships.models import Facilitator, Session
from alongside.people.models import Account

MOST_INVITED = 5
"""How many people may be invited to one session one after the other: nobody sends mails to the world from here."""


@transaction.atomic
def ask_facilitator(
    session: Session,
    *,
    by: Account,
    role: str,
    name: str,
    email: str,
    facilitator_id: UUID | None = None,
    now: datetime | None = None,
) -> Facilitator:
    """Invite them to this session alone; `role` is `office` for staff. Both partners learn of it.

    `facilitator_id` is the id the form proposed: sending the same form twice invites once.
    """
    now = now or timezone.now()
    locked = lock_session(session)
    existing = locked.facilitators.filter(pk=facilitator_id).first() if facilitator_id else None
    if existing is not None:
        return existing
    _must_be_open(locked, role, email, now)
    facilitator = Facilitator(
        session=locked, name=name, email=email, invited_by=by, role=role, invited_at=now
    )
    facilitator.pk = id_for(facilitator, facilitator_id)
    facilitator.save(force_insert=True)
    _note(facilitator, "invite", by, role)
    invite_facilitator(facilitator, now=now)
    tell_of_facilitator(facilitator)
    return facilitator


@transaction.atomic
def take_facilitator_back(
    session: Session, *, by: Account, role: str, now: datetime | None = None
) -> Facilitator | None:
    """Whoever is invited is so no longer, and is told; None where nobody was. Their link ends at once.

    Either partner takes back any invitation, the office only its own.
    """
    now = now or timezone.now()
    locked = lock_session(session)
    rows = locked.facilitators.invited().select_related("invited_by")
    rows = rows.filter(role=role) if role == "office" else rows
    facilitator: Facilitator | None = rows.first()
    if facilitator is None:
        return None
    facilitator.session, facilitator.ended_at = locked, now
    facilitator.save(update_fields=["ended_at"])
    _note(facilitator, "take back", by, role)
    forget_facilitator(facilitator)
    call_facilitator_off(facilitator, now=now)
    return facilitator


def _must_be_open(session: Session, role: str, email: str, now: datetime) -> None:
    partnership = session.partnership
    rules = partnership.rules.facilitation
    if not rules.lets("office" if role == "office" else "pair", session.number):
        raise MoveRefused("In this scheme nobody is invited to this meeting in this way.")
    if session.state != "planned" or (session.ends_at is not None and session.ends_at <= now):
        raise MoveRefused("This meeting is not ahead any more, so nobody can be invited to it.")
    if session.facilitators.invited().exists():
        raise MoveRefused("Somebody is invited already. Take that back first, if it is to be somebody else.")
    if session.facilitators.count() >= MOST_INVITED:
        raise MoveRefused(
            f"{MOST_INVITED} people were invited to this meeting already. Tell others yourselves."
        )
    if email.lower() in (partnership.account_of(side).email.lower() for side in ("mentee", "mentor")):
        raise MoveRefused("This is the address of one of the two, who are invited anyway.")


def _note(facilitator: Facilitator, move: str, by: Account, role: str) -> None:
    write_entry(
        noun="facilitator",
        subject=facilitator.pk,
        move=move,
        by=by,
        role=role,
        body_id=facilitator.session.partnership.scheme.body_id,
    )
