"""How two partners begin: what they expect, what they sign, what they want to reach, whom they tell."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from alongside.demo.stories.pair import Pair
from alongside.demo.voice import Aim
from alongside.domain.months import months_after
from alongside.domain.scheme import BOTH_SIDES
from alongside.partnerships.actions import agree_action
from alongside.partnerships.actions.agreements import sign_agreement, suggest_agreement
from alongside.partnerships.actions.expectations import accept_wording, clarify_expectation, state_expectation
from alongside.partnerships.actions.goals import draft_goal, note_progress, share_goal
from alongside.partnerships.actions.outcomes import answer_outcomes
from alongside.partnerships.actions.papers import note_manager_told
from alongside.partnerships.actions.postponing import defer_expectation
from alongside.partnerships.actions.stages import move_to_stage
from alongside.partnerships.queries.agreement_words import AgreementText
from alongside.partnerships.queries.agreements import starting_text
from alongside.partnerships.queries.goals import GoalText
from alongside.partnerships.queries.outcomes import questions_of, stage_open


def plan_beginning(pair: Pair) -> None:
    """Plan what these two do in their first weeks."""
    rules = pair.read().rules
    if rules.expectations.enabled and pair.likely(0.4):
        pair.plan(0.3, 3, lambda: _expect(pair))
    pair.plan(1, 5, lambda: _set_goals(pair))
    if rules.agreement.use != "none" and pair.likely(0.25):
        pair.plan(4, 9, lambda: _agree(pair))
    if rules.outcomes is not None and pair.likely(0.85):
        pair.plan(0.4, 4, lambda: answer_stage(pair, "start"))
    if rules.papers.manager_letter and pair.likely(0.4):
        pair.plan(2, 10, lambda: _tell_manager(pair))
    if rules.stages and pair.likely(0.5):
        pair.plan(20, 30, lambda: move_on(pair, 0))


def answer_stage(pair: Pair, asked: str) -> None:
    """Both say how it is with them, a little better the later it is."""
    partnership = pair.read()
    better = {"start": 0, "end": 1, "later": 1}[asked]
    for side in BOTH_SIDES:
        if stage_open(partnership, side, timezone.localdate()) != asked:
            continue
        answers = {
            question.key: min(5, pair.chance.choice((2, 3, 3, 4)) + better)
            for question in questions_of(partnership, side)
        }
        answer_outcomes(partnership, by=pair.accounts[side], role=side, stage=asked, answers=answers)


def move_on(pair: Pair, number: int) -> None:
    """The two say which of the scheme's stages they are in; some weeks later it is the next."""
    partnership = pair.running()
    stages = partnership.rules.stages if partnership else ()
    if partnership is None or number >= min(2, len(stages)):
        return
    side = pair.chance.choice(BOTH_SIDES)
    move_to_stage(partnership, by=pair.accounts[side], role=side, stage=stages[number].key)
    pair.plan(50, 70, lambda: move_on(pair, number + 1))


def _tell_manager(pair: Pair) -> None:
    partnership = pair.running()
    if partnership is not None:
        told_on = timezone.localdate() - timedelta(days=1)
        note_manager_told(partnership, by=pair.accounts["mentee"], role="mentee", told_on=told_on)


def _expect(pair: Pair) -> None:
    partnership = pair.running()
    if partnership is None:
        return
    texts = pair.chance.sample(pair.voice.expectations, 3)
    for role, text in zip(("mentee", "mentor", "mentee"), texts, strict=True):
        expectation = state_expectation(partnership, by=pair.accounts[role], role=role, text=text)
        other = "mentor" if role == "mentee" else "mentee"
        by = pair.accounts[other]
        if pair.chance.random() < 0.75:
            accept_wording(expectation, by=by, role=other, seen=1)
        elif pair.chance.random() < 0.5:
            asked = "What would that look like in practice?"
            clarify_expectation(expectation, by=by, role=other, text=asked)
        else:
            today = timezone.localdate()
            later = today + timedelta(days=45)
            defer_expectation(expectation, by=by, role=other, review_on=later, today=today)


def _agree(pair: Pair) -> None:
    """Both sign the mentee's wording; the mentor of a faithful pair may then suggest a change that waits."""
    partnership = pair.running()
    if partnership is None:
        return
    plan, voice = partnership.rules.plan, pair.voice
    until = months_after(timezone.localdate(partnership.introduced_at), plan.within_months)
    begun = AgreementText(
        starting_text(partnership).clauses | dict(voice.agreed),
        cadence_days=voice.cadence_days,
        until=until if partnership.rules.agreement.clauses_about("term") else None,
        review_every=voice.review_every,
    )
    suggest_agreement(partnership, by=pair.accounts["mentee"], role="mentee", text=begun, seen=0)
    for role, account in pair.accounts.items():
        sign_agreement(partnership, by=account, role=role, seen=1, name=account.name)
    if pair.faithful and voice.changed:
        pair.plan(60, 61, lambda: _suggest_change(pair, begun))


def _suggest_change(pair: Pair, begun: AgreementText) -> None:
    partnership, mentor = pair.running(), pair.accounts["mentor"]
    if partnership is None:
        return
    text = replace(
        begun,
        clauses=begun.clauses | dict(pair.voice.changed),
        cadence_days=pair.voice.changed_cadence_days or begun.cadence_days,
    )
    suggest_agreement(partnership, by=mentor, role="mentor", text=text, seen=1)
    sign_agreement(partnership, by=mentor, role="mentor", seen=2, name=mentor.name)


def _set_goals(pair: Pair) -> None:
    """One goal of each, or two of the mentee's where they write about everything, and one that they keep to themselves."""
    partnership = pair.running()
    if partnership is None:
        return
    for role, aims in pair.voice.goals.items():
        if role == "mentor" and not pair.likely(0.4):
            continue
        count = 2 if pair.faithful and role == "mentee" else 1
        for aim in aims[:count] if pair.faithful else pair.chance.sample(aims, min(count, len(aims))):
            _set_goal(pair, role, aim)
    if pair.faithful and pair.voice.private_goal:
        text = _words(pair.voice.private_goal)
        draft_goal(partnership, by=pair.accounts["mentee"], role="mentee", text=text)


def _set_goal(pair: Pair, role: str, aim: Aim) -> None:
    partnership, by = pair.read(), pair.accounts[role]
    goal = share_goal(draft_goal(partnership, by=by, role=role, text=_words(aim)), by=by, role=role)
    if aim.step:
        due_on = timezone.localdate() + timedelta(days=pair.chance.randint(170, 260))
        agree_action(partnership, by=by, role=role, text=aim.step, owner=role, due_on=due_on, goal=goal)
    if aim.progress and pair.likely(0.3):
        pair.plan(35, 60, lambda: _note_progress(pair, role, goal.pk, aim.progress))


def _note_progress(pair: Pair, role: str, goal_id: UUID, text: str) -> None:
    partnership = pair.running()
    if partnership is not None:
        goal = partnership.goals.get(pk=goal_id)
        note_progress(goal, by=pair.accounts[role], role=role, text=text)


def _words(aim: Aim) -> GoalText:
    return GoalText(aim.text, aim.category, parts=dict(aim.parts), is_stretch=aim.is_stretch)
