"""Mentoring changes: the two say where they are, forward and back, and nothing of it is forgotten."""

from collections.abc import Callable

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from alongside.domain.lifecycle import MoveRefused
from alongside.domain.scheme import load_scheme
from alongside.journal.models import Entry
from alongside.partnerships.actions import end_partnership
from alongside.partnerships.actions.stages import move_to_stage
from alongside.partnerships.models import Partnership
from alongside.partnerships.queries.stages import stage_of
from alongside.presets import preset_text
from alongside.schemes.actions import start_scheme
from tests.factories import Cast, make_partnership
from tests.partnerships.conftest import INTRODUCED
from tests.reading import text_of

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]


@pytest.fixture
def doctors(cast: Cast, clock: time_machine.Traveller) -> Partnership:
    """Alice and Bob under the doctors' scheme."""
    text = preset_text("schemes", "nhs").replace('review = "office"\n', "", 1)
    scheme = start_scheme(cast.body, by=None, text=text, slug="doctors", today=INTRODUCED.date())
    return make_partnership(scheme, cast.alice, cast.bob, now=INTRODUCED)


def now_at(pair: Partnership) -> str:
    stage = stage_of(Partnership.objects.get(pk=pair.pk))
    assert stage is not None
    return stage.title


@pytest.mark.requirement("R223")
def test_a_stage_moves_forward_and_back_and_the_history_is_kept(
    doctors: Partnership, browser_of: Browser, clock: time_machine.Traveller
) -> None:
    url = reverse("partnership-stage", args=[doctors.pk])
    overview = text_of(browser_of("bob").get(reverse("partnership", args=[doctors.pk])).content)
    assert "Getting to know each other. Your stages" in overview
    for name, stage in (("alice", "equals"), ("bob", "new_ground"), ("alice", "guiding")):
        clock.shift(86_400)
        answer = browser_of(name).post(url, {"stage": stage}, follow=True)
        assert "Does what you agreed on still fit?" in text_of(answer.content)
    assert now_at(doctors) == "Finding the way"
    page = text_of(browser_of("bob").get(url).content)
    history = page[page.index("Where you have been") :]
    places = [history.index(words) for words in ("Finding the way", "New ground", "Thinking together")]
    assert places == sorted(places)
    assert "said Bob" in history
    assert Entry.objects.filter(move="move to stage").count() == 3


def test_the_stage_they_are_in_already_is_no_move(doctors: Partnership) -> None:
    alice = doctors.mentee.account
    assert not move_to_stage(doctors, by=alice, role="mentee", stage="beginning")
    assert move_to_stage(doctors, by=alice, role="mentee", stage="closing")
    assert not move_to_stage(doctors, by=alice, role="mentee", stage="closing")
    assert doctors.stage_moves.count() == 1


def test_a_stage_that_is_none_and_a_partnership_that_has_ended_are_refused(
    doctors: Partnership, browser_of: Browser
) -> None:
    url, alice = reverse("partnership-stage", args=[doctors.pk]), doctors.mentee.account
    page = browser_of("alice").post(url, {"stage": "elsewhere"}, follow=True).content.decode()
    assert "Choose one of the stages of your scheme." in page
    end_partnership(doctors, by=alice, role="mentee")
    with pytest.raises(MoveRefused):
        move_to_stage(doctors, by=alice, role="mentee", stage="equals")
    assert not doctors.stage_moves.exists()
    assert "We are here now" not in browser_of("alice").get(url).content.decode()


def test_the_office_learns_of_no_stage(doctors: Partnership, browser_of: Browser) -> None:
    for name in ("carol", "dan", "erin"):
        assert browser_of(name).get(reverse("partnership-stage", args=[doctors.pk])).status_code == 404


def test_a_scheme_without_stages_shows_none(pair: Partnership, browser_of: Browser) -> None:
    page = browser_of("alice").get(reverse("partnership", args=[pair.pk])).content.decode()
    assert reverse("partnership-stage", args=[pair.pk]) not in page
    empty = browser_of("alice").get(reverse("partnership-stage", args=[pair.pk])).content.decode()
    assert "does not speak of stages" in empty


@pytest.mark.parametrize(
    "old, new, problem",
    [
        ('key = "guiding"', 'key = "beginning"', "stages[2].key: Give this another key"),
        ("\n[[stages]]", "\n[[stage]]", "stage: "),
    ],
)
def test_stages_that_cannot_be_told_apart_are_a_problem(old: str, new: str, problem: str) -> None:
    _, problems = load_scheme(preset_text("schemes", "nhs").replace(old, new))
    assert any(str(one).startswith(problem) for one in problems), [str(one) for one in problems]
