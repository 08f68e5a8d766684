"""Credit rules are read strictly, all problems are told at once, and every shipped file says where it was read."""

import pytest

from alongside.domain.cpd.credit_check import check_credit_rules
from alongside.domain.cpd.loading import load_credit_rules
from alongside.presets import preset_keys, preset_text
from tests.domain.credit_examples import GUILD, shipped

BODIES = {
    "ahcs-imi", "ccpm", "cna", "gmc-aomrc", "hcpc", "physicians-federation", "racgp-mentoring",
}  # fmt: skip


def test_the_bodies_that_we_ship() -> None:
    assert set(preset_keys("credit")) == BODIES


@pytest.mark.parametrize("key", preset_keys("credit"))
def test_every_shipped_file_loads_under_its_own_key_with_whom_to_ask_and_its_sources(key: str) -> None:
    rules = shipped(key)
    assert rules.key == key
    assert rules.ask.endswith(".")
    assert all(source.read_on.year == 2026 for source in rules.sources)


@pytest.mark.parametrize(
    "key, needed, months",
    [
        ("ahcs-imi", None, 24),
        ("hcpc", None, 24),
        ("gmc-aomrc", 250, 60),
        ("physicians-federation", 50, 12),
        ("cna", 100, 60),
        ("ccpm", 50, 60),
        ("racgp-mentoring", None, 12),
    ],
)
def test_what_was_published(key: str, needed: int | None, months: int) -> None:
    version = shipped(key).versions[-1]
    assert (version.needed, version.cycle.months) == (needed, months)


def test_all_problems_of_a_file_are_told_at_once() -> None:
    text = (
        GUILD.replace("months = 12", "months = 0", 1)
        .replace("most = 8", "moist = 8")
        .replace('"reading"', '"readin"')
    )
    rules, problems = load_credit_rules(text)
    assert rules is None
    assert [problem.path for problem in problems] == [
        "versions[1].cycle.months",
        "versions[1].categories[1].moist",
        "versions[1].categories[2].kinds[1]",
    ]


def test_parts_that_do_not_fit_together_are_told_at_once() -> None:
    text = (
        (
            GUILD.replace("in_effect_from = 2026-01-01", "in_effect_from = 2019-01-01")
            .replace('key = "rest"', 'key = "mentoring"')
            .replace('"workshop"', '"mentoring"')
            .replace("carry_over = 3", "carry_over = 3\nfewest_categories = 3")
            .replace("needed = 10\n", "")
        )
        + '[[versions.shares]]\nkey = "all"\nname = "All"\ncategories = ["nothing"]\nat_least = 5\nat_most = 4\n'
    )
    assert [str(problem) for problem in load_credit_rules(text)[1]] == [
        "versions[1].categories[2].key: “mentoring” is taken; give this one another key.",
        "versions[1].categories[2].kinds: “mentoring” is taken by a category above already; take it out here or there.",
        "versions[1].fewest_categories: Lower it to 2 or less: there are no more categories.",
        "versions[1].carry_over: Remove this, or say what a cycle needs: only what is above the need is taken over.",
        "versions[2].in_effect_from: Put the versions in order of date, oldest first.",
        "versions[2].shares[1].categories: There is no category with the key “nothing”; write one that the file has.",
        "versions[2].shares[1].at_least: Lower it to 4 or less, which is the most.",
    ]


def test_the_command_praises_what_is_right() -> None:
    verdict = check_credit_rules(preset_text("credit", "cna").encode(), "cna.toml")
    assert verdict.exit_code == 0
    assert verdict.lines[-1] == "  from 2026-11-21: 100 hours in 60 months, 2 categories."


@pytest.mark.parametrize("content", [b"format = 2", b"caf\xe9", b"x = ["])
def test_the_command_says_what_is_wrong(content: bytes) -> None:
    verdict = check_credit_rules(content, "ours.toml")
    assert verdict.exit_code == 1
    assert verdict.lines[0].startswith("ours.toml: ")
