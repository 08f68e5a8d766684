"""Applications of people who signed up somewhere else before."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from alongside.domain.scheme.forms import Question
from alongside.enrolment.importing import (
    AnswerRefused,
    make_planned_application,
    plan_applications,
    read_answer,
)
from alongside.enrolment.models import Application
from alongside.notices.working import run_jobs
from alongside.people.actions.imports import apply_import, begin_import, choose_mapping
from alongside.people.importing.checking import CheckedRow
from alongside.people.importing.mapping import ColumnMapping
from alongside.people.models import Import
from alongside.presets import preset_text
from alongside.schemes.actions import start_scheme
from alongside.schemes.models import Scheme
from alongside.schemes.queries import definition_in_force, rules_of
from tests.factories import Cast
from tests.shared_data import shared_file

Browser = Callable[[str], Client]
TERMS = [("management", "Management"), ("interpersonal_skills", "Interpersonal skills")]


def question(kind: str, **fields: object) -> Question:
    return Question.model_validate({"key": "x", "label": "X", "kind": kind, **fields})


def open_scheme(cast: Cast) -> Scheme:
    """A scheme that lets people choose their part where nobody knows their years."""
    text = preset_text("schemes", "imi").replace(
        'when_years_unknown = "mentee_only"', 'when_years_unknown = "choose"'
    )
    return start_scheme(cast.body, by=None, text=text, slug="third", today=timezone.localdate())


def imported(cast: Cast, data: bytes) -> Import:
    started = begin_import(cast.body, by=cast.carol, file_name="list.csv", data=data)
    started = choose_mapping(started, by=cast.carol, mapping=ColumnMapping.from_json(started.mapping))
    return apply_import(started, by=cast.carol)


@pytest.mark.parametrize(
    "kind, text, answer",
    [
        ("long_text", "I hope", "I hope"),
        ("one_choice", "interpersonal skills", "interpersonal_skills"),
        (
            "many_choices",
            "Management; interpersonal-skills, management",
            ["management", "interpersonal_skills"],
        ),
        ("number", "3", 3),
        ("yes_no", "Y", "yes"),
        ("yes_no", "no", "no"),
        ("country", "Ireland", "IE"),
        ("country", "gb", "GB"),
    ],
)
def test_an_answer_is_stored_as_the_form_would(kind: str, text: str, answer: object) -> None:
    assert read_answer(question(kind), text, TERMS) == answer


@pytest.mark.parametrize(
    "kind, text",
    [
        ("short_text", "x" * 301),
        ("one_choice", "Juggling"),
        ("many_choices", "Management; Juggling"),
        ("number", "many"),
        ("number", "-1"),
        ("number", "٣"),
        ("number", "9" * 5000),
        ("yes_no", "perhaps"),
        ("country", "Atlantis"),
    ],
)
def test_an_answer_that_the_form_would_refuse_is_refused(kind: str, text: str) -> None:
    with pytest.raises(AnswerRefused):
        read_answer(question(kind), text, TERMS)


def test_rows_that_cannot_apply_are_named_with_the_reason(cast: Cast) -> None:
    rules = rules_of(definition_in_force(cast.scheme, date(2026, 11, 21)))
    rows = [
        CheckedRow(2, {"email": "nobody@example.org"}, "mentee", {}),
        CheckedRow(3, {"email": cast.alice.email}, "mentor", {}),
        CheckedRow(4, {"email": cast.bob.email}, "", {}),
        CheckedRow(5, {"email": cast.alice.email}, "mentee", {"y": "Juggling"}),
    ]
    plan = plan_applications(cast.scheme, rules, rows, {"expertise": "y"}, today=date(2026, 11, 21))
    assert [error.row for error in plan.errors] == [2, 3, 4, 5]
    assert (plan.new, plan.under_way) == ((), 0)


@pytest.mark.parametrize("role", ["mentor", "mentee"])
def test_the_real_sign_up_lists_become_applications(cast: Cast, browser_of: Browser, role: str) -> None:
    scheme = open_scheme(cast)
    data = shared_file(f"civil-service-sample/sample_data_small_{role}s.csv").read_bytes()
    source = imported(cast, data)
    carol = browser_of("carol")
    page = carol.get(f"/office/imi/imports/{source.pk}/").content.decode()
    address = f"/office/imi/imports/{source.pk}/applications/?scheme={scheme.pk}"
    assert f"/office/imi/imports/{source.pk}/applications/" in page
    chosen = {"question_hope_to_get": "biography", "question_anything_else": "profession"}
    looked = carol.post(address, chosen)
    assert (len(looked.context["plan"].new), looked.context["plan"].errors) == (50, ())
    carol.post(address, {**chosen, "apply": "1"})
    assert run_jobs() == 1
    made = Application.objects.filter(scheme=scheme, role=role)
    assert {application.state for application in made} == {"waiting"}
    first = made.get(member__email=f"{role}.00@gov.uk")
    assert first.answers["hope_to_get"].startswith(f"My name is {role} 00.")
    assert "anything_else" not in first.answers
    assert first.private_answers is not None
    assert (made.count(), "The applications are made" in carol.get(address).content.decode()) == (50, True)


def test_a_second_run_makes_no_second_application(cast: Cast) -> None:
    scheme = open_scheme(cast)
    rules = rules_of(definition_in_force(scheme, timezone.localdate()))
    rows = [CheckedRow(2, {"email": cast.alice.email}, "mentee", {"b": "I hope"})]
    for _ in range(2):
        plan = plan_applications(scheme, rules, rows, {"hope_to_get": "b"}, today=timezone.localdate())
        for planned in plan.new:
            make_planned_application(scheme, planned, by=cast.carol, now=timezone.now())
    assert Application.objects.filter(scheme=scheme).count() == 1
    assert (plan.new, plan.under_way) == ((), 1)


@pytest.mark.parametrize(
    "who, status",
    [
        ("alice", 404),
        ("bob", 404),
        ("dan", 404),
        ("erin", 404),
        ("frank", 404),
        ("grace", 404),
        ("tess", 404),
        ("visitor", 302),
    ],
)
def test_only_the_uploader_makes_applications_of_a_list(
    cast: Cast, browser_of: Browser, who: str, status: int
) -> None:
    source = imported(cast, b"First name,Email\nAnn,ann@example.org\n")
    address = f"/office/imi/imports/{source.pk}/applications/"
    client = browser_of(who)
    assert (client.get(address).status_code, client.post(address).status_code) == (status, status)
