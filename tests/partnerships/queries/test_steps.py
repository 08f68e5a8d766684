"""The one next step of each partner, and what waits on whom, from introduction to the end."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from alongside.partnerships.actions import (
    add_agenda_item,
    end_partnership,
    give_feedback,
    hold_session,
    pause_partnership,
    schedule_session,
    skip_session,
)
from alongside.partnerships.actions.expectations import state_expectation
from alongside.partnerships.models import Partnership, Session
from alongside.partnerships.queries.errands import waiting_on
from alongside.partnerships.queries.partnerships import partnership_or_404
from alongside.partnerships.queries.steps import next_step
from tests.factories import Cast

SOON = datetime(2026, 9, 10, 12, 0, tzinfo=UTC)
Step = Callable[[str], str]


@pytest.fixture
def step(cast: Cast, pair: Partnership) -> Step:
    """The title of someone's next step as things stand."""

    def title(name: str) -> str:
        account = cast.account(name)
        found = next_step(partnership_or_404(account, pair.pk), account)
        return found.title if found else ""

    return title


def errands(cast: Cast, pair: Partnership, name: str = "alice") -> list[tuple[str, str]]:
    account = cast.account(name)
    return [(each.role, each.sentence) for each in waiting_on(partnership_or_404(account, pair.pk), account)]


def test_each_state_of_a_partnership_has_its_step(
    cast: Cast, pair: Partnership, first: Session, step: Step, clock: time_machine.Traveller
) -> None:
    alice, bob = cast.alice.account, cast.bob.account
    assert step("alice") == step("bob") == "Choose a time for session 1"
    schedule_session(first, by=alice, role="mentee", starts_at=SOON, minutes=60)
    assert step("alice") == step("bob") == "Say what you expect of each other"
    state_expectation(pair, by=alice, role="mentee", text="Be kind")
    state_expectation(pair, by=bob, role="mentor", text="Be on time")
    assert step("alice") == "Session 1 with Bob Example: Getting to know each other"
    clock.move_to(SOON + timedelta(hours=2))
    assert step("bob") == "Did you and Alice meet?"
    hold_session(first, by=bob, role="mentor", minutes=60, held_on=SOON.date())
    assert step("alice") == "Choose a time for session 2"
    second = pair.sessions.get(number=2)
    hold_session(second, by=bob, role="mentor", minutes=60, held_on=SOON.date())
    assert step("alice") == step("bob") == "Share a goal with your partner"
    pause_partnership(pair, by=bob, role="mentor", until=date(2026, 12, 1))
    assert step("alice") == "Your partnership pauses"
    end_partnership(pair, by=bob, role="mentor")
    assert step("alice") == step("bob") == ""


def test_after_the_last_session_the_pair_looks_back(cast: Cast, pair: Partnership, step: Step) -> None:
    for session in pair.sessions.order_by("number"):
        skip_session(session, by=cast.alice.account, role="mentee")
    assert step("bob") == "Your last session is behind you"


@pytest.mark.requirement("R12", "R88")
def test_an_empty_agenda_waits_on_the_mentee_and_not_on_the_mentor(
    cast: Cast, pair: Partnership, first: Session
) -> None:
    schedule_session(first, by=cast.bob.account, role="mentor", starts_at=SOON, minutes=60)
    assert ("mentee", "Begin the agenda of session 1.") in errands(cast, pair)
    assert not [role for role, words in errands(cast, pair) if "agenda" in words and role == "mentor"]
    add_agenda_item(first, by=cast.alice.account, role="mentee", text="Begun")
    assert not [words for _, words in errands(cast, pair) if "agenda" in words]


@pytest.mark.requirement("R47")
def test_feedback_waits_on_each_until_given_or_skipped(cast: Cast, pair: Partnership, first: Session) -> None:
    hold_session(first, by=cast.alice.account, role="mentee", minutes=60, held_on=date(2026, 9, 1))
    question = "Answer one question about session 1."
    assert [role for role, words in errands(cast, pair) if words == question] == ["mentee", "mentor"]
    give_feedback(first, by=cast.alice.account, role="mentee", text="")
    assert [role for role, words in errands(cast, pair) if words == question] == ["mentor"]


def test_only_the_last_session_is_asked_about(cast: Cast, pair: Partnership) -> None:
    for session in pair.sessions.order_by("number")[:4]:
        hold_session(session, by=cast.alice.account, role="mentee", minutes=60, held_on=date(2026, 9, 1))
    asked = [words for role, words in errands(cast, pair) if role == "mentee" and "question" in words]
    assert asked == ["Answer one question about session 4."]
    assert [words for role, words in errands(cast, pair) if role == "mentee"].count(
        "Say how it is going, or skip it."
    ) == 1


def test_ones_own_errands_come_first(cast: Cast, pair: Partnership) -> None:
    assert errands(cast, pair, "bob")[0][0] == "mentor"
    assert errands(cast, pair, "alice")[0][0] == "mentee"


def test_nothing_waits_on_anybody_during_a_pause(cast: Cast, pair: Partnership) -> None:
    pause_partnership(pair, by=cast.bob.account, role="mentor", until=date(2026, 12, 1))
    assert errands(cast, pair) == []


def test_steps_and_errands_ask_the_database_nothing_more(
    cast: Cast, pair: Partnership, first: Session, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    schedule_session(first, by=cast.bob.account, role="mentor", starts_at=SOON, minutes=60)
    account = cast.alice.account
    found = partnership_or_404(account, pair.pk)
    with django_assert_num_queries(0):
        next_step(found, account)
        waiting_on(found, account)
