"""When outcomes are asked, what somebody has answered, and what a scheme may know of all answers."""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import QuerySet

from alongside.domain.months import months_after
from alongside.domain.scheme import BOTH_SIDES, Side
from alongside.domain.scheme.outcomes import OutcomeQuestion, Outcomes
from alongside.domain.suppression import LEAST, sum_of_marks
from alongside.partnerships.models import OutcomeSum, Partnership
from alongside.partnerships.queries.reminding import WITH_PEOPLE
from alongside.people.models import Account
from alongside.schemes.models import AdoptedDefinition, Scheme
from alongside.schemes.queries import definition_in_force, rules_of
from alongside.vault.notes import open_notes

MONTHS_TO_ANSWER: Final = 3
"""How long the questions stay open at the end, and again when they are asked a last time."""
SESSIONS_AT_START: Final = 2
"""Once so many sessions were held, it is too late for answers about how things were before."""


def questions_of(partnership: Partnership, role: str) -> tuple[OutcomeQuestion, ...]:
    """What this partner is asked; nothing where the scheme has no such questions."""
    outcomes = partnership.rules.outcomes
    return outcomes.questions_for(role) if outcomes else ()


def stage_open(partnership: Partnership, role: str, today: date) -> str:
    """`start`, `end` or `later` while that is asked of this partner and not answered; empty otherwise.

    Asks no database where the partnership came from `partnership_or_404`.
    """
    stage = _stage(partnership, today) if questions_of(partnership, role) else ""
    given = {each.stage for each in partnership.outcome_answers.all() if each.role == role}
    return "" if stage in given else stage


def _stage(partnership: Partnership, today: date) -> str:
    outcomes = partnership.rules.outcomes
    if partnership.state != "ended":
        held = sum(session.state == "held" for session in partnership.sessions.all())
        return "start" if held < SESSIONS_AT_START else ""
    ended = partnership.ended_on
    if outcomes is None or ended is None:
        return ""
    if today < months_after(ended, min(MONTHS_TO_ANSWER, outcomes.months_after)):
        return "end"
    last = months_after(ended, outcomes.months_after)
    return "later" if last <= today < months_after(last, MONTHS_TO_ANSWER) else ""


@dataclass(frozen=True)
class OwnAnswer:
    """One question with what one has answered at each stage; None where one has not."""

    label: str
    start: int | None
    end: int | None
    later: int | None


def own_answers(partnership: Partnership, *, by: Account) -> list[OwnAnswer]:
    """What this partner has answered, by question; empty before their first answers."""
    role = partnership.role_of(by)
    rows = [each for each in partnership.outcome_answers.select_related("text") if each.role == role]
    opened = open_notes([row.text for row in rows], by=by, role=role)
    given: dict[str, dict[str, int]] = {row.stage: json.loads(opened[row.text_id]) for row in rows}
    if not given:
        return []
    return [
        OwnAnswer(
            question.label, *(given.get(stage, {}).get(question.key) for stage in ("start", "end", "later"))
        )
        for question in questions_of(partnership, role)
    ]


def still_asked(adopted: AdoptedDefinition, outcomes: Outcomes, now: datetime) -> QuerySet[Partnership]:
    """Partnerships that have ended under this definition so lately that something may still be asked of somebody, or
    stand on their home page although it is not asked any more.
    """
    longest = timedelta(days=31 * (outcomes.months_after + MONTHS_TO_ANSWER + 1))
    rows: QuerySet[Partnership] = Partnership.objects.filter(
        definition=adopted, state="ended", ended_at__gte=now - longest
    )
    return rows.select_related(*WITH_PEOPLE).prefetch_related("outcome_answers", "sessions")


@dataclass(frozen=True)
class Change:
    """One question over whole groups of five: how many people, and what they answered on average, from 1 to 5.

    `people` and the first two are about those who answered at the start and at the end; `later` is what `people_later`
    answered some months after. A pair of figures is None where there is no whole group yet.
    """

    label: str
    people: int
    before: float | None
    after: float | None
    people_later: int
    later: float | None


@dataclass(frozen=True)
class Changes:
    """The questions of one side for everybody introduced in one year."""

    side: Side
    questions: tuple[Change, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is not one whole group."""
        return not any(one.people or one.people_later for one in self.questions)


def changes_in(scheme: Scheme, year: int, today: date) -> tuple[Changes, ...]:
    """What all have said, in whole groups of five; nothing where the scheme asks nothing.

    Two looks at this, and any two of its figures, differ by five people or none: nobody's answer can be told from it.
    Each group is bounded by itself, because what one group said follows from two looks.
    """
    outcomes = rules_of(definition_in_force(scheme, today)).outcomes
    if outcomes is None:
        return ()
    whole = OutcomeSum.objects.filter(scheme=scheme, year=year, people=LEAST)
    found: dict[tuple[str, str, str], tuple[int, float, float]] = defaultdict(lambda: (0, 0, 0))
    for row in whole:
        people, was, became = found[row.role, row.stage, row.question]
        sums = (people + row.people, was + sum_of_marks(row.before), became + sum_of_marks(row.after))
        found[row.role, row.stage, row.question] = sums
    return tuple(
        Changes(
            side,
            tuple(
                _change(one.label, found[side, "end", one.key], found[side, "later", one.key])
                for one in outcomes.questions_for(side)
            ),
        )
        for side in BOTH_SIDES
        if outcomes.questions_for(side)
    )


def _change(label: str, end: tuple[int, float, float], later: tuple[int, float, float]) -> Change:
    people, before, after = end
    return Change(
        label=label,
        people=people,
        before=_average(before, people),
        after=_average(after, people),
        people_later=later[0],
        later=_average(later[2], later[0]),
    )


def _average(total: float, people: int) -> float | None:
    return round(total / people, 1) if people else None
