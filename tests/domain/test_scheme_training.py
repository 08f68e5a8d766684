"""Workshops and priority of a definition: what contradicts itself is told, and tiers hold whom they name."""

from datetime import date

import pytest

from alongside.domain.scheme import load_scheme
from alongside.domain.scheme.training import Priority
from alongside.presets import preset_text

ASME = preset_text("schemes", "asme")
TODAY = date(2027, 3, 31)


def problems_after(old: str, new: str) -> list[str]:
    assert ASME.count(old) == 1
    return [str(problem) for problem in load_scheme(ASME.replace(old, new))[1]]


def priority() -> Priority:
    definition, problems = load_scheme(ASME)
    assert definition is not None, problems
    assert definition.priority is not None
    return definition.priority


@pytest.mark.parametrize(
    "old, new, told",
    [
        (
            "answer_within_days = 5",
            "answer_within_days = 1",
            [
                "training.remind_days_before: Make this less than answer_within_days, so that there is time to answer."
            ],
        ),
        (
            'serves = ["workshops", "requests"]',
            'serves = ["workshops", "lunch"]',
            ["priority.serves[2]: Choose “workshops” or “requests”."],
        ),
        (
            "took_part_within_months = 24",
            "groups = []",
            [
                "priority.tiers[2]: Name groups, or give took_part_within_months: nobody would be in this tier."
            ],
        ),
        (
            'key = "took_part"',
            'key = "active"',
            ["priority.tiers[2].key: Give this another key: “active” is already taken."],
        ),
        (
            'vocabulary = "mentoring_skill"\n\n[[training.needs]]',
            'vocabulary = "mentoring_skill"\nprivate = true\n\n[[training.needs]]',
            ["training.needs[1].private: Leave this out: the trainer reads these answers."],
        ),
        (
            'vocabulary = "mentoring_skill"\n\n[[training.needs]]',
            'vocabulary = "mentoring_skill"\nsuggest = "low"\n\n[[training.needs]]',
            ["training.needs[1].suggest: Remove this: only an application takes over ratings."],
        ),
    ],
)
def test_what_contradicts_itself_is_told(old: str, new: str, told: list[str]) -> None:
    assert problems_after(old, new) == told


def test_a_priority_of_workshops_needs_workshops() -> None:
    begin, end = ASME.index("[training]"), ASME.index("[priority]")
    told = [str(problem) for problem in load_scheme(ASME[:begin] + ASME[end:])[1]]
    assert told == ['priority.serves: Add the section [training], or remove "workshops".']


@pytest.mark.requirement("R203", "R204")
@pytest.mark.parametrize(
    "groups, last, tier",
    [
        (["Board"], None, 0),
        (["  education research "], None, 0),  # as exports write it
        (["Somewhere else"], date(2026, 1, 1), 1),
        ([], date(2025, 3, 31), 1),
        ([], date(2025, 3, 30), 2),
        ([], None, 2),
        (["Board"], date(2026, 1, 1), 0),
    ],
)
def test_a_tier_holds_whom_it_names(groups: list[str], last: date | None, tier: int) -> None:
    rule = priority()
    assert rule.tier_of(groups, last, TODAY) == tier
    assert rule.label_of(tier) == [*(each.label for each in rule.tiers), "Every other member"][tier]
