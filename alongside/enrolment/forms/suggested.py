"""Which questions of an application can be answered from how the applicant rated themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from alongside.domain.scheme.forms import Question
from alongside.domain.scheme.part import Side
from alongside.enrolment.forms.application import ApplicationForm
from alongside.enrolment.models import Application
from alongside.enrolment.suggesting import Level, Ratings, ratings_of
from alongside.people.models import Account
from alongside.schemes.queries import rules_of


@dataclass(frozen=True)
class Suggestion:
    """A question that takes over the groups rated `level`, and the applicant's ratings."""

    question: Question
    level: Level
    ratings: Ratings


def suggestions_of(application: Application, account: Account, side: Side) -> list[Suggestion]:
    """Those of this form; none where somebody else keys it in."""
    if application.member.account_id != account.pk:
        return []
    rules = rules_of(application.definition)
    found = []
    for question in rules.forms.for_side(side).questions:
        if question.suggest and question.vocabulary:
            framework = rules.vocabulary(question.vocabulary).framework
            ratings = ratings_of(account, framework, side) if framework else None
            if ratings:
                found.append(Suggestion(question, question.suggest, ratings))
    return found


def answers_taken_over(
    form: ApplicationForm, suggestions: Sequence[Suggestion]
) -> tuple[dict[str, Any], int]:
    """What was answered, with what was rated so ticked beside it; and how many ticks that adds."""
    answers, more = form.answers(), 0
    for one in suggestions:
        if one.ratings.last_on is None:
            continue
        key, field = one.question.key, form.fields[one.question.key]
        ticked = answers.get(key, [])
        wished = {*ticked, *one.ratings.groups_at(one.level)}
        taken = [choice for choice, _ in field.choices if choice in wished]  # type: ignore[attr-defined]  # of choices
        more += len(taken) - len(ticked)
        answers |= {key: taken} if taken else {}
    return answers, more
