"""The one page of a session: what each partner sees and does before, during and after."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.partnerships.actions import (
    add_agenda_item,
    agree_action,
    hold_session,
    schedule_session,
    write_record,
)
from alongside.partnerships.actions.expectations import accept_wording, state_expectation
from alongside.partnerships.actions.postponing import defer_expectation
from alongside.partnerships.models import Action, AgendaItem, Partnership, Session
from tests.factories import Cast

Browser = Callable[[str], Client]


def without_tokens(answer: Any) -> str:
    """The page without what differs each time it is asked for."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())


def page(browser: Client, session: Session) -> str:
    answer = browser.get(reverse("session", kwargs={"session_id": session.pk}))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.requirement("R2")
@pytest.mark.parametrize("name", ["alice", "bob"])
def test_both_see_the_theme_and_the_prompts(browser_of: Browser, first: Session, name: str) -> None:
    text = page(browser_of(name), first)
    assert "Getting to know each other" in text
    assert "What do you expect of each other, and what not?" in text


@pytest.mark.requirement("R44")
def test_expectations_are_one_click_from_every_session(browser_of: Browser, pair: Partnership) -> None:
    url = reverse("expectations", kwargs={"partnership_id": pair.pk})
    browser = browser_of("alice")
    for session in pair.sessions.all():
        assert f'href="{url}"' in page(browser, session)


@pytest.mark.parametrize("name", ["carol", "dan", "erin", "frank", "grace", "tess"])
def test_nobody_else_finds_the_page(browser_of: Browser, first: Session, name: str) -> None:
    url = reverse("session", kwargs={"session_id": first.pk})
    missing = reverse("session", kwargs={"session_id": uuid4()})
    browser = browser_of(name)
    found, absent = browser.get(url), browser.get(missing)
    assert (found.status_code, absent.status_code) == (404, 404)
    assert without_tokens(found) == without_tokens(absent).replace(missing, url)


def test_a_visitor_is_asked_to_sign_in(browser_of: Browser, first: Session) -> None:
    answer = browser_of("visitor").get(reverse("session", kwargs={"session_id": first.pk}))
    assert answer.status_code == 302


def test_the_mentee_begins_the_agenda_and_both_see_it_with_a_topic(
    browser_of: Browser, first: Session
) -> None:
    url = reverse("session-agenda", kwargs={"session_id": first.pk})
    said = {
        "agenda-text": "My portfolio",
        "agenda-topic": "career_progression",
        "agenda-item_id": str(uuid4()),
    }
    assert browser_of("alice").post(url, said).status_code == 302
    for name in ("alice", "bob"):
        text = page(browser_of(name), first)
        assert "My portfolio" in text
        assert "Career progression" in text


@pytest.mark.requirement("R160")
@pytest.mark.parametrize(
    "name,hours,warned",
    [("alice", 30, True), ("alice", 60, False), ("bob", 30, False)],
)
def test_a_mentee_whose_agenda_comes_late_is_told_gently(
    browser_of: Browser,
    cast: Cast,
    first: Session,
    clock: time_machine.Traveller,
    name: str,
    hours: int,
    warned: bool,
) -> None:
    starts_at = timezone.now() + timedelta(hours=hours)
    schedule_session(first, by=cast.alice.account, role="mentee", starts_at=starts_at, minutes=60)
    url = reverse("session-agenda", kwargs={"session_id": first.pk})
    said = {"agenda-text": "My portfolio", "agenda-topic": "", "agenda-item_id": str(uuid4())}
    answer = browser_of(name).post(url, said, follow=True).content.decode()
    assert ("has little time left to prepare" in answer) == warned
    assert "My portfolio" in answer
    again = browser_of(name).post(url, said | {"agenda-item_id": str(uuid4())}, follow=True)
    assert "has little time left to prepare" not in again.content.decode()


@pytest.mark.requirement("R12")
def test_both_partners_may_add_to_the_agenda_and_the_mentees_items_come_first(
    browser_of: Browser, cast: Cast, first: Session
) -> None:
    add_agenda_item(first, by=cast.bob.account, role="mentor", text="From Bob")
    add_agenda_item(first, by=cast.alice.account, role="mentee", text="From Alice")
    text = page(browser_of("bob"), first)
    assert text.index("From Alice") < text.index("From Bob")


def test_sending_the_agenda_form_twice_adds_one_item(browser_of: Browser, first: Session) -> None:
    url = reverse("session-agenda", kwargs={"session_id": first.pk})
    said = {"agenda-text": "Once", "agenda-item_id": str(uuid4())}
    answers = [browser_of("alice").post(url, said).url for _ in range(2)]  # type: ignore[attr-defined]
    assert answers[0] == answers[1]
    assert AgendaItem.objects.count() == 1


