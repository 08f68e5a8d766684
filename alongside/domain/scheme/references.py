"""Problems with what one place of a definition says about another: keys taken twice, names of nothing."""

from collections.abc import Iterable, Iterator

from alongside.domain.scheme.forms import Form, Vocabulary
from alongside.domain.scheme.plan import Plan
from alongside.domain.scheme.problem import Problem, path_to
from alongside.domain.scheme.words import did_you_mean


def repeated_keys(keys: Iterable[str], *place: str | int) -> Iterator[Problem]:
    """A problem for every key that stands a second time in the list at `place`."""
    seen: set[str] = set()
    for position, key in enumerate(keys):
        if key in seen:
            yield Problem(
                path_to(*place, position, "key"), f"Give this another key: “{key}” is already taken."
            )
        seen.add(key)


def unknown_vocabulary(
    key: str | None, vocabularies: tuple[Vocabulary, ...], *place: str | int
) -> Iterator[Problem]:
    """A problem where a vocabulary is named that the file does not hold."""
    known = [vocabulary.key for vocabulary in vocabularies]
    if key is not None and key not in known:
        yield Problem(
            path_to(*place),
            f"Name a vocabulary of this file: there is none called “{key}”.{did_you_mean(key, known)}",
        )


def beyond_the_plan(number: int | None, plan: Plan, *place: str | int) -> Iterator[Problem]:
    """A problem where a session is named that the plan does not have."""
    if number is not None and number > len(plan.sessions):
        yield Problem(
            path_to(*place), f"Choose a session from 1 to {len(plan.sessions)}: the plan has no {number}."
        )


def unknown_question(key: str | None, form: Form, *place: str | int) -> Iterator[Problem]:
    """A problem where a question is named that the form does not hold, or that is private."""
    known = [question.key for question in form.questions]
    question = form.question(key) if key else None
    if question and question.private:
        yield Problem(
            path_to(*place), f"Choose another question: “{key}” is private, and others would read it."
        )
    if key and key not in known:
        yield Problem(
            path_to(*place),
            f"Name a question of that form: there is none called “{key}”.{did_you_mean(key, known)}",
        )
