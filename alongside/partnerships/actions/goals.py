"""Drafts goals, shares them, notes progress and settles them; only their owner does any of it."""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.database.proposed_ids import id_for
from alongside.domain.lifecycle import MoveRefused
from alongside.domain.lifecycles import GOAL
from alongside.journal.moves import make_move, write_entry
from alongside.notices.actions import clear_notices
from alongside.partnerships.actions.holding import complete_what_is_ready
from alongside.partnerships.actions.locking import lock_partnership, must_run
from alongside.partnerships.actions.private_texts import (
    copy_for_author,
    copy_for_both,
    forget_note,
    seal_for_author,
)
from alongside.partnerships.actions.sealing import seal_for_both
from alongside.partnerships.mails.sharing import goal_event, met_event, tell_of_goal, tell_of_met
from alongside.partnerships.models import Goal, GoalProgress, Partnership
from alongside.partnerships.queries.goals import GoalText
from alongside.people.models import Account
from alongside.vault.drafts import discard_draft
from alongside.vault.models import Note

MOST_GOALS, MOST_NOTES = 50, 200
KIND, PROGRESS_KIND = "goal", "goal progress"


def goal_draft(thing: Partnership | Goal) -> str:
    """Under which name what someone is typing is kept: a new goal of a partnership, or a change to a goal."""
    return f"goal:{thing.pk}"


@transaction.atomic
def draft_goal(
    partnership: Partnership, *, by: Account, role: str, text: GoalText, goal_id: UUID | None = None
) -> Goal:
    """Write a goal for oneself, sealed under one's own key until it is shared.

    `goal_id` is the id the form proposed: sending the same form twice makes one goal.
    """
    locked = lock_partnership(partnership.pk)
    must_run(locked)
    own = locked.goals.filter(author=by)
    existing: Goal | None = own.filter(pk=goal_id).first() if goal_id else None
    if existing is not None:
        return existing
    if own.count() >= MOST_GOALS:
        raise MoveRefused(f"You have {MOST_GOALS} goals: change one of them instead of adding another.")
    goal = Goal(
        partnership=locked,
        owner=role,
        author=by,
        text=seal_for_author(text.as_json(), locked, by=by, role=role, kind=KIND),
        drafted_at=timezone.now(),
    )
    goal.pk = id_for(goal, goal_id)
    goal.save(force_insert=True)
    _note(goal, "draft", by, role)
    discard_draft(by, goal_draft(locked))
    return goal


@transaction.atomic
def change_goal(goal: Goal, *, by: Account, role: str, text: GoalText, version: int | None = None) -> Goal:
    """Reword a goal that is under way. WrittenMeanwhile if `version` is no longer the last one saved."""
    locked = _lock_own(goal, by)
    if locked.state not in ("draft", "shared"):
        raise MoveRefused("This goal is settled. Open it again to change it.")
    seal = seal_for_both if locked.is_shared else seal_for_author
    seal(
        text.as_json(),
        locked.partnership,
        by=by,
        role=role,
        kind=KIND,
        note=locked.text,
        version=version,
    )
    _note(locked, "change", by, role)
    discard_draft(by, goal_draft(locked))
    return locked


@transaction.atomic
def share_goal(goal: Goal, *, by: Account, role: str) -> Goal:
    """Let the partner read a goal: its words move under the partnership's key, and the partner is told.

    A held session that waited for this goal is complete then. Sharing twice is the same as sharing once.
    """
    locked = _lock_own(goal, by)
    if locked.is_shared:
        return locked
    _reseal(locked, copy_for_both, by, role)
    make_move(locked, GOAL, "share", by=by, role="owner", shared_at=timezone.now())
    tell_of_goal(locked)
    complete_what_is_ready(locked.partnership, by=by, role=role)
    return locked


@transaction.atomic
def keep_goal_private(goal: Goal, *, by: Account, role: str) -> Goal:
    """Take a shared goal back: its words move under the author's own key again."""
    locked = _lock_own(goal, by)
    if locked.state == "draft":
        return locked
    make_move(locked, GOAL, "keep_private", by=by, role="owner", shared_at=None)
    _reseal(locked, copy_for_author, by, role)
    clear_notices(event=goal_event(locked))
    return locked


@transaction.atomic
def settle_goal(goal: Goal, *, by: Account, move: str) -> Goal:
    """Meet, drop or reopen; a goal that nobody else has seen stays private when it is opened again."""
    locked = _lock_own(goal, by)
    if move == "reopen" and not locked.is_shared:
        move = "reopen_privately"
    row = next(row for row in GOAL.moves if row.name == move)
    if locked.state == row.target:
        return locked
    settled_at = timezone.now() if row.target in ("met", "dropped") else None
    settled = make_move(locked, GOAL, move, by=by, role="owner", settled_at=settled_at)
    if row.target == "met" and settled.is_shared:
        tell_of_met(settled)
    elif move.startswith("reopen"):
        clear_notices(event=met_event(settled))
    return settled


@transaction.atomic
def note_progress(
    goal: Goal, *, by: Account, role: str, text: str, progress_id: UUID | None = None
) -> GoalProgress:
    """Note what came of a goal so far; whoever can read the goal can read it. Sending twice notes once."""
    locked = _lock_own(goal, by)
    existing: GoalProgress | None = locked.progress.filter(pk=progress_id).first() if progress_id else None
    if existing is not None:
        return existing
    if locked.progress.count() >= MOST_NOTES:
        raise MoveRefused(
            "This goal has as many notes as one goal can hold. Begin a new goal for what comes."
        )
    seal = seal_for_both if locked.is_shared else seal_for_author
    progress = GoalProgress(
        goal=locked,
        text=seal(text, locked.partnership, by=by, role=role, kind=PROGRESS_KIND),
        noted_at=timezone.now(),
    )
    progress.pk = id_for(progress, progress_id)
    progress.save(force_insert=True)
    _note(locked, "note progress", by, role)
    return progress


def _reseal(goal: Goal, copy: Callable[..., Note], by: Account, role: str) -> None:
    """Move the words of a goal and of its progress to another key; nothing stays behind under the old one."""
    rows: list[Goal | GoalProgress] = [goal, *goal.progress.select_related("text")]
    for row in rows:
        old = row.text
        row.text = copy(old, goal.partnership, by=by, role=role)
        row.save(update_fields=["text"])
        forget_note(old, goal.partnership, by=by, role=role)


def _lock_own(goal: Goal, by: Account) -> Goal:
    partnership = lock_partnership(goal.partnership_id)
    must_run(partnership)
    locked: Goal = Goal.objects.select_related("text").get(pk=goal.pk)
    locked.partnership = partnership
    if locked.author_id != by.pk:
        raise MoveRefused("This step on the goal is for someone else to take.")
    return locked


def _note(goal: Goal, move: str, by: Account, role: str) -> None:
    write_entry(
        noun="goal",
        subject=goal.pk,
        move=move,
        by=by,
        role=role,
        body_id=goal.partnership.scheme.body_id,
    )
