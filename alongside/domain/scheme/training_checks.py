"""Checks of workshops and of who is served first."""

from collections.abc import Iterator

from alongside.domain.scheme.asking import Requests
from alongside.domain.scheme.forms import Vocabulary
from alongside.domain.scheme.joining_checks import choice_problems
from alongside.domain.scheme.problem import Problem, path_to
from alongside.domain.scheme.references import repeated_keys, unknown_vocabulary
from alongside.domain.scheme.training import Priority, Training


def check_training(training: Training | None, vocabularies: tuple[Vocabulary, ...]) -> Iterator[Problem]:
    """What is asked about needs chooses from a list that exists, and is read by a trainer, so that it is not private."""
    if training is None:
        return
    yield from repeated_keys((question.key for question in training.needs), "training", "needs")
    for place, question in enumerate(training.needs):
        where = ("training", "needs", place)
        yield from choice_problems(question, where)
        yield from unknown_vocabulary(question.vocabulary, vocabularies, *where, "vocabulary")
        if question.suggest:
            yield Problem(path_to(*where, "suggest"), "Remove this: only an application takes over ratings.")
        if question.private:
            yield Problem(
                path_to("training", "needs", place, "private"),
                "Leave this out: the trainer reads these answers.",
            )
    if training.remind_days_before >= training.answer_within_days:
        yield Problem(
            "training.remind_days_before",
            "Make this less than answer_within_days, so that there is time to answer.",
        )


def check_priority(
    priority: Priority | None, training: Training | None, requests: Requests | None
) -> Iterator[Problem]:
    """Whoever is served first is served with something that the scheme has, and every tier holds somebody."""
    if priority is None:
        return
    for name, section, heading in (("workshops", training, "training"), ("requests", requests, "requests")):
        if name in priority.serves and section is None:
            yield Problem("priority.serves", f'Add the section [{heading}], or remove "{name}".')
    yield from repeated_keys((tier.key for tier in priority.tiers), "priority", "tiers")
    for place, tier in enumerate(priority.tiers):
        if not tier.groups and tier.took_part_within_months is None:
            yield Problem(
                path_to("priority", "tiers", place),
                "Name groups, or give took_part_within_months: nobody would be in this tier.",
            )
