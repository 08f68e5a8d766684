"""Questions about a result get exact answers in words."""

from dataclasses import replace

from hypothesis import given, settings

from alongside.domain.matching.criteria import SharedChoices
from alongside.domain.matching.explain import Explained, price_of_rules
from alongside.domain.matching.people import Market, Mentee, Mentor
from alongside.domain.matching.result import Result
from alongside.domain.matching.rules import MustDiffer, ShareValue
from alongside.domain.matching.solve import solve
from tests.domain.matching.markets import CRITERIA, RULES, markets

RULE = ShareValue("language", "language", "language")
FIT = SharedChoices("sought", "offered")


def small_market() -> Result:
    mentees = (
        Mentee("alice", {"language": "Welsh", "sought": ["x", "y"]}, waiting_days=9),
        Mentee("bea", {"language": ["Welsh", "English"], "sought": ["x"]}, waiting_days=8),
        Mentee("cem", {"language": "Welsh", "sought": ["x"]}),
    )
    mentors = (
        Mentor("dai", {"language": "Welsh", "offered": ["x"]}),
        Mentor("eve", {"language": "English", "offered": ["x"], "region": "North"}, capacity=2),
    )
    return solve(Market(mentees, mentors), [RULE], [FIT])


def values(result: Result) -> list[int]:
    return [level.value for level in result.levels]


@given(markets(most=4))
@settings(deadline=None, max_examples=60)
def test_the_regret_of_a_pair_is_what_pinning_it_costs(market: Market) -> None:
    result = solve(market, RULES, CRITERIA)
    explained = Explained(result)
    for mentee in market.mentees:
        for mentor in market.mentors:
            regret = explained.regret(mentee.key, mentor.key)
            if regret is not None:
                pinned = solve(replace(market, pins=frozenset({(mentee.key, mentor.key)})), RULES, CRITERIA)
                lost = [a - b for a, b in zip(values(result), values(pinned)[1:], strict=True)]
                assert list(regret.levels) == lost


@given(markets(most=4))
@settings(deadline=None, max_examples=60)
def test_the_next_best_of_a_pair_is_what_banning_it_costs(market: Market) -> None:
    result = solve(market, RULES, CRITERIA)
    for following in Explained(result).next_best():
        apart = market.bans | {(following.mentee, following.mentor)}
        banned = solve(replace(market, bans=apart), RULES, CRITERIA)
        lost = [a - b for a, b in zip(values(result), values(banned), strict=True)]
        assert list(following.loss.levels) == lost


def test_what_another_pairing_would_cost_is_said_in_words() -> None:
    explained = Explained(small_market())
    dearer = explained.regret("bea", "dai")
    assert dearer is not None
    assert dearer.sentence == "1 fewer person would have a mentor"
    assert explained.regret("alice", "eve") is None


def test_whom_to_recruit_next_is_the_mentor_whose_place_helps_most() -> None:
    worth = Explained(small_market()).place_values()
    assert [(place.mentor, place.sentence) for place in worth] == [
        ("dai", "1 more person would have a mentor"),
        ("eve", "nothing would be better"),
    ]
    segments = Explained(small_market()).recruit_next("language")
    assert [(segment.value, segment.mentors) for segment in segments] == [("Welsh", 1), ("English", 1)]


def test_the_price_of_a_rule_is_the_run_without_it() -> None:
    (price,) = price_of_rules(small_market())
    assert price.sentence == "Without it 1 more person would have a mentor."


def test_a_rule_that_binds_nobody_costs_nothing() -> None:
    market = Market((Mentee("a"),), (Mentor("b"),))
    (price,) = price_of_rules(solve(market, [MustDiffer("employer", "employer")], []))
    assert price.sentence == "It costs nothing: without it the matching is as good."
