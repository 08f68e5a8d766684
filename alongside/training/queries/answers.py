"""What people answered about a run, read together: in whole groups of five, in the order in which they answered.

Nothing that is shown changes before five more have answered, whoever leaves or answers anew, so that no two looks differ
by what one person said.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from alongside.domain.scheme import SchemeDefinition
from alongside.domain.scheme.training import Training
from alongside.domain.suppression import LEAST, fives_of, sum_of_marks
from alongside.schemes.queries import terms_of
from alongside.training.models import AnswerSum, Place, Run
from alongside.web.charts import Chart, Point

WORTH = ((5, "Very much so"), (4, "Yes"), (3, "In part"), (2, "Hardly"), (1, "Not at all"))
"""Marks for a workshop, best first."""


def choice_keys(training: Training | None) -> tuple[str, ...]:
    """The questions about needs that are answered by choosing."""
    return tuple(question.key for question in training.needs if question.vocabulary) if training else ()


def needs_of(run: Run, rules: SchemeDefinition) -> tuple[list[Chart], list[tuple[str, list[str]]], int]:
    """What those who asked for a place answered, together: choices as charts, written answers without names.

    Also how many answered. How many chose something is told in whole fives. What somebody wrote is left out where they
    do not come.
    """
    questions = rules.training.needs if rules.training else ()
    rows = run.asked_for.exclude(answers={}).order_by("applied_at", "pk")
    places: list[Place] = list(rows)
    whole = places[: len(places) // LEAST * LEAST]
    charts, written = [], []
    for question in questions:
        if question.vocabulary:
            people, chosen = _sums(run, f"{AnswerSum.NEEDS}{question.key}")
            terms = terms_of(run.scheme, rules, question.vocabulary)
            points = [Point(label, fives_of(chosen[key], people)) for key, label in terms]
            source = f"Of the first {people} who answered; so many or more, in whole fives."
            if people:
                charts.append(Chart(question.label, points, head=("Choice", "People"), source=source))
            continue
        said = [place.answers.get(question.key) for place in whole if place.state not in Place.OVER]
        if texts := sorted(str(each) for each in said if each):
            written.append((question.label, texts))
    return charts, written, len(places)


@dataclass(frozen=True)
class Heard:
    """What those who had a place said afterwards; `average` and `written` are of the first `told` who answered."""

    answered: int
    asked: int
    told: int = 0
    average: float | None = None
    written: tuple[tuple[str, tuple[str, ...]], ...] = ()


def feedback_of(run: Run) -> Heard:
    """All answers together, in an order that tells nothing of who gave them."""
    rows = run.asked_for.filter(state="taken")
    heard = rows.exclude(heard_at=None).order_by("heard_at", "pk")
    answers: list[dict[str, Any]] = list(heard.values_list("feedback", flat=True))
    groups = run.answer_sums.filter(about=AnswerSum.WORTH, people=LEAST)
    marks = [sum(int(mark) * number for mark, number in group.chosen.items()) for group in groups]
    if not marks:
        return Heard(len(answers), rows.count())
    told = len(marks) * LEAST
    bounded = sum(map(sum_of_marks, marks))
    questions = (("What helped most", "helped"), ("What should be different next time", "change"))
    written = [
        (label, tuple(sorted(one[key] for one in answers[:told] if one.get(key)))) for label, key in questions
    ]
    return Heard(
        len(answers),
        rows.count(),
        told,
        round(bounded / told, 1),
        tuple((label, texts) for label, texts in written if texts),
    )


def _sums(run: Run, about: str) -> tuple[int, Counter[str]]:
    """Over whole groups: how many people, and how many of them chose what."""
    people, chosen = 0, Counter[str]()
    for group in run.answer_sums.filter(about=about, people=LEAST):
        people += group.people
        chosen.update(group.chosen)
    return people, chosen
