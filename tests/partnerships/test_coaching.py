"""Coaching: one thing to do differently, and a last day that is the same for everybody."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.domain.scheme import load_scheme
from alongside.enrolment.actions import approve_application
from alongside.notices.models import Mail
from alongside.partnerships.actions import hold_session, introduce_pair
from alongside.partnerships.actions.goals import share_goal
from alongside.partnerships.actions.renewing import answer_renewal
from alongside.partnerships.jobs import look_at_last_days
from alongside.partnerships.models import Goal, Partnership
from alongside.presets import preset_text
from tests.factories import Cast, make_application, make_scheme
from tests.partnerships.actions.test_agreements import agree, words
from tests.partnerships.conftest import INTRODUCED
from tests.reading import text_of

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]
LAST = date(2026, 12, 1)


@pytest.fixture
def coached(cast: Cast, clock: time_machine.Traveller) -> Partnership:
    """Alice, coached by Bob since 1 September 2026."""
    started = (INTRODUCED - timedelta(days=30)).date()
    scheme = make_scheme(cast.body, preset="short_coaching", slug="coaching", today=started)
    sent = [
        make_application(scheme, member, role, now=INTRODUCED)
        for member, role in ((cast.alice, "mentee"), (cast.bob, "mentor"))
    ]
    for application in sent:
        approve_application(application, by=cast.carol)
    return introduce_pair(
        mentee_application=sent[0],
        mentor_application=sent[1],
        definition=sent[0].definition,
        by=cast.carol,
        now=INTRODUCED,
    )


def fresh(pair: Partnership) -> Partnership:
    found: Partnership = Partnership.objects.get(pk=pair.pk)
    return found


def go_to(clock: time_machine.Traveller, day: date) -> None:
    clock.move_to(datetime.combine(day, time(12), UTC))
    look_at_last_days(timezone.now())


@pytest.mark.requirement("R62")
def test_coaching_ends_on_its_last_day_and_nobody_is_asked_to_go_on(
    coached: Partnership, clock: time_machine.Traveller, browser_of: Browser
) -> None:
    assert coached.until == LAST
    session = coached.sessions.get(number=1)
    alice = coached.mentee.account
    hold_session(session, by=alice, role="mentee", minutes=60, held_on=INTRODUCED.date())
    page = text_of(browser_of("alice").get(reverse("partnership", args=[coached.pk])).content)
    assert "It ends on" in page
    assert "Going on" not in page
    for _ in range(2):
        go_to(clock, LAST - timedelta(days=10))
    assert Mail.objects.filter(subject="Your last day comes near").count() == 2
    assert not Mail.objects.filter(subject="Would you like to go on?").exists()
    with pytest.raises(MoveRefused, match="too early"):
        answer_renewal(
            fresh(coached), by=alice, role="mentee", about=LAST, further_until=LAST + timedelta(days=90)
        )
    assert "Nobody is asked to go on" in text_of(
        browser_of("alice").get(reverse("partnership-renewal", args=[coached.pk])).content
    )
    go_to(clock, LAST)
    assert fresh(coached).state == "active"
    go_to(clock, LAST + timedelta(days=1))
    assert (fresh(coached).state, fresh(coached).ending) == ("ended", "completed")


@pytest.mark.requirement("R62")
def test_an_agreement_does_not_move_the_last_day(coached: Partnership) -> None:
    agree(coached, words(coached, numbers=(14, date(2027, 5, 1), None)))
    assert (fresh(coached).until, fresh(coached).cadence_days) == (LAST, 14)


@pytest.mark.requirement("R62")
def test_the_goal_of_coaching_is_something_that_one_does(coached: Partnership, browser_of: Browser) -> None:
    form = reverse("goal-new", args=[coached.pk])
    page = text_of(browser_of("alice").get(form).content)
    assert "What do you do now?" in page
    assert "What will you do instead?" in page
    told = {"goal": "Ask for a day to think", "category": "saying_no", "goal_id": str(uuid4())}
    browser_of("alice").post(form, told | {"part_now": "I say yes at once"})
    session, alice = coached.sessions.get(number=1), coached.mentee.account
    hold_session(session, by=alice, role="mentee", minutes=60, held_on=INTRODUCED.date())
    session.refresh_from_db()
    assert session.completed_at is None  # the goal is a draft as yet
    share_goal(Goal.objects.get(partnership=coached), by=alice, role="mentee")
    session.refresh_from_db()
    assert session.completed_at is not None


@pytest.mark.parametrize(
    "preset, old, new, problem",
    [
        ("short_coaching", 'ends = "fixed"\n', "", "plan.ends: Make this fixed: coaching has a last day."),
        ("short_coaching", 'needed_from = ["mentee"]\nneeded_before', "needed_before", "goals.needed_from: Name"),
        ("comp", 'kind = "mentoring"', 'kind = "coaching"', "plan.ends: Make this fixed"),
        ("comp", "[plan]\n", '[plan]\nends = "fixed"\n', "agreement.clauses[6].about: Remove this clause"),
    ],
)  # fmt: skip
def test_a_definition_of_coaching_says_when_it_ends_and_what_for(
    preset: str, old: str, new: str, problem: str
) -> None:
    _, problems = load_scheme(preset_text("schemes", preset).replace(old, new, 1))
    assert any(str(one).startswith(problem) for one in problems), [str(one) for one in problems]
