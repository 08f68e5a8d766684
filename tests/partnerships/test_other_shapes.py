"""Schemes of other shapes than six sessions in six months: one meeting alone, and growth as a person."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.partnerships.actions import end_partnership, hold_session
from alongside.partnerships.models import Goal, Partnership
from alongside.presets import preset_text
from alongside.schemes.actions import start_scheme
from tests.factories import Cast, make_partnership
from tests.partnerships.conftest import INTRODUCED
from tests.reading import text_of

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]


def one_session_only(text: str) -> str:
    """The doctors' scheme with its first session alone."""
    second = text.index("[[plan.sessions]]", text.index("[[plan.sessions]]") + 1)
    short = text[:second] + text[text.index("[meetings]") :]
    return (
        short.replace("within_months = 12", "within_months = 1")
        .replace('kind = "rolling"\nreview = "office"\n', 'kind = "rolling"\n')
        .replace("after_sessions = [2, 4]", "after_sessions = [1]")
        .replace('needed_from = ["mentee"]\nneeded_before_closing_session = 2\n', "")
    )


@pytest.mark.requirement("R233")
def test_a_partnership_of_one_session_is_whole(cast: Cast, clock: time_machine.Traveller) -> None:
    text = one_session_only(preset_text("schemes", "nhs"))
    started = (INTRODUCED - timedelta(days=30)).date()
    scheme = start_scheme(cast.body, by=None, text=text, slug="once", today=started)
    pair = make_partnership(scheme, cast.alice, cast.bob, now=INTRODUCED)
    session = pair.sessions.get()
    clock.move_to(INTRODUCED + timedelta(days=3))
    hold_session(session, by=cast.alice.account, role="mentee", minutes=60, held_on=timezone.now().date())
    ended = end_partnership(pair, by=cast.alice.account, role="mentee")
    assert ended.ending == Partnership.COMPLETED


@pytest.mark.requirement("R61")
def test_a_goal_may_be_about_ones_life_and_not_only_ones_work(
    physicists: Partnership, browser_of: Browser
) -> None:
    alice, page = browser_of("alice"), reverse("goal-new", args=[physicists.pk])
    assert "Balancing health, work and family" in text_of(alice.get(page).content)
    filled = {"goal": "To be home by six twice a week", "category": "balance", "goal_id": str(uuid4())}
    assert alice.post(page, filled).status_code == 302
    assert Goal.objects.filter(partnership=physicists, author__email="alice@people.example").exists()


@pytest.mark.requirement("R65")
def test_why_somebody_mentors_has_five_reasons_that_no_mentee_is_shown(
    physicists: Partnership, browser_of: Browser
) -> None:
    words = [term.label for term in physicists.rules.vocabulary("mentor_purpose").terms]
    assert len(words) == 5
    question = physicists.rules.forms.mentor.question("purposes")
    assert question is not None
    assert question.private
    assert physicists.mentor_application is not None
    assert physicists.mentor_application.answers["purposes"] == ["giving_back"]
    page = text_of(browser_of("alice").get(reverse("partnership", args=[physicists.pk])).content)
    assert "Giving something back" not in page
