"""The nurses' scheme: competencies that a mentor shows, that decide a match, and that come from one's own ratings."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.cpd.actions.assessments import assess_oneself, remove_assessment
from alongside.cpd.models import Assessment
from alongside.cpd.queries.competencies import all_frameworks
from alongside.domain.cpd.competencies import Framework
from alongside.domain.scheme import SchemeDefinition, Side, load_scheme
from alongside.enrolment.actions import approve_application, begin_application
from alongside.enrolment.models import Application
from alongside.matching.actions import ask_for_run, carry_out_run
from alongside.matching.models import Proposal
from alongside.presets import preset_text
from alongside.schemes.models import Scheme
from tests.factories import Cast, make_application, make_entry, make_scheme
from tests.reading import text_of

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]
NOW = timezone.now()


def rules() -> SchemeDefinition:
    definition, problems = load_scheme(preset_text("schemes", "nursing"))
    assert problems == ()
    assert definition is not None
    return definition


def framework() -> Framework:
    return next(one for one in all_frameworks() if one.key == "mentoring")


def rate(cast: Cast, part: Side, level_by_group: dict[str, int]) -> Assessment:
    """Alice rates every indicator of these groups the same."""
    answers = {
        indicator.key: level_by_group[group.key]
        for group in framework().groups_for(part)
        if group.key in level_by_group
        for indicator in group.indicators
    }
    return assess_oneself(
        cast.alice.account, by=cast.alice.account, framework=framework(), part=part, answers=answers
    )


@pytest.fixture
def nurses(cast: Cast) -> Scheme:
    return make_scheme(cast.body, preset="nursing", slug="nurses")


def applying(nurses: Scheme, cast: Cast, role: str = "mentee") -> Application:
    return begin_application(nurses, member=cast.alice, role=role, by=cast.alice.account, today=NOW.date())


def ticked(application: Application, question: str) -> list[str]:
    application.refresh_from_db()
    found: list[str] = application.answers.get(question, [])
    return found


def test_the_choices_are_the_groups_of_the_competency_framework() -> None:
    for part, vocabulary in (("mentor", "mentor_competency"), ("mentee", "mentee_competency")):
        words = rules().vocabulary(vocabulary)
        groups = [group for group in framework().groups if group.part == part]
        assert words.framework == framework().key
        assert [(term.key, term.label) for term in words.terms] == [(one.key, one.name) for one in groups]


@pytest.mark.requirement("R175")
def test_members_find_a_mentor_by_the_competencies_they_show(
    cast: Cast, nurses: Scheme, browser_of: Browser
) -> None:
    make_entry(nurses, cast.bob, director=cast.dan)
    make_entry(nurses, cast.erin, director=cast.dan, answers={"competencies": ["envision"]})
    url = reverse("directory", args=[nurses.pk])
    page = text_of(browser_of("alice").get(url, {"by_competencies": "envision"}).content)
    assert (cast.erin.name in page, cast.bob.name in page) == (True, False)
    entry = nurses.entries.get(application__member=cast.bob)
    shown = text_of(browser_of("alice").get(reverse("mentor-entry", args=[entry.pk])).content)
    profile = shown.split("Good at as a mentor")[1].split("Likes to work with")[0]
    assert ("Challenge" in profile, "Inform" in profile, "Envision" in profile) == (True, True, False)


@pytest.mark.requirement("R176")
def test_competencies_decide_a_match_and_the_reasons_name_them(cast: Cast, nurses: Scheme) -> None:
    other = {"competencies": ["relate"], "helps_with": ["respect"]}
    for application in (
        make_application(nurses, cast.alice, "mentee"),
        make_application(nurses, cast.bob, "mentor"),
        make_application(nurses, cast.erin, "mentor", answers=other),
    ):
        approve_application(application, by=cast.carol)
    run = ask_for_run(nurses, by=cast.carol, now=NOW)
    carry_out_run(run)
    proposal = Proposal.objects.get()
    assert proposal.mentor_application.member == cast.bob
    told = " ".join(reason["to_mentee"] for reason in proposal.reasons if reason["points"])
    assert ("Challenge" in told, "Initiative" in told) == (True, True)
    assert "Inform" not in told  # what only the one names decided nothing


def test_an_applicant_takes_over_what_they_rated_low(cast: Cast, nurses: Scheme, browser_of: Browser) -> None:
    rate(cast, "mentee", {"respect": 3, "initiative": 0, "communication": 1})
    application = applying(nurses, cast)
    url = reverse("application-answers", args=[application.pk])
    assert "Take it over" in browser_of("alice").get(url).content.decode()
    told = {"own_competencies": ["independence"], "hope_to_learn": "Typed and kept.", "suggest": "1"}
    page = (
        browser_of("alice").post(url, told | {"version": application.version}, follow=True).content.decode()
    )
    assert "Taken over from how you rated yourself" in page
    assert ticked(application, "own_competencies") == ["initiative", "communication", "independence"]
    assert "Typed and kept." in page
    assert application.state == "draft"


def test_a_mentor_takes_over_what_they_rated_high(cast: Cast, nurses: Scheme, browser_of: Browser) -> None:
    rate(cast, "mentor", {"challenge": 3, "inform": 2, "relate": 1})
    application = applying(nurses, cast, "mentor")
    browser_of("alice").post(reverse("application-answers", args=[application.pk]), {"suggest": "1"})
    assert ticked(application, "competencies") == ["inform", "challenge"]
    assert ticked(application, "helps_with") == []


def test_without_ratings_the_form_says_where_to_rate_oneself(
    cast: Cast, nurses: Scheme, browser_of: Browser
) -> None:
    remove_assessment(rate(cast, "mentee", {"respect": 0}), by=cast.alice.account)
    application = applying(nurses, cast)
    url = reverse("application-answers", args=[application.pk])
    page = browser_of("alice").get(url).content.decode()
    assert "Take it over" not in page
    assert reverse("competencies-assess", args=["mentoring", "mentee"]) in page
    answer = browser_of("alice").post(url, {"suggest": "1"}, follow=True).content.decode()
    assert "nothing more to take over" in answer
    assert ticked(application, "own_competencies") == []


def test_the_office_that_keys_in_a_form_learns_nothing_of_ratings(
    cast: Cast, nurses: Scheme, browser_of: Browser
) -> None:
    rate(cast, "mentee", {"initiative": 0})
    application = begin_application(nurses, member=cast.alice, role="mentee", by=cast.carol, today=NOW.date())
    url = reverse("application-answers", args=[application.pk])
    assert "rated yourself" not in browser_of("carol").get(url).content.decode()
    browser_of("carol").post(url, {"suggest": "1"})
    assert ticked(application, "own_competencies") == []


@pytest.mark.parametrize(
    "old, new, problem",
    [
        ('suggest = "low"', 'suggest = "low"\nprivate = true', "questions[1].suggest: Remove this, or private"),
        ('framework = "mentoring"\n', "", "questions[1].suggest: Remove this, or ask"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_over_is_a_problem_of_the_definition(old: str, new: str, problem: str) -> None:
    _, problems = load_scheme(preset_text("schemes", "nursing").replace(old, new))
    assert any(problem in str(one) for one in problems)