def test_an_agenda_item_too_long_stays_in_the_form(browser_of: Browser, first: Session) -> None:
    url = reverse("session-agenda", kwargs={"session_id": first.pk})
    answer = browser_of("alice").post(url, {"agenda-text": "x" * 1001})
    text = answer.content.decode()
    assert "x" * 1001 in text
    assert "Take out 1 character" in text


@pytest.mark.requirement("R14")
def test_the_mentee_ticks_their_preparation_and_it_shows(
    browser_of: Browser, cast: Cast, first: Session
) -> None:
    url = reverse("session-preparation", kwargs={"session_id": first.pk})
    browser_of("alice").post(url, {"preparation-done": ["agenda"]})
    ticks = list(first.preparation_ticks.values_list("role", "item"))
    assert ticks == [("mentee", "agenda")]
    assert "Alice has done 1 of 2." in page(browser_of("bob"), first)
    hold_session(first, by=cast.alice.account, role="mentee", minutes=60, held_on=date(2026, 9, 1))
    assert "Prepared: you 1 of 2, Bob 0 of 1." in page(browser_of("alice"), first)


def test_we_met_is_one_tap_with_what_was_planned(
    browser_of: Browser, cast: Cast, first: Session, clock: time_machine.Traveller
) -> None:
    starts_at = datetime(2026, 9, 10, 12, 0, tzinfo=UTC)
    schedule_session(first, by=cast.alice.account, role="mentee", starts_at=starts_at, minutes=45)
    assert "We met today" in page(browser_of("alice"), first)
    clock.move_to(starts_at + timedelta(days=1))
    text = page(browser_of("alice"), first)
    assert "We met today" not in text
    assert 'name="held_on" value="2026-09-10"' in text
    assert 'name="minutes" value="45"' in text
    url = reverse("session-met", kwargs={"session_id": first.pk})
    browser_of("alice").post(url, {"held_on": "2026-09-10", "minutes": "45"})
    first.refresh_from_db()
    assert (first.state, first.held_on, first.held_minutes) == ("held", date(2026, 9, 10), 45)
    assert first.completed_at is not None


@pytest.mark.requirement("R46")
def test_meeting_demands_nothing_but_the_tap(browser_of: Browser, first: Session) -> None:
    url = reverse("session-met", kwargs={"session_id": first.pk})
    answer = browser_of("bob").post(url, {"held_on": "2026-09-01", "minutes": "60"}, follow=True)
    text = answer.content.decode()
    assert "You met on Tuesday 1 September 2026" in text
    assert "Write a record" in text
    assert "Nobody has to write one" in text


@pytest.mark.requirement("R94")
@pytest.mark.parametrize("name", ["alice", "bob"])
def test_after_a_session_each_is_offered_to_reflect_and_may_leave_it(
    browser_of: Browser, cast: Cast, first: Session, name: str
) -> None:
    offer = reverse("session-reflection", args=[first.pk])
    hold_session(first, by=cast.alice.account, role="mentee", minutes=60, held_on=date(2026, 9, 1))
    assert offer in page(browser_of(name), first)
    second = first.partnership.sessions.get(number=2)
    hold_session(second, by=cast.alice.account, role="mentee", minutes=60, held_on=date(2026, 9, 1))
    assert Session.objects.get(pk=second.pk).state == "held"


def test_a_tap_on_an_old_page_leaves_what_the_partner_said(
    browser_of: Browser, cast: Cast, first: Session
) -> None:
    hold_session(first, by=cast.alice.account, role="mentee", minutes=95, held_on=date(2026, 9, 1))
    url = reverse("session-met", kwargs={"session_id": first.pk})
    said = {"held_on": "2026-09-01", "minutes": "60"}
    answer = browser_of("bob").post(url, said, follow=True)
    assert "for 95 minutes" in answer.content.decode()
    assert 'name="amend"' in browser_of("bob").get(url).content.decode()
    browser_of("bob").post(url, said | {"amend": "1"})
    first.refresh_from_db()
    assert first.held_minutes == 60


def test_we_met_can_be_undone(browser_of: Browser, cast: Cast, first: Session) -> None:
    hold_session(first, by=cast.alice.account, role="mentee", minutes=60, held_on=date(2026, 9, 1))
    browser_of("bob").post(reverse("session-correct", kwargs={"session_id": first.pk}))
    first.refresh_from_db()
    assert (first.state, first.held_on, first.completed_at) == ("planned", None, None)


def test_skipping_can_be_undone(browser_of: Browser, first: Session) -> None:
    browser = browser_of("alice")
    skipped = browser.post(reverse("session-skip", kwargs={"session_id": first.pk}), follow=True)
    undo = reverse("session-restore", kwargs={"session_id": first.pk})
    assert f'action="{undo}"' in skipped.content.decode()
    browser.post(undo)
    first.refresh_from_db()
    assert first.state == "planned"


