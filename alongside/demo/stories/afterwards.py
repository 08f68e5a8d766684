"""What two partners write after a meeting; some write little."""

from datetime import timedelta

from django.utils import timezone

from alongside.demo.stories.pair import Pair
from alongside.demo.voice import Words
from alongside.domain.scheme import BOTH_SIDES, Side
from alongside.partnerships.actions import agree_action, give_feedback, settle_action, write_record
from alongside.partnerships.actions.learning import log_learning
from alongside.partnerships.actions.pulse import answer_pulse
from alongside.partnerships.actions.reflections import share_reflection, write_reflection
from alongside.partnerships.models import Action, Session
from alongside.partnerships.queries.pulse import pulse_rules


def write_about(pair: Pair, session: Session) -> None:
    """Whatever these two write after this meeting."""
    session.refresh_from_db(fields=["state", "held_on"])
    if pair.likely(0.4):
        text = pair.chance.choice(pair.voice.records)
        write_record(session, by=pair.accounts["mentor"], role="mentor", text=text)
        _agree_action(pair, session)
    for side in BOTH_SIDES:
        if pair.likely(0.3):
            _reflect(pair, session, side)
        if session.partnership.rules.feedback.after_session and pair.likely(0.3):
            text = pair.chance.choice(pair.voice.feedback)
            give_feedback(session, by=pair.accounts[side], role=side, text=text)
        if pulse_rules(session) is not None and pair.likely(0.5):
            pair.plan(0.5, 4, lambda side=side: _answer_pulse(pair, session, side))  # type: ignore[misc]
    if session.partnership.rules.learning_log and pair.voice.learning and pair.likely(0.2):
        _log_learning(pair, session)


def _agree_action(pair: Pair, session: Session) -> None:
    mentee = pair.accounts["mentee"]
    action = agree_action(
        session.partnership,
        by=mentee,
        role="mentee",
        text=pair.chance.choice(pair.voice.actions),
        due_on=timezone.localdate() + timedelta(days=20),
        session=session,
    )
    if pair.chance.random() < (0.9 if pair.faithful else 0.6):
        pair.plan(8, 18, lambda: _finish_action(pair, action))


def _finish_action(pair: Pair, action: Action) -> None:
    action.refresh_from_db()
    if action.state == "open" and pair.running() is not None:
        settle_action(action, by=pair.accounts["mentee"], role="mentee", move="finish")


def _reflect(pair: Pair, session: Session, side: Side) -> None:
    first = session.partnership.rules.reflection.sets_for(side, "after_session")[0]
    words = pair.voice.reflections
    by = pair.accounts[side]
    reflection = write_reflection(
        session.partnership,
        by=by,
        role=side,
        occasion="after_session",
        prompt_set=first.key,
        answers={
            one.key: _in_turn(words[one.key], session, side) for one in first.prompts if one.key in words
        },
        session=session,
    )
    if pair.faithful and session.number == 2:
        share_reflection(reflection, by=by, role=side)


def _in_turn(words: Words, session: Session, side: Side) -> str:
    """Nobody writes the same after two sessions running, nor the two of them after the same one."""
    return words[(session.number + BOTH_SIDES.index(side)) % len(words)]


def _answer_pulse(pair: Pair, session: Session, side: Side) -> None:
    session.refresh_from_db()
    rules = pulse_rules(session)
    if rules is None or pair.running() is None:
        return
    scores = {question.key: pair.chance.choice((3, 4, 4, 5, 5)) for question in rules.questions}
    line = pair.chance.choice(pair.voice.pulse_lines or ("",))
    answer_pulse(session, by=pair.accounts[side], role=side, scores=scores, line=line)


def _log_learning(pair: Pair, session: Session) -> None:
    kind, text = pair.voice.learning[session.number % len(pair.voice.learning)]
    log_learning(
        session.partnership,
        by=pair.accounts["mentee"],
        role="mentee",
        kind=kind,
        on=timezone.localdate(),
        text=text,
    )
