"""How two partners part after their last session: thanks, a recommendation, and what it was good for."""

from alongside.demo.stories.beginning import answer_stage
from alongside.demo.stories.pair import Pair
from alongside.domain.scheme import BOTH_SIDES, Side
from alongside.partnerships.actions import end_partnership
from alongside.partnerships.actions.acknowledging import write_acknowledgement
from alongside.partnerships.actions.recommendations import recommend_mentee, show_recommendation
from alongside.partnerships.actions.reflections import write_reflection


def close(pair: Pair) -> None:
    """They say what the other gave, and end it."""
    partnership = pair.running()
    if partnership is None:
        return
    for side in BOTH_SIDES:
        if pair.voice.thanks.get(side) and pair.likely(0.6):
            _look_back(pair, side)
            text = pair.chance.choice(pair.voice.thanks[side])
            write_acknowledgement(
                partnership, by=pair.accounts[side], role=side, text=text, may_be_shown=True
            )
    if partnership.rules.sponsorship.recommendation and pair.voice.recommendations and pair.likely(0.5):
        _recommend(pair)
    end_partnership(pair.read(), by=pair.accounts["mentee"], role="mentee")
    if partnership.rules.outcomes is not None:
        pair.plan(1, 9, lambda: answer_stage(pair, "end"))
        pair.plan(186, 200, lambda: answer_stage(pair, "later"))


def _look_back(pair: Pair, side: Side) -> None:
    partnership, words = pair.read(), pair.voice.reflections
    closing = partnership.rules.reflection.sets_for(side, "closing")
    answers = {
        one.key: pair.chance.choice(words[one.key])
        for one in (closing[0].prompts if closing else ())
        if one.key in words
    }
    if answers:
        write_reflection(
            partnership,
            by=pair.accounts[side],
            role=side,
            occasion="closing",
            prompt_set=closing[0].key,
            answers=answers,
        )


def _recommend(pair: Pair) -> None:
    partnership = pair.read()
    text = pair.chance.choice(pair.voice.recommendations)
    given = recommend_mentee(partnership, by=pair.accounts["mentor"], role="mentor", text=text)
    if pair.likely(0.7):
        show_recommendation(
            partnership, by=pair.accounts["mentee"], role="mentee", recommendation_id=given.pk, shows=True
        )
