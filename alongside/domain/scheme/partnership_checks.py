"""Checks of everything in a partnership: the plan, what the two work on, and how they look back."""

from collections.abc import Iterator

from alongside.domain.scheme.forms import Vocabulary
from alongside.domain.scheme.joining import LearningModel
from alongside.domain.scheme.learning import (
    Agreement,
    Cpd,
    Expectations,
    Feedback,
    Goals,
    LearningLog,
    Pulse,
    Reflection,
)
from alongside.domain.scheme.outcomes import Outcomes
from alongside.domain.scheme.part import BOTH_SIDES
from alongside.domain.scheme.plan import Checklist, Conversation, Facilitation, Meetings, Plan, Preparation
from alongside.domain.scheme.problem import Problem, path_to
from alongside.domain.scheme.references import beyond_the_plan, repeated_keys, unknown_vocabulary
from alongside.domain.scheme.stages import Stage
from alongside.domain.scheme.words import listed

DAYS_IN_A_MONTH = 30
"""Only to see whether a rhythm can fit; days are dated by the calendar."""


def check_plan_numbers(plan: Plan) -> Iterator[Problem]:
    """Sessions are numbered 1, 2, 3 in the order in which they stand."""
    for place, session in enumerate(plan.sessions):
        if session.number != place + 1:
            yield Problem(
                path_to("plan", "sessions", place, "number"), f"Make this {place + 1}: sessions count from 1."
            )


def check_plan_time(plan: Plan) -> Iterator[Problem]:
    """The rhythm fits into the months, and the first session has none before it."""
    if plan.sessions[0].days_after_last is not None:
        yield Problem("plan.sessions[1].days_after_last", "Remove this: no session comes before the first.")
    needed = plan.first_session_within_days + sum(plan.days_between())
    if needed > plan.within_months * DAYS_IN_A_MONTH:
        yield Problem(
            "plan.within_months",
            f"Allow more months or shorten cadence_days: {len(plan.sessions)} sessions at this rhythm take "
            f"{needed} days.",
        )


def check_kind(kind: str, plan: Plan, goals: Goals) -> Iterator[Problem]:
    """Coaching works on a goal, and ends when it is said to."""
    if kind != "coaching":
        return
    if plan.ends != "fixed":
        yield Problem("plan.ends", "Make this fixed: coaching has a last day. Or make the kind mentoring.")
    if "mentee" not in goals.needed_from:
        yield Problem("goals.needed_from", "Name the mentee: coaching works on a goal of theirs.")


def check_end(plan: Plan, agreement: Agreement) -> Iterator[Problem]:
    """Nobody agrees on a last day where it is the same for everybody."""
    if plan.ends == "fixed":
        for place, clause in enumerate(agreement.clauses):
            if clause.about == "term":
                yield Problem(
                    path_to("agreement", "clauses", place, "about"),
                    "Remove this clause, or make plan.ends agreed: the last day is fixed.",
                )


def check_stages(stages: tuple[Stage, ...]) -> Iterator[Problem]:
    """Keys are unique, and there is somewhere to move."""
    yield from repeated_keys((stage.key for stage in stages), "stages")
    if len(stages) == 1:
        yield Problem("stages[1]", "Add another stage, or leave this one out: there is nowhere to move.")


