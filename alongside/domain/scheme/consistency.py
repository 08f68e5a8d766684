"""The checks that need more than one value of a scheme definition: references exist, numbers agree.

A check is a function whose parameters are named after the sections it needs; it runs when these are sound, so
that a mistake in one section never hides a mistake in another.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from alongside.domain.scheme.forms import CHOICE_KINDS, TEXT_KINDS, Form, Forms, Question, Vocabulary
from alongside.domain.scheme.joining import Eligibility, Intake, LearningModel
from alongside.domain.scheme.learning import (
    Cpd,
    Expectations,
    Feedback,
    Goals,
    LearningLog,
    Pulse,
    Reflection,
)
from alongside.domain.scheme.pairing import Matching
from alongside.domain.scheme.part import BOTH_SIDES
from alongside.domain.scheme.plan import Meetings, Plan, Preparation
from alongside.domain.scheme.problem import Problem, path_to
from alongside.domain.scheme.words import did_you_mean, listed

Check = Callable[..., Iterator[Problem]]
DAYS_IN_A_MONTH = 30
"""Only to see whether a rhythm can fit; days are dated by the calendar."""


def inconsistencies(sections: Mapping[str, Any]) -> Iterator[Problem]:
    """Every problem that the checks find between the sections that could be read."""
    for check in CHECKS:
        needed = tuple(inspect.signature(check).parameters)
        if all(name in sections for name in needed):
            yield from check(**{name: sections[name] for name in needed})


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


def check_vocabularies(vocabularies: tuple[Vocabulary, ...]) -> Iterator[Problem]:
    """Keys are unique."""
    yield from repeated_keys((vocabulary.key for vocabulary in vocabularies), "vocabularies")
    for place, vocabulary in enumerate(vocabularies):
        yield from repeated_keys((term.key for term in vocabulary.terms), "vocabularies", place, "terms")


def check_forms(forms: Forms, vocabularies: tuple[Vocabulary, ...]) -> Iterator[Problem]:
    """Every question can be asked as it is described."""
    for side in BOTH_SIDES:
        questions = forms.for_side(side).questions
        yield from repeated_keys((question.key for question in questions), "forms", side, "questions")
        for place, question in enumerate(questions):
            where = ("forms", side, "questions", place)
            yield from _choice_problems(question, where)
            yield from unknown_vocabulary(question.vocabulary, vocabularies, *where, "vocabulary")


def _choice_problems(question: Question, where: tuple[str | int, ...]) -> Iterator[Problem]:
    if question.kind in CHOICE_KINDS and question.vocabulary is None:
        yield Problem(path_to(*where, "vocabulary"), "Add the vocabulary that this question chooses from.")
    if question.kind not in CHOICE_KINDS and question.vocabulary is not None:
        yield Problem(
            path_to(*where, "vocabulary"),
            "Remove the vocabulary, or make the kind one_choice or many_choices.",
        )
    if question.kind not in TEXT_KINDS and question.max_length is not None:
        yield Problem(path_to(*where, "max_length"), "Remove this: only written answers have a length.")


def check_eligibility(eligibility: Eligibility) -> Iterator[Problem]:
    """What happens at a threshold is said only where there is one."""
    if eligibility.junior_threshold_years is None and "at_threshold" in eligibility.model_fields_set:
        yield Problem("eligibility.at_threshold", "Remove this, or add junior_threshold_years.")


def check_intake(intake: Intake) -> Iterator[Problem]:
    """Flags rise."""
    if list(intake.flag_at_percent) != sorted(set(intake.flag_at_percent)):
        yield Problem("intake.flag_at_percent", "Write each percentage once, smallest first.")


def check_plan_numbers(plan: Plan) -> Iterator[Problem]:
    """Sessions are numbered 1, 2, 3 in the order in which they stand."""
    for place, session in enumerate(plan.sessions):
        if session.number != place + 1:
            yield Problem(
                path_to("plan", "sessions", place, "number"), f"Make this {place + 1}: sessions count from 1."
            )


def check_plan_time(plan: Plan) -> Iterator[Problem]:
    """The rhythm fits into the months."""
    needed = plan.first_session_within_days + plan.cadence_days * (len(plan.sessions) - 1)
    if needed > plan.within_months * DAYS_IN_A_MONTH:
        yield Problem(
            "plan.within_months",
            f"Allow more months or shorten cadence_days: {len(plan.sessions)} sessions at this rhythm take "
            f"{needed} days.",
        )


def check_plan_turns(plan: Plan, model: LearningModel) -> Iterator[Problem]:
    """Where learning goes both ways, no partner leads every two-way session."""
    two_way = [session for session in plan.sessions if session.kind == "two_way"]
    leads = {session.lead for session in two_way}
    if model.reciprocal and len(two_way) > 1 and leads in ({"mentee"}, {"mentor"}):
        yield Problem(
            path_to("plan", "sessions", two_way[0].number - 1, "lead"),
            'Let each partner lead at least one two-way session, for example with lead = "alternate".',
        )


def beyond_the_plan(number: int | None, plan: Plan, *place: str | int) -> Iterator[Problem]:
    """A problem where a session is named that the plan does not have."""
    if number is not None and number > len(plan.sessions):
        yield Problem(
            path_to(*place), f"Choose a session from 1 to {len(plan.sessions)}: the plan has no {number}."
        )


def check_goals(goals: Goals, plan: Plan, vocabularies: tuple[Vocabulary, ...]) -> Iterator[Problem]:
    """Goals are needed from someone, before a session that exists."""
    yield from unknown_vocabulary(goals.category_vocabulary, vocabularies, "goals", "category_vocabulary")
    yield from beyond_the_plan(
        goals.needed_before_closing_session, plan, "goals", "needed_before_closing_session"
    )
    yield from repeated_keys((part.key for part in goals.parts), "goals", "parts")
    if bool(goals.needed_from) != (goals.needed_before_closing_session is not None):
        yield Problem(
            "goals.needed_from",
            "Give both needed_from and needed_before_closing_session, or leave both out.",
        )


def check_expectations(expectations: Expectations, plan: Plan) -> Iterator[Problem]:
    """The conversation is due by a session that exists."""
    yield from beyond_the_plan(expectations.begin_by_session, plan, "expectations", "begin_by_session")


def check_preparation(preparation: Preparation, plan: Plan) -> Iterator[Problem]:
    """Checklists belong to sessions that exist."""
    yield from repeated_keys((item.key for item in preparation.items), "preparation", "items")
    for place, item in enumerate(preparation.items):
        for position, number in enumerate(item.sessions):
            yield from beyond_the_plan(number, plan, "preparation", "items", place, "sessions", position)


def check_pulse(pulse: Pulse | None, plan: Plan) -> Iterator[Problem]:
    """A pulse follows sessions that exist."""
    if pulse is not None:
        yield from repeated_keys((question.key for question in pulse.questions), "pulse", "questions")
        for position, number in enumerate(pulse.after_sessions):
            yield from beyond_the_plan(number, plan, "pulse", "after_sessions", position)


def check_reflection(reflection: Reflection) -> Iterator[Problem]:
    """Keys are unique."""
    yield from repeated_keys((each.key for each in reflection.prompt_sets), "reflection", "prompt_sets")
    for place, each in enumerate(reflection.prompt_sets):
        yield from repeated_keys(
            (prompt.key for prompt in each.prompts), "reflection", "prompt_sets", place, "prompts"
        )


def check_feedback(feedback: Feedback) -> Iterator[Problem]:
    """A question is there where one is asked."""
    if feedback.after_session and feedback.question is None:
        yield Problem("feedback.question", "Add the question, or make after_session false.")


def check_word_lists(
    meetings: Meetings, learning_log: LearningLog | None, vocabularies: tuple[Vocabulary, ...]
) -> Iterator[Problem]:
    """The vocabularies that meetings and the learning log use are there."""
    yield from unknown_vocabulary(meetings.tool_vocabulary, vocabularies, "meetings", "tool_vocabulary")
    if learning_log is not None:
        yield from unknown_vocabulary(
            learning_log.kind_vocabulary, vocabularies, "learning_log", "kind_vocabulary"
        )


def check_criteria(matching: Matching, forms: Forms) -> Iterator[Problem]:
    """Every question that a criterion compares is on its form."""
    for place, criterion in enumerate(matching.criteria):
        for name, form in (("mentee_question", forms.mentee), ("mentor_question", forms.mentor)):
            asked = getattr(criterion, name, None)
            yield from _unknown_question(asked, form, "matching", "criteria", place, name)
        yield from _unknown_question(
            getattr(criterion, "asked_by", None), forms.mentee, "matching", "criteria", place, "asked_by"
        )


def check_capacity(matching: Matching, forms: Forms) -> Iterator[Problem]:
    """The question about capacity is there, and asks for a number."""
    key, where = matching.capacity_question, ("matching", "capacity_question")
    yield from _unknown_question(key, forms.mentor, *where)
    question = forms.mentor.question(key) if key else None
    if question and question.kind != "number":
        yield Problem(path_to(*where), "Name a question of the kind number.")


def _unknown_question(key: str | None, form: Form, *place: str | int) -> Iterator[Problem]:
    known = [question.key for question in form.questions]
    question = form.question(key) if key else None
    if question and question.private:
        yield Problem(
            path_to(*place), f"Choose another question: “{key}” is private, and reasons would tell of it."
        )
    if key and key not in known:
        yield Problem(
            path_to(*place),
            f"Name a question of that form: there is none called “{key}”.{did_you_mean(key, known)}",
        )


def check_direction(matching: Matching, model: LearningModel) -> Iterator[Problem]:
    """The rules about experience and grade point the way the scheme does."""
    reverse = model.direction == "reverse"
    for place, rule in enumerate(matching.hard_rules):
        if getattr(rule, "reverse", reverse) != reverse:
            yield Problem(
                path_to("matching", "hard_rules", place, "reverse"),
                f"Make this {str(reverse).lower()}, as model.direction is “{model.direction}”.",
            )


def check_reciprocity(
    model: LearningModel, goals: Goals, reflection: Reflection, cpd: Cpd
) -> Iterator[Problem]:
    """Where learning goes both ways, the mentor has goals, reflections and CPD too."""
    if not model.reciprocal:
        return
    if goals.needed_from and set(goals.needed_from) != set(BOTH_SIDES):
        yield Problem("goals.needed_from", f"Name {listed(BOTH_SIDES)}, as the scheme is reciprocal.")
    if set(cpd.records_for) != set(BOTH_SIDES):
        yield Problem("cpd.records_for", f"Name {listed(BOTH_SIDES)}, as the scheme is reciprocal.")
    for side in BOTH_SIDES:
        if not any(side in each.sides for each in reflection.prompt_sets):
            yield Problem("reflection.prompt_sets", f"Add a set for the {side}, as the scheme is reciprocal.")


CHECKS: tuple[Check, ...] = (
    check_vocabularies,
    check_forms,
    check_eligibility,
    check_intake,
    check_plan_numbers,
    check_plan_time,
    check_plan_turns,
    check_goals,
    check_expectations,
    check_preparation,
    check_pulse,
    check_reflection,
    check_feedback,
    check_word_lists,
    check_criteria,
    check_capacity,
    check_direction,
    check_reciprocity,
)
