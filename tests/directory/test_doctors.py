"""The doctors' scheme: a bank of trained mentors, needs first, and what a first meeting settles."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.directory.actions.choosing import choose_mentor, missing_answers, send_request
from alongside.directory.models import MentorEntry
from alongside.domain.lifecycle import MoveRefused
from alongside.domain.scheme import SchemeDefinition, load_scheme
from alongside.enrolment.actions import approve_application, save_answers
from alongside.people.models import Member
from alongside.presets import preset_text
from alongside.schemes.models import Scheme
from alongside.training.actions.handbook import publish_edition, say_read
from tests.factories import ANSWERS, Cast, make_application, make_entry, make_request, make_scheme
from tests.reading import text_of

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]


@pytest.fixture
def rules() -> SchemeDefinition:
    definition, problems = load_scheme(preset_text("schemes", "nhs"))
    assert problems == ()
    assert definition is not None
    return definition


@pytest.fixture
def doctors(cast: Cast) -> Scheme:
    return make_scheme(cast.body, preset="nhs", slug="doctors")


def labels(rules: SchemeDefinition, vocabulary: str) -> list[str]:
    return [term.label for term in rules.vocabulary(vocabulary).terms]


@pytest.mark.requirement("R271")
def test_only_trained_mentors_are_in_the_bank(cast: Cast, doctors: Scheme, browser_of: Browser) -> None:
    make_entry(doctors, cast.bob, director=cast.dan)
    approve_application(make_application(doctors, cast.erin, "mentor"), by=cast.dan)
    page = text_of(browser_of("alice").get(reverse("directory", args=[doctors.pk])).content)
    assert cast.bob.name in page
    assert cast.erin.name not in page
    unready = MentorEntry.objects.get(application__member=cast.erin)
    with pytest.raises(MoveRefused, match="not listed"):
        choose_mentor(unready, member=cast.alice, by=cast.alice.account, now=timezone.now())


@pytest.mark.requirement("R243")
def test_a_request_needs_at_least_one_area_of_work(cast: Cast, doctors: Scheme) -> None:
    request = make_request(cast.alice, [make_entry(doctors, cast.bob, director=cast.dan)])
    account = cast.alice.account
    save_answers(request.application, by=account, answers=ANSWERS["nhs"]["mentee"] | {"areas": []})
    request.application.refresh_from_db()
    assert missing_answers(request.application) == ["Which areas of your work would benefit most?"]
    with pytest.raises(MoveRefused):
        send_request(request, by=account, now=timezone.now())


@pytest.mark.requirement("R239")
def test_expertise_and_skill_as_a_mentor_stand_apart(
    cast: Cast, doctors: Scheme, browser_of: Browser
) -> None:
    entry = make_entry(doctors, cast.bob, director=cast.dan)
    page = text_of(browser_of("alice").get(reverse("mentor-entry", args=[entry.pk])).content)
    expertise, skills = "Knows about", "Skills as a mentor"
    assert expertise in page
    between = page.split(expertise)[1].split(skills)[0]
    assert "Starting in a new post" in between
    assert "Active listening" not in between
    assert "Active listening" in page.split(skills)[1]


@pytest.mark.requirement("R237")
def test_whoever_applies_as_mentor_looks_at_the_six_marks_of_a_good_one(
    rules: SchemeDefinition, cast: Cast, doctors: Scheme, browser_of: Browser
) -> None:
    question = rules.forms.mentor.question("self_check")
    assert question is not None
    assert question.vocabulary == "characteristic"
    assert len(labels(rules, "characteristic")) == 6
    entry = make_entry(doctors, cast.bob, director=cast.dan, answers={"self_check": ["patience"]})
    page = text_of(browser_of("alice").get(reverse("mentor-entry", args=[entry.pk])).content)
    assert "I am patient" not in page


@pytest.mark.requirement("R238")
def test_the_six_skills_of_a_mentor_are_rated_by_oneself_and_asked_before_a_workshop(
    rules: SchemeDefinition,
) -> None:
    assert labels(rules, "mentoring_skill") == [
        "Questioning",
        "Active listening",
        "Challenging",
        "Probing",
        "Clarifying",
        "Coaching",
    ]
    asked = rules.forms.mentor.question("mentoring_skills")
    assert asked is not None
    assert rules.training is not None
    assert asked.vocabulary == "mentoring_skill"
    assert "mentoring_skill" in [question.vocabulary for question in rules.training.needs]


@pytest.mark.requirement("R224")
def test_support_direction_and_an_objective_view_are_sought_offered_and_compared(
    rules: SchemeDefinition,
) -> None:
    assert {"support", "direction", "objective_view"} <= {
        term.key for term in rules.vocabulary("support").terms
    }
    compared = [
        (getattr(each, "mentee_question", ""), getattr(each, "mentor_question", ""))
        for each in rules.matching.criteria
    ]
    assert ("support_sought", "support_offered") in compared


@pytest.mark.requirement("R261", "R262", "R263", "R264")
def test_the_first_meeting_settles_ground_rules_boundaries_goals_and_frequency(
    rules: SchemeDefinition,
) -> None:
    listed = {item.key for item in rules.checklist.items}
    assert listed >= {"ground_rules", "confidentiality", "boundaries", "objectives", "frequency"}
    assert [rules.checklist.is_for(number) for number in (1, 2)] == [True, False]


@pytest.mark.requirement("R275")
def test_bodies_to_turn_to_are_in_the_library(cast: Cast, doctors: Scheme, browser_of: Browser) -> None:
    page = text_of(browser_of("alice").get(reverse("library", args=[doctors.pk])).content)
    for body in (
        "European Mentoring and Coaching Council",
        "International Mentoring Association",
        "ILM",
        "NHS Leadership Academy",
        "General Medical Council: induction and mentoring",
    ):
        assert body in page


def test_a_line_manager_is_never_chosen(cast: Cast, doctors: Scheme) -> None:
    entry = make_entry(doctors, cast.bob, director=cast.dan)
    Member.objects.filter(pk=cast.alice.pk).update(line_manager=cast.bob)
    alice = Member.objects.select_related("account").get(pk=cast.alice.pk)
    with pytest.raises(MoveRefused):
        choose_mentor(entry, member=alice, by=alice.account, now=timezone.now())


@pytest.mark.requirement("R241")
def test_mentees_prepare_too_before_they_send_a_request(
    cast: Cast, doctors: Scheme, browser_of: Browser
) -> None:
    request = make_request(cast.alice, [make_entry(doctors, cast.bob, director=cast.dan)])
    edition = publish_edition(doctors, side="mentee", text="# Book\n\n## One\n\nText", by=cast.carol)
    alice, page = browser_of("alice"), reverse("request", args=[request.pk])
    told = text_of(alice.get(page).content)
    assert "read the handbook for mentees" in told
    assert "Your first choice is asked at once" not in told
    with pytest.raises(MoveRefused, match="Read the handbook first"):
        send_request(request, by=cast.alice.account, now=timezone.now())
    say_read(edition, member=cast.alice, now=timezone.now())
    assert "Your first choice is asked at once" in text_of(alice.get(page).content)
    assert send_request(request, by=cast.alice.account, now=timezone.now()).state == "asking"


def test_without_a_handbook_nobody_waits_for_one(cast: Cast, doctors: Scheme) -> None:
    request = make_request(cast.alice, [make_entry(doctors, cast.bob, director=cast.dan)])
    assert send_request(request, by=cast.alice.account, now=timezone.now()).state == "asking"
