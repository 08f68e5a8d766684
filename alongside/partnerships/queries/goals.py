"""What is asked about goals: whose there are, and their words."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404

from alongside.partnerships.models import Goal, GoalProgress, Partnership
from alongside.partnerships.queries.partnerships import PEOPLE
from alongside.people.models import Account
from alongside.schemes.queries import terms_of
from alongside.vault.notes import open_notes

PROGRESS = Prefetch("progress", queryset=GoalProgress.objects.select_related("text"))


@dataclass(frozen=True)
class GoalText:
    """What is sealed of a goal: `category` is a term of the scheme's, `own_category` the owner's own words for one;
    `parts` holds answers by the key of the scheme's part; `is_stretch` says that it reaches for more than is sure.
    """

    goal: str
    category: str = ""
    own_category: str = ""
    parts: dict[str, str] = field(default_factory=dict)
    is_stretch: bool = False

    def as_json(self) -> str:
        """As it is sealed."""
        return json.dumps(asdict(self))

    def words(self) -> str:
        """Everything its owner has written, for reading it over."""
        return "\n".join([self.goal, self.own_category, *self.parts.values()])


@dataclass(frozen=True)
class OpenedGoal:
    """A goal with its words, its kind as people read it, and what was noted on the way, newest first."""

    goal: Goal
    text: GoalText
    category: str
    parts: list[tuple[str, str]]
    progress: list[tuple[GoalProgress, str]]


def goals_of(partnership: Partnership) -> QuerySet[Goal]:
    """Goals that both partners can read and that nobody has let go, the mentee's first."""
    rows: QuerySet[Goal] = Goal.objects.filter(partnership=partnership).shared().standing()
    return rows


def has_shared_goal(partnership: Partnership, role: str) -> bool:
    """Whether this partner has a goal, met or not, that the other can read."""
    return goals_of(partnership).filter(owner=role).exists()


def goals_for(account: Account, partnership: Partnership) -> list[Goal]:
    """All that this partner may see, the mentee's first, and those under way before those settled."""
    rows = (
        Goal.objects.visible_to(account)
        .filter(partnership=partnership)
        .select_related("text")
        .prefetch_related(PROGRESS)
    )
    return sorted(rows, key=lambda goal: (goal.owner != "mentee", goal.state in ("met", "dropped")))


def goal_or_404(account: Account, goal_id: UUID) -> Goal:
    """A goal that this person may see; a 404 like any missing one otherwise."""
    rows = Goal.objects.visible_to(account).select_related(
        "text", *(f"partnership__{path}" for path in PEOPLE)
    )
    found: Goal = get_object_or_404(rows.prefetch_related(PROGRESS), pk=goal_id)
    return found


def opened_goals(goals: Iterable[Goal], partnership: Partnership, *, by: Account) -> list[OpenedGoal]:
    """The words of these goals of one partnership, in their order, opened once for all of them."""
    goals = list(goals)
    notes = [note for goal in goals for note in (goal.text, *(row.text for row in goal.progress.all()))]
    opened = open_notes(notes, by=by, role=partnership.role_of(by))
    kinds = dict(kinds_of_goal(partnership))
    return [_opened(goal, partnership, opened, kinds) for goal in goals]


def _opened(
    goal: Goal, partnership: Partnership, opened: dict[UUID, str], kinds: dict[str, str]
) -> OpenedGoal:
    text = GoalText(**json.loads(opened[goal.text_id]))
    parts = partnership.rules.goals.parts
    return OpenedGoal(
        goal=goal,
        text=text,
        category=text.own_category or kinds.get(text.category, ""),
        parts=[(part.label, text.parts[part.key]) for part in parts if text.parts.get(part.key)],
        progress=[(row, opened[row.text_id]) for row in list(goal.progress.all())[::-1]],
    )


def kinds_of_goal(partnership: Partnership) -> list[tuple[str, str]]:
    """The scheme's kinds of goal, as (key, label)."""
    rules = partnership.rules
    return terms_of(partnership.scheme, rules, rules.goals.category_vocabulary)


def may_add_kinds(partnership: Partnership) -> bool:
    """Whether the scheme lets members name a kind of their own."""
    rules = partnership.rules
    return rules.vocabulary(rules.goals.category_vocabulary).additions_by == "members"


def own_kinds(goals: Iterable[OpenedGoal]) -> list[str]:
    """Kinds in their owner's own words that they have used before, to use again."""
    return sorted({goal.text.own_category for goal in goals if goal.text.own_category})


def goals_are_asked_of(partnership: Partnership, role: str) -> bool:
    """Whether the scheme asks this partner for goals; in others they are welcome all the same."""
    return (
        role == "mentee" or partnership.rules.model.reciprocal or role in partnership.rules.goals.needed_from
    )
