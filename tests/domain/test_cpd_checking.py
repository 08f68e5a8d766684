"""Before a profile goes out, everything to put right is said at once, with its place."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from alongside.domain.cpd.activities import Kind
from alongside.domain.cpd.checking import Finding, check_profile
from alongside.domain.cpd.composing import EvidenceNote, ProfileDraft, compose_profile
from tests.domain.cpd_examples import (
    MADE_ON,
    PERIOD,
    an_activity,
    draft_with_a_gap,
    finished_draft,
    illustrators_rules,
    with_partner,
)

RULES = illustrators_rules()


def findings(draft: ProfileDraft, withheld: tuple[str, ...] = (), today: date = MADE_ON) -> list[Finding]:
    return list(check_profile(RULES, compose_profile(RULES, draft, today), withheld))


def to_fix(draft: ProfileDraft) -> list[str]:
    return [finding.place for finding in findings(draft) if finding.weight == "fix"]


def test_nothing_is_found_in_a_finished_profile() -> None:
    assert findings(finished_draft()) == []


@pytest.mark.requirement("R53")
def test_an_empty_profile_hears_all_that_is_missing_at_once() -> None:
    empty = replace(
        finished_draft(), activities=(), summary="", statement="", evidence=(), described=frozenset()
    )
    assert to_fix(empty) == ["summary", "activities", "gaps[1]", "statement", "evidence"]


@pytest.mark.parametrize(
    "words, found", [(499, []), (500, []), (501, ["Shorten this by 1 word: 500 are taken."])]
)
@pytest.mark.requirement("R53")
def test_the_summary_may_have_500_words(words: int, found: list[str]) -> None:
    draft = replace(finished_draft(), summary="word " * words)
    assert [finding.sentence for finding in findings(draft)] == found


@pytest.mark.requirement("R53")
def test_the_statement_may_have_1500_words() -> None:
    draft = replace(finished_draft(), statement="I " * 1510)
    assert findings(draft) == [Finding("statement", "Shorten this by 10 words: 1500 are taken.")]


def test_one_type_of_learning_is_no_mixture() -> None:
    draft = finished_draft()
    reading = tuple(replace(activity, kind=Kind.READING) for activity in draft.activities)
    sentence = "Add another type of learning: 2 or more make a mixture."
    assert findings(replace(draft, activities=reading)) == [Finding("activities", sentence)]


def test_a_gap_without_a_reason_is_to_fix_and_with_one_is_fine() -> None:
    sentence = "Say why there was nothing from 2 May 2025 to 31 October 2025, or add what is missing."
    gaps = [found for found in findings(draft_with_a_gap()) if found.place.startswith("gaps")]
    explained = [
        found for found in findings(draft_with_a_gap("I was on leave.")) if found.place.startswith("gaps")
    ]
    assert (gaps, explained) == ([Finding("gaps[1]", sentence)], [])


@pytest.mark.parametrize(
    "statement, sentence",
    [
        ("The work was improved.", "Write about yourself as I: what I did, what I learned."),
        ("We changed our work, and I helped.", "This says we more often than I; say what you yourself did."),
        ("I’ve changed my work; we all did.", None),
        ("Rwy’n tynnu lluniau.", None),
        ("J’ai appris à préparer la lumière.", None),
    ],
)
def test_a_statement_speaks_as_one_person(statement: str, sentence: str | None) -> None:
    expected = [Finding("statement", sentence, "look")] if sentence else []
    assert findings(replace(finished_draft(), statement=statement)) == expected


def changed(change: Callable[[ProfileDraft], ProfileDraft]) -> list[str]:
    return to_fix(change(finished_draft()))


def first_as(**fields: object) -> ProfileDraft:
    draft = finished_draft()
    first = replace(draft.activities[0], **fields)  # type: ignore[arg-type]
    return replace(draft, activities=(first, *draft.activities[1:]))


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "  "},
        {"hours": Decimal("-1")},
        {"hours": Decimal("24.25")},
    ],
)
def test_an_activity_that_cannot_be_true_is_to_fix(fields: dict[str, object]) -> None:
    assert to_fix(first_as(**fields)) == ["activities[1]"]


def test_the_last_day_comes_after_the_first() -> None:
    draft = finished_draft()
    turned = replace(draft.activities[3], until=draft.activities[3].on.replace(day=1), on=date(2025, 7, 2))
    later = replace(draft, activities=(*draft.activities[:3], turned, *draft.activities[4:]))
    sentence = "The last day is before the first; put the later day second."
    assert Finding("activities[4]", sentence) in findings(later)


def test_what_has_not_happened_cannot_be_listed() -> None:
    draft = replace(
        finished_draft(), activities=(*finished_draft().activities, an_activity(50, date(2027, 3, 20)))
    )
    found = findings(draft, today=date(2027, 3, 19))
    assert found == [Finding("activities[25]", "This lies in the future; record it when it has happened.")]


def test_an_activity_over_the_edge_of_the_period_is_worth_a_look() -> None:
    found = findings(first_as(on=date(2025, 3, 30)))
    assert found == [
        Finding("activities[1]", "Part of this lies outside the period; check its dates.", "look")
    ]


def test_four_to_six_activities_are_told_in_full_and_completely() -> None:
    draft = replace(finished_draft(), described=frozenset({"record-1"}))
    bare = replace(draft.activities[1], learned="", benefit_service_users=" ")
    activities = (draft.activities[0], bare, *draft.activities[2:])
    assert findings(replace(draft, activities=activities)) == [
        Finding("described", "Tell 4 to 6 activities in full; now it is 1.", "look"),
        Finding("activities[2]", "Say what you learned and what it does for service users.", "look"),
    ]


def test_evidence_has_a_name_and_a_form() -> None:
    draft = replace(finished_draft(), evidence=(EvidenceNote(title="", description="", form=""),))
    assert [(found.place, found.weight) for found in findings(draft)] == [
        ("evidence[1]", "fix"),
        ("evidence[1]", "look"),
    ]


def test_a_name_that_was_withheld_is_pointed_out_wherever_it_stands() -> None:
    draft = finished_draft()
    told = replace(with_partner(draft.activities[2], agreed=False), learned="Bob showed me how.")
    activities = (*draft.activities[:2], told, *draft.activities[3:])
    statement = "I thank Hughes. I learned a lot."
    found = findings(replace(draft, activities=activities, statement=statement), withheld=("Bob Hughes",))
    ending = "Bob Hughes has not agreed to be named: write “my partner”."
    assert found == [
        Finding("activities[3]", f"This says “Bob”. {ending}", "look"),
        Finding("statement", f"This says “Hughes”. {ending}", "look"),
    ]


def test_a_very_long_list_is_worth_a_look() -> None:
    many = tuple(an_activity(number, PERIOD.on) for number in range(100, 130))
    draft = finished_draft()
    found = findings(replace(draft, activities=draft.activities + many))
    sentence = "Most lists have 12 to 50 activities; this one has 54."
    assert found == [Finding("activities", sentence, "look")]


ANIA = "I work with Ania Kowalska. Mrs Jones in bed 12 was glad. I am Siân Llŷr."


@pytest.mark.parametrize(
    "draft,place",
    [
        (replace(finished_draft(), summary=ANIA), "summary"),
        (replace(finished_draft(), statement=ANIA), "statement"),
    ],
    ids=["summary", "statement"],
)
def test_patient_detail_and_other_peoples_names_are_pointed_out_with_their_place(
    draft: ProfileDraft, place: str
) -> None:
    assert findings(draft) == [
        Finding(
            place, "This looks like a patient's name. “Mrs Jones”: take it out before this goes out.", "look"
        ),
        Finding(
            place, "This says in which bed somebody lay. “bed 12”: take it out before this goes out.", "look"
        ),
        Finding(place, "Is this a name: “Ania Kowalska”? Leave out whoever has not agreed to it.", "look"),
    ]


def test_partners_are_told_of_by_their_own_sentence_and_not_asked_about_once_more() -> None:
    draft = replace(finished_draft(), statement="I learned from Ania Kowalska and from Tom Baker.")
    document = compose_profile(RULES, draft, MADE_ON)
    found = check_profile(RULES, document, ["Ania Kowalska"], ["Tom Baker"])
    assert [finding.sentence for finding in found] == [
        "This says “Ania Kowalska”. Ania Kowalska has not agreed to be named: write “my partner”."
    ]
