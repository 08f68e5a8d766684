"""What two partners do between their meetings: they say what helps, a mentor opens doors, a success is written down."""

from datetime import timedelta

from django.utils import timezone

from alongside.demo.stories.pair import Pair
from alongside.domain.scheme import BOTH_SIDES
from alongside.partnerships.actions.achievements import release_achievement, write_achievement
from alongside.partnerships.actions.doors import note_door
from alongside.partnerships.actions.partner_feedback import give_partner_feedback
from alongside.partnerships.queries.doors import DoorText, notes_doors
from alongside.partnerships.queries.goals import goals_of


def plan_between(pair: Pair) -> None:
    """Plan whatever the scheme offers between meetings and these two would do."""
    rules, voice = pair.read().rules, pair.voice
    if rules.feedback.parts and pair.likely(0.3):
        for place, side in enumerate(BOTH_SIDES):
            pair.plan(40 + 20 * place, 55 + 20 * place, lambda side=side: _say_what_helps(pair, side))  # type: ignore[misc]
    if rules.sponsorship.introductions != "none" and pair.likely(0.4):
        for whom, purpose in pair.chance.sample(
            voice.doors, min(2 if pair.faithful else 1, len(voice.doors))
        ):
            pair.plan(35, 95, lambda whom=whom, purpose=purpose: _open_door(pair, whom, purpose))  # type: ignore[misc]
    if rules.sponsorship.achievements and pair.likely(0.3):
        count = min(2 if pair.faithful else 1, len(voice.achievements))
        for place, text in enumerate(pair.chance.sample(voice.achievements, count)):
            pair.plan(60, 110, lambda text=text, place=place: _tell_success(pair, text, place == 0))  # type: ignore[misc]


def _say_what_helps(pair: Pair, side: str) -> None:
    """Feedback to the other, about a goal of the mentee's where there is one."""
    partnership = pair.running()
    answers = pair.voice.partner_feedback.get(side)
    if partnership is None or answers is None:
        return
    asked = {part.key for part in partnership.rules.feedback.parts}
    goal = goals_of(partnership).filter(owner="mentee").first() if side == "mentor" else None
    give_partner_feedback(
        partnership,
        by=pair.accounts[side],
        role=side,
        answers={key: answer for key, answer in answers.items() if key in asked},
        goal_id=goal.pk if goal else None,
    )


def _open_door(pair: Pair, whom: str, purpose: str) -> None:
    partnership = pair.running()
    if partnership is not None and notes_doors(partnership, "mentor"):
        on = timezone.localdate() - timedelta(days=2)
        note_door(partnership, by=pair.accounts["mentor"], role="mentor", on=on, text=DoorText(whom, purpose))


def _tell_success(pair: Pair, text: str, may_be_told: bool) -> None:
    """The mentor writes of a success; the mentee may let the office tell it."""
    partnership = pair.running()
    if partnership is None:
        return
    written = write_achievement(partnership, by=pair.accounts["mentor"], role="mentor", text=text)
    if may_be_told:
        version = written.text.version
        release_achievement(written, by=pair.accounts["mentee"], role="mentee", version=version)
