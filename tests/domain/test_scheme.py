"""A scheme definition is read whole or refused with every problem in plain words, whatever the file holds."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from alongside.domain.cpd.activities import Kind
from alongside.domain.scheme import (
    MOST_BYTES,
    Problem,
    SchemeDefinition,
    check_scheme,
    digest,
    load_scheme,
    reference_page,
)
from alongside.domain.scheme.fields import models_in
from alongside.domain.scheme.joining import Eligibility, Intake, SideEligibility
from alongside.domain.scheme.learning import Activity
from alongside.presets import preset_text

IMI = preset_text("schemes", "imi")
REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "scheme-definition.md"


def imi() -> SchemeDefinition:
    definition, problems = load_scheme(IMI)
    assert problems == ()
    assert definition is not None
    return definition


def edited(old: str, new: str) -> str:
    assert old in IMI
    return IMI.replace(old, new, 1)


def said(text: str) -> list[str]:
    definition, problems = load_scheme(text)
    assert (definition is None) == bool(problems)
    return [str(problem) for problem in problems]


def test_a_definition_cannot_be_changed_once_read() -> None:
    definition = imi()
    with pytest.raises(ValidationError):
        definition.name = "Another"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        definition.plan.sessions[0].theme = "Another"  # type: ignore[misc]


MISTAKES = [
    (
        'key = "imi"\n',
        "",
        ["key: Add key = …. The short name of the definition; small letters, digits, hyphens."],
    ),
    (
        "cadence_days = 30",
        "cadence_day = 30",
        [
            "plan.cadence_days: Add cadence_days = …. The usual number of days from one session to the next.",
            "plan.cadence_day: Remove this or correct its name: there is no such key here. "
            "Did you mean “cadence_days”?",
        ],
    ),
    (
        'lead = "mentor"\nprompts',
        'lead = "mentro"\nprompts',
        [
            "plan.sessions[1].lead: Choose “mentee”, “mentor”, “alternate” or “none”. Did you mean “mentor”?",
        ],
    ),
    (
        "within_months = 6",
        'within_months = "6"',
        ["plan.within_months: Write this as a whole number, without quotation marks."],
    ),
    (
        "within_months = 6",
        "within_months = true",
        ["plan.within_months: Write this as a whole number, without quotation marks."],
    ),
    ("within_months = 6", "within_months = 0", ["plan.within_months: Make this 1 or more."]),
    (
        "reciprocal = true",
        'reciprocal = "yes"',
        ["model.reciprocal: Write true or false, without quotation marks."],
    ),
    (
        'name = "Mentoring for medical illustrators"',
        "name = 2026-01-01",
        ["name: Write this as text in quotation marks."],
    ),
    (
        'name = "Mentoring for medical illustrators"',
        'name = " "',
        ["name: Write something here, or remove the line."],
    ),
    (
        'name = "Mentoring for medical illustrators"',
        'name = "Mentoring\\u202Ecod"',
        ["name: Remove the invisible character U+202E."],
    ),
    (
        'name = "Mentoring for medical illustrators"',
        'name = "Two\\nlines"',
        ["name: Write this on one line."],
    ),
    (
        "https://www.tandfonline.com/journals/ijau20",
        "javascript:alert(1)",
        ["resources[4].url: Give a web address that begins with https:// and has no spaces."],
    ),
    (
        'key = "hope_to_get"',
        'key = "Hope to get"',
        [
            "forms.mentee.questions[1].key: Use small letters, digits and underscores, and begin with "
            "a letter.",
            "matching.criteria[4].mentee_question: Name a question of that form: there is none called "
            "“hope_to_get”.",
        ][:1],
    ),
    (
        'member_statuses = ["active"]',
        'member_statuses = "active"',
        [
            "eligibility.member_statuses: Write this as a list: in square brackets, or as [[…]] blocks.",
        ],
    ),
    (
        'member_statuses = ["active"]',
        "member_statuses = []",
        [
            "eligibility.member_statuses: Give at least 1 here.",
        ],
    ),
    (
        'member_statuses = ["active"]',
        'member_statuses = ["active", "active"]',
        [
            "eligibility.member_statuses: Remove the second “active”: each may stand here once.",
        ],
    ),
    (
        'kind = "text_likeness"',
        'kind = "text_likenes"',
        [
            "matching.criteria[4]: Give this a kind: “shared_choices”, “text_likeness”, “same_value”, "
            "“different_value”, "
            "“experience_gap” or “ladder_gap”. Did you mean “text_likeness”?",
        ],
    ),
    ("weight = 4", "weight = 4.5", ["matching.criteria[4].weight: Write this as a whole number."]),
    ("keep_drafts_days = 180", "keep_drafts_days = 10", ["forms.keep_drafts_days: Make this 30 or more."]),
    (
        'kind = "line_manager"',
        'kind = "mentor_must_have"\nfact = "trained"\nvalues = [{a = 1}]\nreason = "is not trained"',
        ["matching.hard_rules[5].values[1]: Write this as text in quotation marks."],
    ),
    (
        'kind = "line_manager"',
        'kind = "grade_gap"\nladder = ["one", "two"]\nat_least = 2\nat_most = 1',
        ["matching.hard_rules[5]: at_most is smaller than at_least, so nobody could ever be paired."],
    ),
    (
        'mentor_question = "expertise"',
        'mentor_question = "expertise"\nlabels = {management = 3}',
        ["matching.criteria[1].labels.management: Write this as text in quotation marks."],
    ),
    ("format = 1", "format = 2", ["format: Write “1” here: nothing else is possible yet."]),
    (
        "[learning_log]\n",
        "[[learning_log]]\n",
        [
            "learning_log: Write this as a section of its own, with keys and values.",
        ],
    ),
    (
        "junior_threshold_years = 2",
        "junior_threshold_years = nan",
        [
            "Correct the TOML: a number or date in it cannot be read.",
        ],
    ),
]


@pytest.mark.parametrize("old,new,problems", MISTAKES, ids=[new.strip() or "gone" for _, new, _ in MISTAKES])
def test_a_mistake_is_told_in_plain_words_at_its_place(old: str, new: str, problems: list[str]) -> None:
    assert said(edited(old, new)) == problems


CONTRADICTIONS = [
    (
        'records_for = ["mentee", "mentor"]',
        'records_for = ["mentee"]',
        ["cpd.records_for: Name “mentee” and “mentor”, as the scheme is reciprocal."],
    ),
    (
        'capacity_question = "capacity"',
        'capacity_question = "country"',
        ["matching.capacity_question: Name a question of the kind number."],
    ),
    (
        'compare_groups = ["country"]',
        'compare_groups = ["hope_to_get", "expertise", "land"]',
        [
            "matching.compare_groups[1]: Name a question with choices, a country, or yes and no.",
            "matching.compare_groups[2]: Name a question that nobody has to answer.",
            "matching.compare_groups[3]: Name a question of that form: there is none called “land”.",
        ],
    ),
    ("number = 3", "number = 4", ["plan.sessions[3].number: Make this 3: sessions count from 1."]),
    (
        "flag_at_percent = [75, 100]",
        "flag_at_percent = [100, 75]",
        [
            "intake.flag_at_percent: Write each percentage once, smallest first.",
        ],
    ),
    (
        'category_vocabulary = "goal_category"',
        'category_vocabulary = "goals_category"',
        [
            "goals.category_vocabulary: Name a vocabulary of this file: there is none called "
            "“goals_category”. "
            "Did you mean “goal_category”?",
        ],
    ),
    (
        'tool_vocabulary = "meeting_tool"',
        'tool_vocabulary = "tools"',
        [
            "meetings.tool_vocabulary: Name a vocabulary of this file: there is none called “tools”.",
        ],
    ),
    (
        'mentor_question = "expertise"',
        'mentor_question = "expertize"',
        [
            "matching.criteria[1].mentor_question: Name a question of that form: there is none called "
            "“expertize”. "
            "Did you mean “expertise”?",
        ],
    ),
    (
        'mentor_question = "expertise_detail"',
        'mentor_question = "anything_else"',
        [
            "matching.criteria[4].mentor_question: Choose another question: “anything_else” is "
            "private, and others "
            "would read it.",
        ],
    ),
    (
        "needed_before_closing_session = 2",
        "needed_before_closing_session = 7",
        [
            "goals.needed_before_closing_session: Choose a session from 1 to 6: the plan has no 7.",
        ],
    ),
    (
        "needed_before_closing_session = 2\n",
        "",
        [
            "goals.needed_from: Give both needed_from and needed_before_closing_session, or leave both out.",
        ],
    ),
    (
        'needed_from = ["mentee", "mentor"]\nneeded_before',
        'needed_from = ["mentee"]\nneeded_before',
        [
            "goals.needed_from: Name “mentee” and “mentor”, as the scheme is reciprocal.",
        ],
    ),
    (
        "cadence_days = 30",
        "cadence_days = 60",
        [
            "plan.within_months: Allow more months or shorten cadence_days: 6 sessions at this rhythm "
            "take 321 days.",
        ],
    ),
    (
        'key = "motivation"',
        'key = "guidance"',
        [
            "vocabularies[2].terms[3].key: Give this another key: “guidance” is already taken.",
        ],
    ),
    (
        "after_sessions = [1, 3, 5]",
        "after_sessions = [1, 9]",
        [
            "pulse.after_sessions[2]: Choose a session from 1 to 6: the plan has no 9.",
        ],
    ),
    (
        'direction = "usual"',
        'direction = "reverse"',
        [
            "matching.hard_rules[2].reverse: Make this true, as model.direction is “reverse”.",
        ],
    ),
    (
        'question = "What did your partner do',
        '# question = "What did your partner do',
        [
            "feedback.question: Add the question, or make after_session false.",
        ],
    ),
    (
        'kind = "long_text"\nrequired = true\nmax_length = 3000',
        'kind = "many_choices"',
        [
            "forms.mentee.questions[1].vocabulary: Add the vocabulary that this question chooses from.",
        ],
    ),
    (
        'kind = "many_choices"\nvocabulary = "expertise"\n',
        'kind = "yes_no"\nvocabulary = "expertise"\n',
        [
            "forms.mentee.questions[2].vocabulary: Remove the vocabulary, or make the kind one_choice "
            "or many_choices.",
        ],
    ),
    (
        'kind = "country"\n',
        'kind = "country"\nmax_length = 5\n',
        [
            "forms.mentee.questions[7].max_length: Remove this: only written answers have a length.",
        ],
    ),
    (
        "junior_threshold_years = 2\n",
        "",
        [
            "eligibility.at_threshold: Remove this, or add junior_threshold_years.",
        ],
    ),
    (
        'about = "ending"',
        'about = "logistics"',
        [
            "agreement.clauses[4].about: Another clause is about “logistics” already: choose something else here."
        ],
    ),
]


@pytest.mark.parametrize(
    "old,new,problems", CONTRADICTIONS, ids=[new.strip()[:40] or "gone" for _, new, _ in CONTRADICTIONS]
)
def test_values_that_contradict_each_other_are_told(old: str, new: str, problems: list[str]) -> None:
    assert said(edited(old, new)) == problems


def test_an_agreement_needs_clauses_and_a_review_needs_a_pulse() -> None:
    none = (
        IMI[: IMI.index("[[agreement.clauses]]")] + IMI[IMI.index("# R40 what is agreed between sessions") :]
    )
    assert said(none) == ['agreement.clauses: Add at least one clause, or say use = "none".']
    assert said(none.replace('use = "optional"', 'use = "none"')) == []
    review = IMI.replace('about = "ending"', 'about = "review"')
    quiet = review[: review.index("[pulse]")] + review[review.index("[learning_log]") :]
    assert said(review) == []
    assert said(quiet) == [
        "agreement.clauses[4].about: Add a [pulse], whose questions are asked at this rhythm, or choose something "
        "else here."
    ]


def test_one_partner_may_not_lead_every_discussion_of_a_reciprocal_scheme() -> None:
    text = IMI.replace('lead = "alternate"', 'lead = "mentor"')
    assert said(text) == [
        "plan.sessions[3].lead: Let each partner lead at least one two-way session, for example with "
        'lead = "alternate".'
    ]


def test_a_reciprocal_scheme_needs_questions_for_the_mentor_to_reflect_on() -> None:
    text = IMI.replace('sides = ["mentor"]\nprompts', 'sides = ["mentee"]\nprompts')
    text = text.replace('sides = ["mentee", "mentor"]\nprompts', 'sides = ["mentee"]\nprompts')
    assert said(text) == ["reflection.prompt_sets: Add a set for the mentor, as the scheme is reciprocal."]


def test_a_scheme_that_is_not_reciprocal_may_leave_the_mentor_out() -> None:
    text = edited("reciprocal = true", "reciprocal = false")
    text = text.replace('records_for = ["mentee", "mentor"]', 'records_for = ["mentee"]')
    text = text.replace(
        'needed_from = ["mentee", "mentor"]\nneeded_before', 'needed_from = ["mentee"]\nneeded_before'
    )
    assert said(text) == []


def test_a_scheme_may_do_without_a_pulse_a_log_and_a_tool() -> None:
    start, end = IMI.index("[pulse]"), IMI.index("# R39, R52")
    text = (IMI[:start] + IMI[end:]).replace('tool_vocabulary = "meeting_tool"\n', "")
    assert said(text) == []


def test_mistakes_in_several_sections_are_told_all_at_once() -> None:
    text = edited("within_months = 6", 'within_months = "six"')
    text = text.replace('kind_vocabulary = "learning_kind"', 'kind_vocabulary = "kinds"')
    text = text.replace("flag_at_percent = [75, 100]", "flag_at_percent = [100, 75]")
    assert [problem.path for problem in load_scheme(text)[1]] == [
        "plan.within_months",
        "intake.flag_at_percent",
        "learning_log.kind_vocabulary",
    ]


def test_a_slip_in_the_toml_is_told_with_its_line() -> None:
    assert said(edited("format = 1", "format 1")) == [
        "Correct the TOML: expected '=' after a key in a key/value pair (at line 5, column 8)."
    ]


HOSTILE = {
    "too large": "#" * (MOST_BYTES + 1),
    "deep arrays": "a = " + "[" * 50_000 + "]" * 50_000,
    "deep tables": "a = " + "{a=" * 20_000 + "1" + "}" * 20_000,
    "a long dotted key": ".".join(["a"] * 60_000) + " = 1",
    "a long dotted table": "[" + ".".join(["a"] * 60_000) + "]",
    "many dotted keys": "\n".join(".".join([f"a{number}", *["a"] * 200]) + " = 1" for number in range(600)),
    "a number of many digits": "format = " + "9" * 100_000,
    "a float of many digits": "format = 1e" + "9" * 10_000,
    "half a surrogate": "name = '\ud800'",
    "a nul": "name = '\x00'",
    "thousands of keys": "\n".join(f"a{number} = 1" for number in range(15_000)),
    "thousands of questions": "[forms.mentee]\nquestions = [" + "{}," * 50_000 + "]",
    "a key of one long word": "a" * 200_000 + " = 1",
    "a table in place of a word": "key = {a = 1}\nkind = [[1]]\nvocabularies = {a = 1}\nforms = 3",
    "nothing": "",
}


@pytest.mark.timeout(
    60
)  # what grows with the square of such a file takes far longer; a busy machine does not
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_refused_in_words_and_in_time(text: str) -> None:
    definition, problems = load_scheme(text)
    assert definition is None
    assert 1 <= len(problems) <= 100


PYDANTIC_WORDS = ("Input should", "Put this right", "pydantic", "Extra inputs", "Field required", "{")


def assert_plain(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        assert not any(words in problem.sentence for words in PYDANTIC_WORDS), problem
        assert problem.sentence.endswith((".", "?")), problem


@given(st.text(max_size=300))
def test_any_text_is_answered_in_plain_words(text: str) -> None:
    definition, problems = load_scheme(text)
    assert definition is None
    assert_plain(problems)


LINES = IMI.splitlines()
VALUES = st.sampled_from(
    (
        "1",
        "-1",
        "99999999",
        "1.5",
        "true",
        "'x'",
        "''",
        "[]",
        "[1]",
        "{}",
        "{a = 1}",
        "2026-01-01",
        "12:00:00",
        "inf",
    )
)


@settings(max_examples=150, deadline=None)
@given(places=st.lists(st.integers(0, len(LINES) - 1), min_size=1, max_size=8, unique=True), value=VALUES)
def test_any_value_in_any_place_is_answered_in_plain_words(places: list[int], value: str) -> None:
    lines = list(LINES)
    for place in places:
        if " = " in lines[place]:
            lines[place] = f"{lines[place].split(' = ')[0]} = {value}"
    assert_plain(load_scheme("\n".join(lines))[1])


@settings(max_examples=60, deadline=None)
@given(places=st.sets(st.integers(0, len(LINES) - 1), min_size=1, max_size=20))
def test_a_file_with_lines_missing_is_answered_in_plain_words(places: set[int]) -> None:
    text = "\n".join(line for place, line in enumerate(LINES) if place not in places)
    assert_plain(load_scheme(text)[1])


def test_a_mark_that_some_editors_put_first_is_no_mistake() -> None:
    assert load_scheme("\ufeff" + IMI) == load_scheme(IMI)


def test_an_adopted_text_is_known_by_its_digest() -> None:
    assert digest("format = 1\n") == "a1af1bccf46862c1ce45d1064094b00a0808329540e06a44bcedd8c921849f1e"
    assert digest(IMI) != digest(IMI + "\n")


def test_the_check_praises_a_sound_file() -> None:
    verdict = check_scheme(IMI.encode(), "ours.toml")
    assert verdict.exit_code == 0
    assert verdict.lines == (
        "ours.toml: this definition can be adopted.",
        "  Mentoring for medical illustrators: 6 sessions in 6 months, 9 questions for a junior "
        "and 8 for a senior.",
        f"  SHA-256 {digest(IMI)}",
    )


def test_the_check_lists_what_to_put_right() -> None:
    verdict = check_scheme(edited("within_months = 6", "within_months = 0").encode(), "ours.toml")
    assert verdict.exit_code == 1
    assert verdict.lines == (
        "ours.toml: 1 thing to put right. Entries of a list are counted from 1.",
        "  plan.within_months: Make this 1 or more.",
    )


def test_the_check_says_where_a_file_is_not_utf8() -> None:
    verdict = check_scheme(b'format = 1\nname = "caf\xe9"\n', "ours.toml")
    assert verdict == type(verdict)(("ours.toml: Save the file as UTF-8; line 2 cannot be read.",), 1)


@pytest.mark.requirement("R16")
@pytest.mark.parametrize(
    "years,at_threshold,sides",
    [
        ("1.9", "choose", ("mentee",)),
        ("2", "choose", ("mentee", "mentor")),
        ("2", "mentee_only", ("mentee",)),
        ("2.1", "mentee_only", ("mentee", "mentor")),
    ],
)
def test_members_under_the_threshold_join_as_mentee_and_the_threshold_itself_is_a_setting(
    years: str, at_threshold: str, sides: tuple[str, ...]
) -> None:
    text = edited('at_threshold = "choose"', f'at_threshold = "{at_threshold}"')
    definition, _ = load_scheme(text)
    assert definition is not None
    assert definition.eligibility.sides_open_to(Decimal(years)) == sides


def test_members_whose_years_nobody_knows_follow_the_setting() -> None:
    careful = Eligibility(member_statuses=("active",), junior_threshold_years=Decimal(2))
    open_to_all = careful.model_copy(update={"when_years_unknown": "choose"})
    assert careful.sides_open_to(None) == ("mentee",)
    assert open_to_all.sides_open_to(None) == ("mentee", "mentor")


def test_without_a_threshold_everyone_chooses() -> None:
    assert Eligibility(member_statuses=("active",)).sides_open_to(None) == ("mentee", "mentor")


INTAKE = Intake(kind="rolling", pair_within_months=3, flag_at_percent=(75, 100))


def test_an_applicant_hears_within_the_months_and_flags_stand_at_their_share_of_the_time() -> None:
    applied = date(2026, 11, 30)
    assert INTAKE.pair_by(applied) == date(2027, 2, 28)
    assert INTAKE.flag_days(applied) == ((75, date(2027, 2, 6)), (100, date(2027, 2, 28)))
    assert INTAKE.flag_reached(applied, date(2027, 2, 5)) is None
    assert INTAKE.flag_reached(applied, date(2027, 2, 6)) == 75
    assert INTAKE.flag_reached(applied, date(2027, 3, 9)) == 100


def test_sessions_and_vocabularies_are_found_by_number_and_key() -> None:
    definition = imi()
    assert definition.plan.session(6) == definition.plan.sessions[5]
    assert definition.plan.session(7) is None
    assert definition.vocabulary("expertise") == definition.vocabularies[0]
    with pytest.raises(KeyError):
        definition.vocabulary("nothing")


def test_reasons_of_matching_use_the_words_of_the_vocabularies() -> None:
    first = imi().criteria()[0]
    assert getattr(first, "labels") == {  # noqa: B009  not every criterion has labels
        "management": "Management",
        "interpersonal_skills": "Interpersonal skills",
        "specialist_technical_skills": "Specialist technical skills",
    }


def test_the_activities_are_those_of_the_cpd_record() -> None:
    assert set(get_args(Activity)) == {kind.value for kind in Kind}


def every_model(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield model
    for field in model.model_fields.values():
        for inner in models_in(field.annotation):
            yield from every_model(inner)


def test_every_field_says_what_it_is() -> None:
    silent = [
        f"{model.__name__}.{name}"
        for model in every_model(SchemeDefinition)
        for name, field in model.model_fields.items()
        if not field.description and name != "kind"
    ]
    assert silent == []


def test_a_part_may_be_for_some_grades_and_career_stages_in_the_words_of_the_list() -> None:
    fellows = SideEligibility(grades=("Fellow", "Senior Fellow"))
    assert fellows.refusal(" fellow ", "") == ""
    assert fellows.refusal("Member", "") == (
        "grade “Member”, and this part is for “Fellow” or “Senior Fellow”"
    )
    assert fellows.refusal("", "") == "grade not on record, and this part is for “Fellow” or “Senior Fellow”"
    both = SideEligibility(grades=("Fellow",), career_stages=("Postdoc",))
    assert both.refusal("Fellow", "Lecturer") == "career stage “Lecturer”, and this part is for “Postdoc”"
    assert SideEligibility().refusal("Anything", "at all") == ""


def test_the_reference_page_is_what_the_model_says() -> None:
    """After a change of the model, write `reference_page()` to the file."""
    assert REFERENCE.read_text(encoding="utf-8") == reference_page()
