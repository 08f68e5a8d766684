"""The directory and requests of a definition: what contradicts itself is told, and the medical educators' rules hold."""

from datetime import date
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from alongside.domain.scheme import SchemeDefinition, load_scheme
from alongside.domain.scheme.asking import Directory
from alongside.domain.sessions import Preference, propose_dates
from alongside.presets import preset_text

ASME = preset_text("schemes", "asme")


def problems_after(old: str, new: str) -> list[str]:
    assert ASME.count(old) == 1
    return [str(problem) for problem in load_scheme(ASME.replace(old, new))[1]]


def asme() -> SchemeDefinition:
    definition, problems = load_scheme(ASME)
    assert definition is not None, problems
    return definition


@pytest.mark.parametrize(
    "old, new, told",
    [
        (
            'routes = ["directory"]',
            'routes = ["office"]',
            [
                "directory: Add \"directory\" to matching.routes, or remove the section [directory].",
                "requests: Add \"directory\" to matching.routes, or remove the section [requests].",
            ],
        ),
        (
            'biography = "biography"',
            'biography = "fields"',
            [
                "directory.biography: Name a written question that is required and has a max_length: it is to be "
                "brief."
            ],
        ),
        (
            'biography = "biography"',
            'biography = "why"',
            [
                "directory.biography: Choose another question: “why” is private, and others would read it.",
            ],
        ),
        (
            'narrow_by = ["fields", ',
            'narrow_by = ["times", ',
            ["directory.narrow_by[1]: Name a question with choices."],
        ),
        (
            'show = ["biography", "reason", ',
            'show = ["anything_else", "reasn", ',
            [
                "requests.show[1]: Choose another question: “anything_else” is private, and others would read it.",
                "requests.show[2]: Name a question of that form: there is none called “reasn”. "
                "Did you mean “reason”?",
            ],
        ),
        (
            "remind_days_before = 4\nintroduced_by",
            "remind_days_before = 14\nintroduced_by",
            ["requests.remind_days_before: Make this less than answer_within_days, so that there is time to answer."],
        ),
        (
            'kind = "first"\nlead = "mentor"\n',
            'kind = "first"\nlead = "mentor"\ndays_after_last = 3\n',
            ["plan.sessions[1].days_after_last: Remove this: no session comes before the first."],
        ),
    ],
)  # fmt: skip
def test_a_contradiction_is_told_with_its_place(old: str, new: str, told: list[str]) -> None:
    assert problems_after(old, new) == told


def test_a_directory_without_its_sections_is_told_of_both() -> None:
    imi = preset_text("schemes", "imi").replace('routes = ["office"]', 'routes = ["office", "directory"]')
    assert [problem.path for problem in load_scheme(imi)[1]] == ["directory", "requests"]


@pytest.mark.requirement("R206")
@pytest.mark.parametrize(
    "preparation, enough, too_little",
    [
        ("workshop", [{"workshop"}, {"workshop", "handbook"}], [set(), {"handbook"}]),
        ("handbook", [{"handbook"}], [set(), {"workshop"}]),
        ("either", [{"workshop"}, {"handbook"}], [set()]),
        ("both", [{"workshop", "handbook"}], [set(), {"workshop"}, {"handbook"}]),
        ("none", [set()], []),
    ],
)
def test_what_counts_as_preparation_is_a_setting(
    preparation: str, enough: list[set[str]], too_little: list[set[str]]
) -> None:
    directory = Directory.model_validate({"preparation": preparation, "biography": "biography"})
    assert all(directory.is_prepared(frozenset(done)) for done in enough)
    assert not any(directory.is_prepared(frozenset(done)) for done in too_little)


@pytest.mark.requirement("R198")
def test_the_educators_meet_once_again_some_months_later_then_two_or_three_times_a_year() -> None:
    plan = asme().plan
    planned = propose_dates(
        plan, starts_on=date(2027, 1, 11), preference=Preference(ZoneInfo("Europe/London"))
    )
    gaps = [(later.starts_at - earlier.starts_at).days for earlier, later in pairwise(planned)]
    assert all(abs(gap - usual) <= 3 for gap, usual in zip(gaps, (90, 150, 150, 150), strict=True))
    assert {session.minutes for session in planned} == {60}


def test_a_rhythm_that_two_agree_on_takes_the_place_of_the_plans_own_gaps() -> None:
    plan = asme().plan.at_rhythm(28)
    assert plan.days_between() == (28, 28, 28, 28)


def test_the_educators_have_no_rule_about_seniority() -> None:
    kinds = {rule.kind for rule in asme().matching.hard_rules}
    assert kinds == {"not_yourself", "declared_conflict", "line_manager"}


@pytest.mark.requirement("R189")
def test_a_mentee_begins_with_where_am_i_where_to_and_how() -> None:
    first = asme().reflection.sets_for("mentee", "before_session")[0]
    assert [prompt.label for prompt in first.prompts] == [
        "Where am I?", "Where do I want to be?", "How do I get there?",
    ]  # fmt: skip
