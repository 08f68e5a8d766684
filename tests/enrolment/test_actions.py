"""Applications: who may begin one, what is kept, and where it goes."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.enrolment.actions import (
    NotEligible,
    SavedMeanwhile,
    begin_application,
    save_answers,
    submit_application,
    withdraw_application,
)
from alongside.enrolment.models import Application
from alongside.enrolment.queries import sides_open_to, standing_of
from alongside.journal.queries import entries_about, verify_journal
from alongside.notices.models import Mail
from alongside.people.models import Account
from alongside.schemes.queries import definition_in_force, rules_of
from tests.factories import ANSWERS, Cast, make_application, make_member, make_scheme

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.mark.requirement("R8")
def test_a_sent_application_is_in_the_pool_at_once(cast: Cast) -> None:
    application = make_application(cast.scheme, cast.alice, "mentee")
    assert application.state == "waiting"
    assert [entry.move for entry in entries_about("application", application.pk)] == [
        "begin",
        "submit",
        "approve",
    ]
    assert Mail.objects.filter(account=cast.alice.account, kind="application").count() == 1


@pytest.mark.requirement("R16")
@pytest.mark.parametrize(
    "years,sides",
    [("1.9", ("mentee",)), ("2", ("mentee", "mentor")), ("2.1", ("mentee", "mentor")), (None, ("mentee",))],
)
def test_experience_on_record_decides_the_open_parts(
    cast: Cast, years: str | None, sides: tuple[str, ...]
) -> None:
    member = make_member(cast.body, years=years)
    rules = rules_of(definition_in_force(cast.scheme, TODAY))
    assert sides_open_to(member, rules, TODAY) == sides


@pytest.mark.requirement("R15")
def test_someone_under_two_years_cannot_begin_as_mentor(cast: Cast) -> None:
    with pytest.raises(NotEligible, match="you can apply as junior"):
        begin_application(cast.scheme, member=cast.alice, role="mentor", by=cast.alice.account, today=TODAY)


@pytest.mark.requirement("R270")
def test_fellows_mentor_postdocs_and_nobody_else_where_the_scheme_says_so(
    cast: Cast, sign_in: Callable[[Account | None], Client]
) -> None:
    rule = (
        '\n[eligibility.mentor]\ngrades = ["Fellow"]\n\n[eligibility.mentee]\ncareer_stages = ["postdoc"]\n'
    )
    scheme = make_scheme(cast.body, slug="fellows", more=rule)
    fellow = make_member(cast.body, years="9", grade="fellow", career_stage="Professor")
    postdoc = make_member(cast.body, years="9", grade="Member", career_stage="Postdoc")
    neither = make_member(cast.body, years="9", grade="Member")
    rules = rules_of(definition_in_force(scheme, TODAY))
    found = {one: sides_open_to(one, rules, TODAY) for one in (fellow, postdoc, neither)}
    assert found == {fellow: ("mentor",), postdoc: ("mentee",), neither: ()}
    with pytest.raises(NotEligible, match="grade “Member”, and this part is for “Fellow”"):
        begin_application(scheme, member=postdoc, role="mentor", by=postdoc.account, today=TODAY)
    page = sign_in(neither.account).get(f"/schemes/{scheme.pk}/").content.decode()
    assert "career stage not on record, and this part is for “postdoc”" in page
    assert "membership of" not in page  # it is active


@pytest.mark.requirement("R27")
def test_a_lapsed_member_cannot_apply(cast: Cast) -> None:
    lapsed = make_member(cast.body, status="lapsed")
    with pytest.raises(NotEligible, match="membership is not active"):
        begin_application(cast.scheme, member=lapsed, role="mentee", by=lapsed.account, today=TODAY)


def test_a_member_of_another_body_cannot_apply(cast: Cast) -> None:
    with pytest.raises(NotEligible):
        begin_application(cast.scheme, member=cast.frank, role="mentee", by=cast.frank.account, today=TODAY)


def test_beginning_twice_takes_up_the_draft(cast: Cast) -> None:
    first = begin_application(
        cast.scheme, member=cast.alice, role="mentee", by=cast.alice.account, today=TODAY
    )
    again = begin_application(
        cast.scheme, member=cast.alice, role="mentee", by=cast.alice.account, today=TODAY
    )
    assert again == first


def test_answers_saved_elsewhere_meanwhile_are_not_written_over(cast: Cast) -> None:
    draft = begin_application(
        cast.scheme, member=cast.alice, role="mentee", by=cast.alice.account, today=TODAY
    )
    save_answers(draft, by=cast.alice.account, answers={"hope_to_get": "first"}, version=1)
    with pytest.raises(SavedMeanwhile) as refused:
        save_answers(draft, by=cast.alice.account, answers={"hope_to_get": "second"}, version=1)
    assert refused.value.saved == {"hope_to_get": "first"}
    assert Application.objects.get(pk=draft.pk).answers == {"hope_to_get": "first"}


def test_the_same_answers_from_a_form_and_its_draft_are_no_conflict(cast: Cast) -> None:
    by = cast.alice.account
    draft = begin_application(cast.scheme, member=cast.alice, role="mentee", by=by, today=TODAY)
    same: dict[str, Any] = {"answers": {"hope_to_get": "the same"}, "private": {"needs": "quiet"}}
    save_answers(draft, by=by, version=1, **same)
    assert save_answers(Application.objects.get(pk=draft.pk), by=by, version=1, **same).version == 3
    changes: list[dict[str, Any]] = [{"private": {"needs": "other"}}, {"private": {}}, {"capacity": 4}]
    for changed in changes:
        with pytest.raises(SavedMeanwhile):
            save_answers(Application.objects.get(pk=draft.pk), by=by, version=1, **same | changed)


def test_a_sent_application_cannot_be_rewritten(cast: Cast) -> None:
    application = make_application(cast.scheme, cast.alice, "mentee")
    with pytest.raises(MoveRefused):
        save_answers(application, by=cast.alice.account, answers={})


def test_sending_twice_sends_once(cast: Cast) -> None:
    application = make_application(cast.scheme, cast.alice, "mentee")
    with pytest.raises(MoveRefused):
        submit_application(application, by=cast.alice.account, now=timezone.now())
    assert Mail.objects.filter(kind="application").count() == 1


@pytest.mark.requirement("R9")
def test_the_queue_flags_three_quarters_and_the_whole_of_the_promise(cast: Cast) -> None:
    now = timezone.now()
    application = make_application(cast.scheme, cast.alice, "mentee", now=now)
    standings = [standing_of(application, now.date() + timedelta(days=days)) for days in (0, 60, 75, 95)]
    assert [standing.flag for standing in standings] == [None, None, 75, 100]
    assert [standing.is_late for standing in standings] == [False, False, False, True]
    assert standings[0].share == Decimal(0)


def test_the_queue_is_ordered_by_the_day_of_application(cast: Cast) -> None:
    now = timezone.now()
    first = make_application(cast.scheme, make_member(cast.body), "mentee", now=now - timedelta(days=9))
    later = make_application(cast.scheme, cast.alice, "mentee", now=now)
    assert [standing_of(each, now.date()).ahead for each in (first, later)] == [0, 1]


def test_withdrawing_needs_no_reason_and_leaves_the_way_open(cast: Cast) -> None:
    application = make_application(cast.scheme, cast.alice, "mentee")
    withdraw_application(application, by=cast.alice.account, role="applicant")
    assert Application.objects.get(pk=application.pk).state == "withdrawn"
    again = begin_application(
        cast.scheme, member=cast.alice, role="mentee", by=cast.alice.account, today=TODAY
    )
    assert again != application
    assert verify_journal()[1] == []


def test_the_answers_of_the_tests_satisfy_the_forms(cast: Cast) -> None:
    rules = rules_of(definition_in_force(cast.scheme, TODAY))
    for side, form in (("mentee", rules.forms.mentee), ("mentor", rules.forms.mentor)):
        required = {question.key for question in form.questions if question.required}
        assert required <= set(ANSWERS["imi"][side])
