"""Agrees on actions and settles them."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.database.proposed_ids import id_for
from alongside.domain.lifecycle import MoveRefused
from alongside.domain.lifecycles import ACTION
from alongside.journal.moves import make_move, write_entry
from alongside.partnerships.actions.locking import lock_partnership, must_run
from alongside.partnerships.actions.sealing import seal_for_both
from alongside.partnerships.models import Action, Goal, Partnership, Session
from alongside.people.models import Account

MOST_OPEN = 100


@transaction.atomic
def agree_action(
    partnership: Partnership,
    *,
    by: Account,
    role: str,
    text: str,
    owner: str = "",
    due_on: date | None = None,
    session: Session | None = None,
    action_id: UUID | None = None,
    goal: Goal | None = None,
) -> Action:
    """Note a step that one of the two will take; the scheme says whose it is where `owner` is empty.

    `action_id` is the id the form proposed: sending the same form twice makes one action. It is a step to `goal` where
    there is one, which both can read.
    """
    locked = lock_partnership(partnership.pk)
    must_run(locked)
    existing = locked.actions.filter(pk=action_id).first() if action_id else None
    if existing is not None:
        return existing
    if goal is not None and not locked.goals.shared().standing().filter(pk=goal.pk).exists():
        raise MoveRefused("Share this goal first: its steps are for both of you.")
    if locked.actions.open().count() >= MOST_OPEN:
        raise MoveRefused(f"You have {MOST_OPEN} open actions: finish or drop some before you add another.")
    action = Action(
        partnership=locked,
        session=session,
        goal=goal,
        owner=owner or locked.rules.actions.default_owner,
        text=seal_for_both(text, locked, by=by, role=role, kind="action"),
        due_on=due_on,
        agreed_by=by,
        agreed_at=timezone.now(),
    )
    action.pk = id_for(action, action_id)
    action.save(force_insert=True)
    _note(action, "agree", by, role)
    return action


@transaction.atomic
def change_action(
    action: Action,
    *,
    by: Account,
    role: str,
    text: str,
    owner: str,
    due_on: date | None,
    version: int | None = None,
) -> Action:
    """Reword an action, or give it another owner or day; either partner may."""
    locked = _locked(action)
    if locked.state != "open":
        raise MoveRefused("This action is settled. Open it again to change it.")
    seal_for_both(
        text, locked.partnership, by=by, role=role, kind="action", note=locked.text, version=version
    )
    locked.owner, locked.due_on = owner, due_on
    locked.save(update_fields=["owner", "due_on"])
    _note(locked, "change", by, role)
    return locked


@transaction.atomic
def settle_action(action: Action, *, by: Account, role: str, move: str) -> Action:
    """Finish, drop or reopen; doing again what is done already changes nothing."""
    locked = _locked(action)
    target = next(row.target for row in ACTION.moves if row.name == move)
    if locked.state == target:
        return locked
    settled_at = None if target == "open" else timezone.now()
    relation = "owner" if locked.owner == role else "partner"
    return make_move(locked, ACTION, move, by=by, role=relation, settled_at=settled_at)


def _locked(action: Action) -> Action:
    partnership = lock_partnership(action.partnership_id)
    must_run(partnership)
    locked: Action = Action.objects.select_related("text").get(pk=action.pk)
    locked.partnership = partnership
    return locked


def _note(action: Action, move: str, by: Account, role: str) -> None:
    write_entry(
        noun="action",
        subject=action.pk,
        move=move,
        by=by,
        role=role,
        body_id=action.partnership.scheme.body_id,
    )
