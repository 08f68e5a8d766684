"""Planning what one wants to learn: goals, steps to them, and what became of each."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.cpd.models import PlannedGoal, PlannedStep
from alongside.cpd.queries.plan import PlannedText
from alongside.database.proposed_ids import id_for
from alongside.domain.lifecycle import MoveRefused
from alongside.domain.lifecycles import PLANNED_GOAL
from alongside.journal.moves import make_move, write_entry
from alongside.people.models import Account
from alongside.vault.drafts import discard_draft
from alongside.vault.keys import key_for_author
from alongside.vault.models import Note
from alongside.vault.notes import seal_note

MOST_GOALS, MOST_STEPS = 60, 40
DRAFT = "planned goal"
"""Under which name a goal that somebody is writing is kept."""


@transaction.atomic
def plan_goal(
    account: Account, *, by: Account, text: PlannedText, by_when: date | None, goal_id: UUID | None = None
) -> PlannedGoal:
    """Add a goal to one's plan. `goal_id` is the id that the form proposed: sent twice, made once."""
    # Two sendings of one form queue up here.
    Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    own = PlannedGoal.objects.visible_to(account)
    existing: PlannedGoal | None = own.filter(pk=goal_id).first() if goal_id else None
    if existing is not None:
        return existing
    if own.filter(state="open").count() >= MOST_GOALS:
        raise MoveRefused(f"You have {MOST_GOALS} goals under way. Settle one before you add another.")
    goal = PlannedGoal(owner=account, by_when=by_when, planned_at=timezone.now())
    goal.text = _sealed(text.as_json(), by, "planned goal")
    goal.pk = id_for(goal, goal_id)
    goal.save(force_insert=True)
    _note(goal, "plan", by)
    discard_draft(by, DRAFT)
    return goal


@transaction.atomic
def change_planned_goal(
    goal: PlannedGoal, *, by: Account, text: PlannedText, by_when: date | None, version: int | None = None
) -> PlannedGoal:
    """Put it differently. WrittenMeanwhile if `version` is no longer the last one saved."""
    locked = _locked(goal)
    _sealed(text.as_json(), by, "planned goal", note=locked.text, version=version)
    locked.by_when = by_when
    locked.save(update_fields=["by_when"])
    _note(locked, "change", by)
    return locked


@transaction.atomic
def settle_planned_goal(goal: PlannedGoal, *, by: Account, move: str) -> PlannedGoal:
    """Reach it, drop it or reopen it; doing again what is done already changes nothing."""
    locked = _locked(goal)
    target = next(row.target for row in PLANNED_GOAL.moves if row.name == move)
    if locked.state == target:
        return locked
    settled_at = None if target == "open" else timezone.now()
    return make_move(locked, PLANNED_GOAL, move, by=by, role="owner", settled_at=settled_at)


@transaction.atomic
def plan_step(
    goal: PlannedGoal, *, by: Account, text: str, due_on: date | None, step_id: UUID | None = None
) -> PlannedStep:
    """Add a step to a goal that is under way; `step_id` as in `plan_goal`."""
    locked = _locked(goal)
    existing: PlannedStep | None = locked.steps.filter(pk=step_id).first() if step_id else None
    if existing is not None:
        return existing
    if locked.state != "open":
        raise MoveRefused("This goal is settled. Open it again to add a step.")
    if locked.steps.filter(removed_at=None).count() >= MOST_STEPS:
        raise MoveRefused(f"This goal has {MOST_STEPS} steps. Take one away before you add another.")
    step = PlannedStep(goal=locked, due_on=due_on, planned_at=timezone.now())
    step.text = _sealed(text.strip(), by, "planned step")
    step.pk = id_for(step, step_id)
    step.save(force_insert=True)
    _note(locked, "add step", by)
    return step


@transaction.atomic
def settle_step(step: PlannedStep, *, by: Account, what: str) -> PlannedStep:
    """`done` or `open` again; `remove` it or `restore` it. Twice is the same as once."""
    locked: PlannedStep = PlannedStep.objects.select_for_update(of=("self",)).get(pk=step.pk)
    now = timezone.now()
    if what in ("done", "open"):
        locked.done_at = (locked.done_at or now) if what == "done" else None
    else:
        locked.removed_at = (locked.removed_at or now) if what == "remove" else None
    locked.save(update_fields=["done_at", "removed_at"])
    _note(locked.goal, f"{what} step", by)
    return locked


def _locked(goal: PlannedGoal) -> PlannedGoal:
    locked: PlannedGoal = (
        PlannedGoal.objects.select_for_update(of=("self",)).select_related("text").get(pk=goal.pk)
    )
    return locked


def _sealed(text: str, by: Account, kind: str, note: Note | None = None, version: int | None = None) -> Note:
    return seal_note(
        text, key=key_for_author(by), by=by, role="author", kind=kind, note=note, version=version
    )


def _note(goal: PlannedGoal, move: str, by: Account) -> None:
    write_entry(noun="planned goal", subject=goal.pk, move=move, by=by, role="author", body_id=None)
