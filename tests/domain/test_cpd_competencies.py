"""Competency frameworks as data: what is shipped, what is refused, and how two looks are compared."""

import pytest

from alongside.domain.cpd.competencies import Framework
from alongside.domain.cpd.competency_check import check_framework
from alongside.domain.cpd.loading import load_framework
from alongside.domain.cpd.progress import progress_in, sound_answers
from alongside.presets import preset_text
from tests.domain.competency_examples import GROUPS, INDICATORS

TEXT = preset_text("competencies", "mentoring")


def shipped() -> Framework:
    framework, problems = load_framework(TEXT)
    assert framework is not None, problems
    return framework


@pytest.mark.requirement(
    "R107", "R114", "R120", "R126", "R133", "R137", "R142", "R149", "R153", "R158", "R163", "R167",
    "R171",
)  # fmt: skip
def test_the_shipped_framework_has_every_group_with_its_number_of_indicators() -> None:
    found = [(group.part, group.key, len(group.indicators)) for group in shipped().groups]
    assert found == list(GROUPS.values())
    assert sum(count for *_, count in found) == 55


def test_every_indicator_stands_in_its_group() -> None:
    found = {(group.part, group.key, one.key) for group in shipped().groups for one in group.indicators}
    assert found == {(one.part, one.group, one.key) for one in INDICATORS}


def test_two_of_one_key_are_told_with_their_places() -> None:
    twice = TEXT.replace('key = "relate"', 'key = "comprehend"').replace('key = "listen"', 'key = "prepare"')
    _, problems = load_framework(twice)
    assert {problem.path for problem in problems} == {"groups[2].key", "groups[12].indicators[2].key"}


@pytest.mark.parametrize(
    "old,new,path",
    [
        ("version = 1", "version = 0", "version"),
        ('part = "mentor"\nname = "Relate"', 'part = "boss"\nname = "Relate"', "groups[2].part"),
        (
            'levels = ["Not yet", "With help", "By myself", "I help others with it"]',
            'levels = ["Yes"]',
            "levels",
        ),
        ('levels = ["Not yet", "With help"', 'levels = ["Not yet", "Not yet"', "levels"),
        ("format = 1", "format = 1\nmotto = 'x'", "motto"),
        ('name = "Mentoring competencies"', 'name = "Mentoring\\u202ecompetencies"', "name"),
    ],
)
def test_what_does_not_fit_is_told_with_its_place(old: str, new: str, path: str) -> None:
    assert old in TEXT
    framework, problems = load_framework(TEXT.replace(old, new, 1))
    assert framework is None
    assert path in {problem.path for problem in problems}


def test_the_check_says_what_a_framework_has() -> None:
    verdict = check_framework(TEXT.encode(), "mentoring.toml")
    assert verdict.exit_code == 0
    assert verdict.lines[-1] == "  for the mentee: 5 groups with 17 indicators."
    assert check_framework(b"format = ", "broken.toml").exit_code == 1


def test_the_lower_half_of_the_levels_is_worth_working_on() -> None:
    framework = shipped()
    assert [framework.is_low(level) for level in range(4)] == [True, True, False, False]
    three = framework.model_copy(update={"levels": ("No", "Partly", "Yes")})
    assert [three.is_low(level) for level in range(3)] == [True, False, False]


def test_an_indicator_left_out_of_a_look_keeps_its_last_level() -> None:
    looks = [{"listen": 3}, {"prepare": 1}, {"listen": 1, "prepare": 0}]
    found = {
        one.indicator.key: one
        for group in progress_in(shipped(), "mentee", looks)
        for one in group.indicators
    }
    assert (found["listen"].now, found["listen"].before, found["listen"].change) == (3, 1, 2)
    assert (found["prepare"].now, found["prepare"].before, found["prepare"].is_low) == (1, 0, True)
    assert (found["set_goals"].now, found["set_goals"].before, found["set_goals"].change) == (None, None, 0)


def test_answers_of_another_part_or_level_are_left_out() -> None:
    answers = {"listen": 2, "open_questions": 1, "prepare": 4, "gone": 0}
    assert sound_answers(shipped(), "mentee", answers) == {"listen": 2}