def test_an_action_is_the_mentees_unless_they_say_otherwise(browser_of: Browser, first: Session) -> None:
    url = reverse("partnership-actions", kwargs={"partnership_id": first.partnership_id})
    browser_of("bob").post(url, {"action-text": "Read a book", "action-owner": "mentee"})
    agree_action(first.partnership, by=first.partnership.mentor.account, role="mentor", text="And this")
    assert list(Action.objects.values_list("owner", flat=True)) == ["mentee", "mentee"]
    text = browser_of("bob").get(url).content.decode()
    assert re.search(r'name="action-owner" value="mentee"[^>]* checked', text)


@pytest.mark.requirement("R268")
def test_a_session_keeps_its_issues_and_its_actions_flow_to_the_list(
    browser_of: Browser, first: Session
) -> None:
    alice, session = browser_of("alice"), {"session_id": first.pk}
    alice.post(reverse("session-record", kwargs=session), {"text": "We spoke about theatre lists."})
    alice.post(
        reverse("session-actions", kwargs=session),
        {"action-text": "Ask for a slot", "action-owner": "mentee"},
    )
    assert "We spoke about theatre lists." in page(browser_of("bob"), first)
    listed = reverse("partnership-actions", kwargs={"partnership_id": first.partnership_id})
    assert "Ask for a slot" in browser_of("bob").get(listed).content.decode()


@pytest.mark.requirement("R123")
def test_an_action_past_its_day_stands_on_the_page_of_the_next_session(
    browser_of: Browser, first: Session
) -> None:
    pair, due = first.partnership, first.target_on - timedelta(days=900)
    agree_action(
        pair, by=pair.mentor.account, role="mentor", text="Send the draft", due_on=due, session=first
    )
    shown = page(browser_of("alice"), pair.sessions.get(number=2))
    assert "Send the draft" in shown
    assert "Past its day" in shown


def test_sending_an_action_twice_makes_one(browser_of: Browser, first: Session) -> None:
    url = reverse("session-actions", kwargs={"session_id": first.pk})
    said = {"action-text": "Read a book", "action-owner": "mentee", "action-action_id": str(uuid4())}
    for _ in range(2):
        assert browser_of("bob").post(url, said).status_code == 302
    assert Action.objects.count() == 1


def test_the_page_costs_as_many_queries_for_three_of_each_as_for_one(
    browser_of: Browser, cast: Cast, first: Session
) -> None:
    alice = cast.alice.account
    hold_session(first, by=alice, role="mentee", minutes=60, held_on=date(2026, 9, 1))
    write_record(first, by=alice, role="mentee", text="What we said")
    browser = browser_of("bob")
    counts = []
    for word in ("One", "Two", "Three"):
        add_agenda_item(first, by=alice, role="mentee", text=word, topic="management")
        agree_action(first.partnership, by=alice, role="mentee", text=word, session=first)
        with CaptureQueriesContext(connection) as queries:
            page(browser, first)
        counts.append(len(queries))
    assert counts[0] == counts[2]
    assert counts[2] <= 40


@pytest.mark.requirement("R28")
def test_the_prompt_to_settle_expectations_stands_until_it_is_done(
    browser_of: Browser, cast: Cast, pair: Partnership, first: Session
) -> None:
    prompt = "You have not settled yet what you expect of each other."
    assert prompt in page(browser_of("alice"), first)
    for each, role, other in ((cast.alice, "mentee", "mentor"), (cast.bob, "mentor", "mentee")):
        stated = state_expectation(pair, by=each.account, role=role, text="Be honest")
        assert prompt in page(browser_of("bob"), first)
        partner = pair.account_of(other)
        accept_wording(stated, by=partner, role=other, seen=1)
    assert prompt not in page(browser_of("bob"), first)


@pytest.mark.requirement("R6")
@pytest.mark.parametrize("name", ["alice", "bob"])
def test_the_last_session_leads_each_to_a_reflection_of_their_own(
    browser_of: Browser, pair: Partnership, name: str
) -> None:
    last = pair.sessions.get(number=6)
    url = reverse("session-reflection", kwargs={"session_id": last.pk})
    text = page(browser_of(name), last)
    assert "Look back, each for yourself" in text
    assert f'href="{url}"' in text
    assert browser_of(name).get(url).status_code == 200


@pytest.mark.requirement("R35")
def test_an_expectation_put_off_is_on_the_agenda_from_its_day(
    browser_of: Browser, cast: Cast, pair: Partnership, first: Session, clock: time_machine.Traveller
) -> None:
    stated = state_expectation(pair, by=cast.alice.account, role="mentee", text="Visit my hospital")
    review_on = date(2026, 9, 10)
    defer_expectation(stated, by=cast.bob.account, role="mentor", review_on=review_on, today=date(2026, 9, 1))
    assert "Visit my hospital" not in page(browser_of("bob"), first)
    clock.move_to(datetime(2026, 9, 10, 9, 0, tzinfo=UTC))
    for name in ("alice", "bob"):
        assert "Visit my hospital" in page(browser_of(name), first)
    assert "Visit my hospital" not in page(browser_of("bob"), pair.sessions.get(number=2))
