"""Rules and criteria of a definition become objects, or everything that is wrong is said at once."""

from typing import Any, get_args

import pytest

from alongside.domain.matching import definition
from alongside.domain.matching.building import read_matching
from alongside.domain.matching.people import Mentee, Mentor

LADDER = ["junior", "senior"]
HARD_RULES: list[dict[str, Any]] = [
    {"kind": "not_yourself"},
    {"kind": "more_experience", "mentee_below": 2},
    {"kind": "same_pair_before"},
    {"kind": "declared_conflict"},
    {"kind": "line_manager"},
    {"kind": "cleared_for_minors"},
    {"kind": "share_value", "mentee_fact": "language", "label": "language"},
    {"kind": "must_differ", "fact": "employer", "label": "employer"},
    {"kind": "slots_overlap"},
    {"kind": "grade_gap", "ladder": LADDER},
    {"kind": "mentor_must_have", "fact": "trained", "reason": "has not finished training"},
]
CRITERIA: list[dict[str, Any]] = [
    {"kind": "shared_choices", "mentee_question": "sought", "mentor_question": "offered", "weight": 3},
    {"kind": "text_likeness", "mentee_question": "hopes", "mentor_question": "biography"},
    {"kind": "same_value", "mentee_fact": "region", "label": "region", "asked_by": "near"},
    {"kind": "different_value", "mentee_fact": "background", "label": "background"},
    {"kind": "experience_gap", "ideal": 5, "spread": 10},
    {"kind": "ladder_gap", "ladder": LADDER, "ideal": 1, "spread": 1},
]


def kinds(union: object) -> set[str]:
    """The kinds that a definition may name."""
    return {entry.model_fields["kind"].annotation.__args__[0] for entry in get_args(get_args(union)[0])}


def test_every_kind_that_a_definition_may_name_is_built() -> None:
    assert {entry["kind"] for entry in HARD_RULES} == kinds(definition.HardRule)
    assert {entry["kind"] for entry in CRITERIA} == kinds(definition.Criterion)
    rules, criteria, problems = read_matching(HARD_RULES, CRITERIA)
    assert problems == ()
    assert [rule.key for rule in rules] == [entry["kind"] for entry in HARD_RULES]
    assert [criterion.weight for criterion in criteria] == [3, 1, 1, 1, 1, 1]
    described = [rule.describe() for rule in rules] + [criterion.describe() for criterion in criteria]
    assert all(sentence.endswith(".") for sentence in described)


def test_every_field_is_described_for_the_reference() -> None:
    entries = [*get_args(get_args(definition.HardRule)[0]), *get_args(get_args(definition.Criterion)[0])]
    missing = [
        f"{entry.__name__}.{name}"
        for entry in entries
        for name, field in entry.model_fields.items()
        if name != "kind" and not field.description
    ]
    assert missing == []


def test_all_problems_are_told_at_once_with_their_place() -> None:
    rules, criteria, problems = read_matching(
        [{"kind": "not_yourself"}, {"kind": "by_star_sign"}, {"kind": "grade_gap", "ladder": ["a", "a"]}],
        [{"kind": "same_value", "mentee_fact": "x", "label": "x", "wieght": 2}],
    )
    assert (rules, criteria) == ((), ())
    assert [problem.split(":")[0] for problem in problems] == [
        "rules 2",
        "rules 3, grade_gap",
        "criteria 1, same_value, wieght",
    ]


def test_a_criterion_without_weight_is_left_out_and_two_of_a_kind_have_keys_of_their_own() -> None:
    region = {"kind": "same_value", "mentee_fact": "region", "label": "region"}
    _, criteria, _ = read_matching([], [region | {"weight": 0}, region, region])
    assert [criterion.key for criterion in criteria] == ["same_value", "same_value_2"]


@pytest.mark.requirement("R240")
def test_an_untrained_mentor_is_refused_by_a_rule_from_data() -> None:
    rules, _, _ = read_matching([HARD_RULES[-1]], [])
    assert rules[0].check(Mentee("a"), Mentor("b", {"name": "Bob"})) == "Bob has not finished training."
    assert rules[0].check(Mentee("a"), Mentor("b", {"trained": True})) is None
