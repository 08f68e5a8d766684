"""An audit profile's rules are read strictly, and all problems are told at once."""

from datetime import date

import pytest

from alongside.domain.cpd.activities import Kind
from alongside.domain.cpd.definition import ProfileDefinition
from alongside.domain.cpd.loading import load_profile_definition
from alongside.presets import preset_keys, preset_text
from tests.domain.cpd_examples import illustrators_rules

ILLUSTRATORS = preset_text("cpd", "ahcs-imi")


def problems_of(text: str) -> list[str]:
    definition, problems = load_profile_definition(text)
    assert definition is None
    return [str(problem) for problem in problems]


def loaded(key: str) -> ProfileDefinition:
    definition, problems = load_profile_definition(preset_text("cpd", key))
    assert definition is not None, problems
    return definition


@pytest.mark.parametrize("key", preset_keys("cpd"))
def test_every_shipped_profile_loads_under_its_own_key(key: str) -> None:
    definition, problems = load_profile_definition(preset_text("cpd", key))
    assert (definition and definition.key, problems) == (key, ())


@pytest.mark.requirement("R53")
def test_the_illustrators_profile_asks_for_what_was_published() -> None:
    rules = illustrators_rules()
    assert (rules.summary.max_words, rules.statement.max_words) == (500, 1500)
    assert (rules.activities.gap_months, rules.activities.fewest_types) == (3, 2)
    assert (rules.described.fewest, rules.described.most) == (4, 6)
    assert [standard.number for standard in rules.standards] == ["1", "2", "3", "4", "5"]
    assert (rules.audit.every_years, rules.audit.weeks_to_answer) == (2, 8)


def test_the_hcpc_asks_for_the_same_four_parts_within_the_renewal_window() -> None:
    rules = loaded("hcpc")
    assert (rules.summary.max_words, rules.statement.max_words) == (500, 1500)
    assert (rules.described.fewest, rules.described.most, rules.activities.gap_months) == (4, 6, 3)
    assert (rules.audit.every_years, rules.audit.weeks_to_answer) == (2, 13)
    assert len(rules.standards) == 5


def test_the_gmc_asks_for_six_types_of_information_and_gives_no_number_of_words() -> None:
    rules = loaded("gmc")
    assert [standard.number for standard in rules.standards] == ["1", "2", "3", "4", "5", "6"]
    assert (rules.summary.max_words, rules.statement.max_words) == (None, None)


@pytest.mark.parametrize("key", preset_keys("cpd"))
def test_the_credit_rules_that_a_profile_names_are_shipped(key: str) -> None:
    named = loaded(key).credit_rules
    assert named is None or named in preset_keys("credit")


def test_the_illustrators_profile_says_where_and_when_it_was_read() -> None:
    rules = illustrators_rules()
    assert {source.read_on for source in rules.sources} == {rules.in_effect_from} == {date(2026, 11, 21)}


def test_every_kind_of_activity_has_one_type_of_learning() -> None:
    rules = illustrators_rules()
    assert {
        kind: rules.type_of(kind).key for kind in (Kind.MENTORING, Kind.BEING_MENTORED, Kind.WORKSHOP)
    } == {
        Kind.MENTORING: "professional",
        Kind.BEING_MENTORED: "work_based",
        Kind.WORKSHOP: "formal",
    }


def test_a_standard_is_found_by_its_key() -> None:
    rules = illustrators_rules()
    assert rules.standard("service_users").number == "4"
    with pytest.raises(KeyError):
        rules.standard("nonsense")


def test_all_problems_of_a_file_are_told_at_once() -> None:
    text = ILLUSTRATORS.replace("max_words = 500", "max_words = -1").replace(
        "weeks_to_answer", "weeks_to_anser"
    )
    assert problems_of(text) == [
        "audit.weeks_to_answer: Add weeks_to_answer = …. Weeks from the letter to the deadline.",
        "audit.weeks_to_anser: Remove this or correct its name: there is no such key here. "
        "Did you mean “weeks_to_answer”?",
        "summary.max_words: Make this 1 or more.",
    ]


def test_parts_that_do_not_fit_together_are_told_at_once() -> None:
    text = (
        ILLUSTRATORS.replace('kinds = ["reading", ', 'kinds = ["workshop", ')
        .replace('benefit_self = "quality"', 'benefit_self = "excellence"')
        .replace("fewest = 4", "fewest = 9")
        .replace('key = "mixture"', 'key = "record"')
        .replace('key = "self_directed"', 'key = "formal"')
    )
    assert problems_of(text) == [
        "standards[2].key: “record” is taken; give this one another key.",
        "learning_types[4].key: “formal” is taken; give this one another key.",
        "learning_types[4].kinds: “workshop” already belongs to a type above; take one of them out.",
        "learning_types: “reading” belongs to no type; add it to the kinds of one.",
        "serves.benefit_self: There is no standard with the key “excellence”; write one that the file has.",
        "described.fewest: Lower it to 6 or less, which is the most.",
    ]


@pytest.mark.parametrize("text", ["key = ", "a" * 300_000, "x = " + "[" * 5000, "n = 1979-99-99", "\x00"])
def test_what_is_no_definition_is_one_problem(text: str) -> None:
    assert len(problems_of(text)) == 1