def check_plan_turns(plan: Plan, model: LearningModel) -> Iterator[Problem]:
    """Where learning goes both ways, no partner leads every two-way session."""
    two_way = [session for session in plan.sessions if session.kind == "two_way"]
    leads = {session.lead for session in two_way}
    if model.reciprocal and len(two_way) > 1 and leads in ({"mentee"}, {"mentor"}):
        yield Problem(
            path_to("plan", "sessions", two_way[0].number - 1, "lead"),
            'Let each partner lead at least one two-way session, for example with lead = "alternate".',
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


def check_agreement(agreement: Agreement, pulse: Pulse | None) -> Iterator[Problem]:
    """Clauses have keys of their own; what the two settle by a number is asked once, and leads somewhere."""
    yield from repeated_keys((clause.key for clause in agreement.clauses), "agreement", "clauses")
    if agreement.use != "none" and not agreement.clauses:
        yield Problem("agreement.clauses", 'Add at least one clause, or say use = "none".')
    for subject in ("logistics", "term", "review"):
        rows = [place for place, clause in enumerate(agreement.clauses) if clause.about == subject]
        for place in rows[1:]:
            yield Problem(
                path_to("agreement", "clauses", place, "about"),
                f"Another clause is about “{subject}” already: choose something else here.",
            )
        if subject == "review" and rows and pulse is None:
            yield Problem(
                path_to("agreement", "clauses", rows[0], "about"),
                "Add a [pulse], whose questions are asked at this rhythm, or choose something else here.",
            )


def check_agreement_templates(agreement: Agreement) -> Iterator[Problem]:
    """A template speaks of clauses there are, and that partners may change."""
    yield from repeated_keys((one.key for one in agreement.templates), "agreement", "templates")
    free = {clause.key for clause in agreement.clauses if not clause.fixed}
    for place, template in enumerate(agreement.templates):
        named = [("words", row, one.clause) for row, one in enumerate(template.words)]
        named += [("leaves_out", row, key) for row, key in enumerate(template.leaves_out)]
        for where, row, key in named:
            if key not in free:
                more = ("clause",) if where == "words" else ()
                yield Problem(
                    path_to("agreement", "templates", place, where, row, *more),
                    f"Name a clause that is there and that partners may change; “{key}” is none.",
                )


def check_preparation(preparation: Preparation, plan: Plan) -> Iterator[Problem]:
    """Checklists belong to sessions that exist."""
    yield from repeated_keys((item.key for item in preparation.items), "preparation", "items")
    for place, item in enumerate(preparation.items):
        for position, number in enumerate(item.sessions):
            yield from beyond_the_plan(number, plan, "preparation", "items", place, "sessions", position)


def check_checklist(checklist: Checklist, plan: Plan) -> Iterator[Problem]:
    """Its items have keys of their own, and its session exists."""
    yield from repeated_keys((item.key for item in checklist.items), "checklist", "items")
    yield from beyond_the_plan(checklist.session, plan, "checklist", "session")


def check_facilitation(facilitation: Facilitation, plan: Plan) -> Iterator[Problem]:
    """People are invited to sessions that exist."""
    for position, number in enumerate(facilitation.sessions):
        yield from beyond_the_plan(number, plan, "facilitation", "sessions", position)


def check_conversation(conversation: Conversation) -> Iterator[Problem]:
    """Packs have keys of their own."""
    yield from repeated_keys((pack.key for pack in conversation.packs), "conversation", "packs")


def check_outcomes(outcomes: Outcomes | None) -> Iterator[Problem]:
    """Each question of a side has a key of its own."""
    if outcomes is not None:
        for side in BOTH_SIDES:
            keys = (question.key for question in outcomes.questions_for(side))
            yield from repeated_keys(keys, "outcomes", side)


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
    """A question is there where one is asked, and those of the form have keys of their own."""
    if feedback.after_session and feedback.question is None:
        yield Problem("feedback.question", "Add the question, or make after_session false.")
    yield from repeated_keys((part.key for part in feedback.parts), "feedback", "parts")


def check_word_lists(
    meetings: Meetings, learning_log: LearningLog | None, vocabularies: tuple[Vocabulary, ...]
) -> Iterator[Problem]:
    """The vocabularies that meetings and the learning log use are there."""
    yield from unknown_vocabulary(meetings.tool_vocabulary, vocabularies, "meetings", "tool_vocabulary")
    if learning_log is not None:
        yield from unknown_vocabulary(
            learning_log.kind_vocabulary, vocabularies, "learning_log", "kind_vocabulary"
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
