"""An audit profile is put together from records and drafts, and names nobody who did not agree."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from alongside.domain.cpd.activities import Kind
from alongside.domain.cpd.audit_profile import Answer, ExplainedGap
from alongside.domain.cpd.composing import compose_profile
from tests.domain.cpd_examples import (
    MADE_ON,
    an_activity,
    draft_with_a_gap,
    finished_draft,
    illustrators_rules,
    with_partner,
)

RULES = illustrators_rules()


@pytest.mark.requirement("R53")
def test_a_profile_has_summary_statement_dated_list_and_evidence_of_the_period() -> None:
    draft = finished_draft()
    profile = compose_profile(RULES, draft, MADE_ON)
    assert (profile.summary.words, profile.statement.words) == (12, 14)
    assert [one.on for one in profile.activities] == [one.on for one in draft.activities]
    assert profile.hours == Decimal("30.00")
    assert [(one.title, one.activities) for one in profile.evidence] == [("Certificate of attendance", (6,))]


def test_activities_of_other_years_stay_out() -> None:
    draft = finished_draft()
    others = (an_activity(98, date(2025, 3, 31)), an_activity(99, date(2027, 4, 1)))
    assert compose_profile(
        RULES, replace(draft, activities=draft.activities + others), MADE_ON
    ) == compose_profile(RULES, draft, MADE_ON)


def test_the_list_is_in_order_of_date_whatever_was_entered_first() -> None:
    draft = finished_draft()
    turned = replace(draft, activities=draft.activities[::-1])
    assert compose_profile(RULES, turned, MADE_ON) == compose_profile(RULES, draft, MADE_ON)


@pytest.mark.requirement("R50", "R51")
def test_benefits_are_given_under_the_standard_that_they_serve() -> None:
    profile = compose_profile(RULES, finished_draft(), MADE_ON)
    third = profile.activities[2]
    assert third.benefit_self == Answer(standard="quality", text="I start on time.")
    assert third.benefit_service_users == Answer(standard="service_users", text="Patients wait less.")
    assert [(one.number, one.shown_by) for one in profile.standards] == [
        ("1", "profile"),
        ("2", "profile"),
        ("3", "activities"),
        ("4", "activities"),
        ("5", "profile"),
    ]


def test_what_was_not_chosen_stays_out_of_the_profile() -> None:
    second = compose_profile(RULES, finished_draft(), MADE_ON).activities[1]
    assert (second.described, second.learned, second.benefit_self) == (False, "", None)


@pytest.mark.parametrize("agreed, named", [(True, "Bob Hughes"), (False, None)])
def test_a_partner_is_named_only_where_they_agreed(agreed: bool, named: str | None) -> None:
    draft = finished_draft()
    activities = (with_partner(draft.activities[0], agreed), *draft.activities[1:])
    profile = compose_profile(RULES, replace(draft, activities=activities), MADE_ON)
    assert profile.activities[0].partner == named


def test_a_gap_carries_its_explanation() -> None:
    profile = compose_profile(RULES, draft_with_a_gap("I was on leave."), MADE_ON)
    assert profile.gaps == (
        ExplainedGap(on=date(2025, 5, 2), until=date(2025, 10, 31), months=5, explanation="I was on leave."),
    )


def test_totals_follow_the_regulators_types() -> None:
    profile = compose_profile(RULES, finished_draft(), MADE_ON)
    assert [(total.learning_type, total.activities) for total in profile.totals] == [
        (RULES.type_of(Kind.READING).name, 16),
        (RULES.type_of(Kind.BEING_MENTORED).name, 8),
    ]
