"""The scheme definitions that we ship are sound, and the illustrators' says what their rules say."""

import pytest

from alongside.domain.cpd import loading
from alongside.domain.scheme import BOTH_SIDES, SchemeDefinition, Side, load_scheme
from alongside.presets import UnknownPreset, preset_keys, preset_text


def scheme(key: str) -> SchemeDefinition:
    definition, problems = load_scheme(preset_text("schemes", key))
    assert problems == ()
    assert definition is not None
    return definition


IMI = scheme("imi")
GUIDES = ("Mentor's Guide", "Mentee's Guide", "preceptorship")


def labels(vocabulary: str) -> list[str]:
    return [term.label for term in IMI.vocabulary(vocabulary).terms]


def compared() -> set[tuple[str, str]]:
    return {
        (getattr(criterion, "mentee_question", ""), getattr(criterion, "mentor_question", ""))
        for criterion in IMI.matching.criteria
    }


@pytest.mark.parametrize("key", preset_keys("schemes"))
def test_every_shipped_scheme_is_sound_and_named_after_its_file(key: str) -> None:
    assert scheme(key).key == key


@pytest.mark.parametrize("key", preset_keys("schemes"))
def test_every_shipped_scheme_names_an_audit_profile_that_we_ship(key: str) -> None:
    profile = scheme(key).cpd.audit_profile
    definition, problems = loading.load_profile_definition(preset_text("cpd", profile))
    assert problems == ()
    assert definition is not None


@pytest.mark.parametrize(
    "kind,key", [("schemes", "../cpd/ahcs-imi"), ("schemes", "nobody"), ("..", "cli"), ("", "")]
)
def test_a_preset_that_is_not_there_is_refused(kind: str, key: str) -> None:
    with pytest.raises(UnknownPreset):
        preset_text(kind, key)


def test_the_illustrators_preset_is_shipped() -> None:
    assert "imi" in preset_keys("schemes")


@pytest.mark.requirement("R24")
def test_the_illustrators_have_exactly_three_areas_of_expertise_and_the_office_may_add() -> None:
    assert labels("expertise") == ["Management", "Interpersonal skills", "Specialist technical skills"]
    assert IMI.vocabulary("expertise").additions_by == "office"


@pytest.mark.requirement("R55")
def test_support_sought_and_offered_are_the_same_five_kinds_and_are_compared() -> None:
    assert labels("support_type") == [
        "Information about their own career path",
        "Guidance",
        "Motivation",
        "Emotional support",
        "Role modelling",
    ]
    assert ("support_sought", "support_offered") in compared()


@pytest.mark.requirement("R56")
def test_help_sought_and_offered_are_the_same_four_kinds_and_are_compared() -> None:
    assert labels("help_type") == [
        "Exploring careers",
        "Setting goals",
        "Developing contacts",
        "Identifying resources",
    ]
    assert ("help_sought", "help_offered") in compared()


def test_six_sessions_in_six_months_have_the_illustrators_themes() -> None:
    assert [(session.theme, session.kind) for session in IMI.plan.sessions] == [
        ("Getting to know each other", "first"),
        ("Setting objectives", "objectives"),
        ("Two-way discussion", "two_way"),
        ("Two-way discussion", "two_way"),
        ("Two-way discussion", "two_way"),
        ("Reflection", "reflection"),
    ]
    assert IMI.plan.within_months == 6
    assert all(session.prompts for session in IMI.plan.sessions)


def test_nobody_is_asked_where_they_live() -> None:
    asked = [question for side in BOTH_SIDES for question in IMI.forms.for_side(side).questions]
    assert [question.required for question in asked if question.kind == "country"] == [False, False]


def test_both_forms_need_hopes_and_at_least_one_area_of_expertise() -> None:
    for side in BOTH_SIDES:
        needed = [question.key for question in IMI.forms.for_side(side).questions if question.required]
        assert needed == ["hope_to_get", "expertise"]


@pytest.mark.parametrize("side", BOTH_SIDES)
@pytest.mark.parametrize("occasion", ["after_session", "closing"])
def test_reflections_ask_for_the_benefit_to_oneself_and_to_those_one_serves(
    side: Side, occasion: str
) -> None:
    for prompts in IMI.reflection.sets_for(side, occasion):
        assert {prompt.serves for prompt in prompts.prompts} >= {"benefit_self", "benefit_service_users"}


@pytest.mark.requirement("R19")
def test_the_mentor_is_asked_what_they_learned() -> None:
    proposed = IMI.reflection.sets_for("mentor", "after_session")[0]
    assert "What did you, as the mentor, learn from your partner?" in [
        prompt.label for prompt in proposed.prompts
    ]


def test_a_checklist_belongs_to_its_person_and_session() -> None:
    assert [item.key for item in IMI.preparation.items_for("mentee", 1)] == ["agenda", "actions"]
    assert [item.key for item in IMI.preparation.items_for("mentor", 4)] == ["read_agenda", "your_turn"]


def test_the_agreement_says_who_is_responsible_in_words_that_stay() -> None:
    clause = next(clause for clause in IMI.agreement.clauses if clause.key == "responsibility")
    assert clause.fixed
    assert "not solely responsible" in clause.text


def test_the_questions_that_matching_compares_are_not_private() -> None:
    assert [question.key for question in IMI.forms.mentee.questions if question.private] == ["anything_else"]


COMP = scheme("comp")


@pytest.mark.requirement("R92")
def test_the_physicists_ask_a_mentor_about_time_empathy_will_and_pleasure() -> None:
    asked = " ".join(question.label for question in COMP.forms.mentor.questions)
    assert all(
        word in asked for word in ("time", "empathy", "the will to share", "pleasure in others' success")
    )


@pytest.mark.requirement("R96")
def test_the_physicists_reflect_on_learning_motives_feedback_awareness_and_hope() -> None:
    (first, *_) = COMP.reflection.sets_for("mentee", "after_session")
    assert first == COMP.reflection.sets_for("mentor", "after_session")[0]
    assert [prompt.key for prompt in first.prompts][:5] == [
        "learned",
        "motives",
        "feedback",
        "present",
        "hope",
    ]


def test_the_physicists_ship_with_the_ten_common_topics_for_goals_and_agendas() -> None:
    assert len(COMP.vocabulary(COMP.goals.category_vocabulary).terms) == 10


@pytest.mark.requirement("R182")
def test_the_physicists_are_pointed_to_the_guides_for_both_sides_and_to_the_nurses_guide() -> None:
    found = {each.title: each.sides for each in scheme("comp").resources}
    sides = {words: [sides for title, sides in found.items() if words in title] for words in GUIDES}
    assert sides == {
        "Mentor's Guide": [("mentor",)],
        "Mentee's Guide": [("mentee",)],
        "preceptorship": [BOTH_SIDES],
    }
