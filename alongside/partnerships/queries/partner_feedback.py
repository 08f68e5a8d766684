"""The feedback that the two gave each other, opened for whoever of them looks."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from alongside.partnerships.models import Goal, PartnerFeedback, Partnership
from alongside.partnerships.queries.goals import goals_of, opened_goals
from alongside.people.models import Account, Member
from alongside.vault.notes import open_notes


@dataclass(frozen=True)
class OpenedFeedback:
    """What was said, by question; `goal_words` is empty where it is about none that both can read."""

    feedback: PartnerFeedback
    author: Member
    is_own: bool
    answers: list[tuple[str, str]]
    goal_words: str


GoalWords = list[tuple[Goal, str]]


def goals_to_speak_of(partnership: Partnership, account: Account) -> GoalWords:
    """The goals that both can read, with their words, the mentee's first."""
    rows = goals_of(partnership).select_related("text").prefetch_related("progress__text")
    return [(each.goal, each.text.goal) for each in opened_goals(rows, partnership, by=account)]


def feedback_between(partnership: Partnership, account: Account, goals: GoalWords) -> list[OpenedFeedback]:
    """Everything given and received, the newest first; `goals` are those that both can read."""
    rows = partnership.partner_feedback.select_related("text")
    return _opened(rows, partnership, account, {goal.pk: words for goal, words in goals})


def feedback_on(goal: Goal, account: Account) -> list[OpenedFeedback]:
    """What was said about this goal, which the reader can see."""
    partnership = goal.partnership
    rows = partnership.partner_feedback.filter(goal=goal).select_related("text")
    return _opened(rows, partnership, account, {})


def _opened(
    rows: Iterable[PartnerFeedback],
    partnership: Partnership,
    account: Account,
    goal_words: dict[UUID, str],
) -> list[OpenedFeedback]:
    found = list(rows)
    texts = open_notes([row.text for row in found], by=account, role=partnership.role_of(account))
    return [
        OpenedFeedback(
            feedback=row,
            author=partnership.member_of(row.role),
            is_own=row.author_id == account.pk,
            answers=_answers(partnership, texts[row.text_id]),
            goal_words=goal_words.get(row.goal_id, "") if row.goal_id else "",
        )
        for row in found
    ]


def _answers(partnership: Partnership, sealed: str) -> list[tuple[str, str]]:
    said: dict[str, str] = json.loads(sealed)
    parts = partnership.rules.feedback.parts
    return [(part.label, said[part.key]) for part in parts if said.get(part.key)]
