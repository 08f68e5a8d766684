"""A person's learning plan, opened for them."""

import json
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404

from alongside.cpd.models import PlannedGoal, PlannedStep
from alongside.people.models import Account
from alongside.vault.notes import open_notes


@dataclass(frozen=True)
class PlannedText:
    """The owner's words for a goal."""

    goal: str
    signs: str = ""

    def as_json(self) -> str:
        """As it is sealed."""
        return json.dumps({"goal": self.goal, "signs": self.signs})


@dataclass(frozen=True)
class OpenedStep:
    """A step with its words."""

    step: PlannedStep
    text: str
    is_late: bool


@dataclass(frozen=True)
class OpenedGoal:
    """A planned goal with its words and its steps, the next one first."""

    goal: PlannedGoal
    text: PlannedText
    steps: tuple[OpenedStep, ...]
    is_late: bool

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(one.step.done_at is not None for one in self.steps)


def plan_of(account: Account, today: date) -> list[OpenedGoal]:
    """Everything planned, what comes first at the top."""
    return _opened(list(_rows(account)), account, today)


def planned_goal_or_404(account: Account, goal_id: UUID, today: date) -> OpenedGoal:
    """One's own goal, opened; a 404 like a missing one otherwise."""
    found: PlannedGoal = get_object_or_404(_rows(account), pk=goal_id)
    return _opened([found], account, today)[0]


def own_goal_or_404(account: Account, goal_id: UUID) -> PlannedGoal:
    """One's own goal, unopened."""
    found: PlannedGoal = get_object_or_404(PlannedGoal.objects.visible_to(account), pk=goal_id)
    return found


def own_step_or_404(account: Account, step_id: UUID) -> PlannedStep:
    """A step to one's own goal, also one that was removed, for taking that back."""
    rows = PlannedStep.objects.visible_to(account).select_related("goal")
    found: PlannedStep = get_object_or_404(rows, pk=step_id)
    return found


def _rows(account: Account) -> QuerySet[PlannedGoal]:
    steps = Prefetch(
        "steps",
        queryset=PlannedStep.objects.filter(removed_at=None).select_related("text"),
        to_attr="standing",
    )
    rows: QuerySet[PlannedGoal] = PlannedGoal.objects.visible_to(account).select_related("text")
    return rows.prefetch_related(steps)


def _opened(goals: list[PlannedGoal], account: Account, today: date) -> list[OpenedGoal]:
    standing: dict[UUID, list[PlannedStep]] = {goal.pk: goal.standing for goal in goals}  # type: ignore[attr-defined]  # fetched above
    notes = [goal.text for goal in goals] + [step.text for steps in standing.values() for step in steps]
    words = open_notes(notes, by=account, role="author")
    return [
        OpenedGoal(
            goal,
            PlannedText(**json.loads(words[goal.text_id])),
            tuple(OpenedStep(step, words[step.text_id], step.is_late(today)) for step in standing[goal.pk]),
            goal.is_late(today),
        )
        for goal in goals
    ]
