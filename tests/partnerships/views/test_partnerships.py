"""The overview, the actions list, how to meet, pause and end, as each partner uses them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.enrolment.actions import set_capacity
from alongside.enrolment.models import Application
from alongside.notices.models import Mail
from alongside.partnerships.actions import (
    agree_action,
    end_partnership,
    hold_session,
    introduce_pair,
    schedule_session,
    settle_action,
)
from alongside.partnerships.models import Action, Partnership, Session
from alongside.people.models import Member
from alongside.schemes.models import Scheme
from alongside.web.routes import PARTNER, ROUTES
from tests.factories import Cast, make_application, make_member, make_partnership

Browser = Callable[[str], Client]
STARTS = ("partnerships/", "sessions/", "actions/")


def address(route: str, pair: Partnership) -> str:
    return reverse(route, kwargs={"partnership_id": pair.pk})


def test_the_overview_leads_to_the_next_step_and_says_what_waits(
    browser_of: Browser, pair: Partnership
) -> None:
    page = browser_of("alice").get(address("partnership", pair)).content.decode()
    assert "Choose a time for session 1" in page
    assert "Both of you named management." in page
    assert "bob@people.example" in page


def test_the_overview_shows_what_comes_next_first_and_says_nothing_twice(
    browser_of: Browser, pair: Partnership
) -> None:
    page = browser_of("alice").get(address("partnership", pair)).content.decode()
    order = ["next-step-title", "waits-own", 'id="path"', 'id="together"', 'id="standing"', 'id="why"']
    assert sorted(order, key=page.index) == order
    own, partner = page.split('id="waits-own"')[1].split('id="waits-partner"')
    assert "Choose a time" not in own  # the next step says so
    assert "Choose a time for session 1." in partner
    assert "Say what you expect of each other." in own


def test_an_ended_partnership_begins_with_what_comes_next(
    browser_of: Browser, cast: Cast, pair: Partnership
) -> None:
    assert "What comes next" not in browser_of("bob").get(address("partnership", pair)).content.decode()
    end_partnership(pair, by=cast.bob.account, role="mentor")
    page = browser_of("bob").get(address("partnership", pair)).content.decode()
    coming = page[page.index("What comes next") : page.index('id="path"')]
    assert "Thank Alice" in coming
    assert "Stay in touch?" in coming
    assert "What else waits" not in page


@pytest.mark.requirement("R97")
def test_every_partnership_of_a_person_stands_with_its_stage(
    browser_of: Browser, cast: Cast, pair: Partnership
) -> None:
    end_partnership(pair, by=cast.bob.account, role="mentor")
    make_partnership(cast.other_scheme, cast.alice, cast.erin, now=pair.introduced_at)
    page = browser_of("alice").get(reverse("partnerships")).content.decode()
    cards = {name: page.split(name)[1].split("</section>")[0] for name in ("Bob Example", "Erin Example")}
    assert "Ended" in cards["Bob Example"]
    assert "Ended" not in cards["Erin Example"]


def test_the_tabs_are_the_same_everywhere(browser_of: Browser, pair: Partnership) -> None:
    browser = browser_of("bob")
    words = ["Overview", "Sessions", "Expectations", "Goals", "Reflections", "Learning"]
    for route in ("partnership", "partnership-sessions", "partnership-actions", "partnership-tool"):
        page = browser.get(address(route, pair)).content.decode()
        tabs = page[page.index('class="tabs') : page.index("</nav>", page.index('class="tabs'))]
        assert [word for word in words if f">{word}</a>" in tabs] == words


def test_names_stay_out_of_the_title_of_a_page(browser_of: Browser, pair: Partnership) -> None:
    page = browser_of("alice").get(address("partnership", pair)).content.decode()
    title = page[page.index("<title>") : page.index("</title>")]
    assert "Bob" not in title


def test_ending_by_the_mentee_asks_only_for_a_new_partner(
    browser_of: Browser, cast: Cast, pair: Partnership
) -> None:
    url = address("partnership-end", pair)
    browser = browser_of("alice")
    assert "Find me a new partner" in browser.get(url).content.decode()
    browser.post(url, {"rematch": "on"})
    pair.refresh_from_db()
    assert pair.state == "ended"
    assert Application.objects.get(role="mentee").state == "waiting"
    browser.post(url, {})
    assert Application.objects.get(role="mentee").state == "waiting"


def test_whoever_reached_the_end_is_not_put_into_the_queue_again_unasked(
    browser_of: Browser, cast: Cast, pair: Partnership
) -> None:
    def ticked() -> bool:
        page = browser_of("alice").get(address("partnership-end", pair)).content.decode()
        return " checked" in page.split('name="rematch"')[1].split(">")[0]

    assert ticked()
    for session in pair.sessions.order_by("number"):
        hold_session(session, by=cast.alice.account, role="mentee", minutes=60, held_on=date(2026, 9, 1))
    assert not ticked()


@pytest.mark.requirement("R234")
def test_each_way_to_end_is_offered_once_the_two_have_met(
    browser_of: Browser, cast: Cast, pair: Partnership
) -> None:
    url = address("partnership-end", pair)
    done, natural, early = (words for _, words in Partnership.ENDINGS)
    before = browser_of("bob").get(url).content.decode()
    assert [words in before for words in (done, natural, early)] == [False, True, True]
    first = pair.sessions.get(number=1)
    hold_session(first, by=cast.alice.account, role="mentee", minutes=60, held_on=date(2026, 9, 1))
    page = browser_of("bob").get(url).content.decode()
    assert [words in page for words in (done, natural, early)] == [True, True, True]
    browser_of("bob").post(url, {"ending": "natural"})
    pair.refresh_from_db()
    assert (pair.state, pair.ending) == ("ended", "natural")
    assert (
        Application.objects.get(role="mentee").state == "closed"
    )  # a natural end sends nobody back to the queue


@pytest.mark.requirement("R174")
def test_a_mentee_who_will_mentor_next_has_a_draft_of_an_application(
    browser_of: Browser, cast: Cast, pair: Partnership
) -> None:
    alice, url = browser_of("alice"), address("partnership-end", pair)
    assert "I would like to mentor somebody next" not in alice.get(url).content.decode()
    Member.objects.filter(pk=cast.alice.pk).update(years_experience=5)
    assert "I would like to mentor somebody next" in alice.get(url).content.decode()
    answer = alice.post(url, {"mentor_next": "on"})
    draft = Application.objects.get(role="mentor", member=cast.alice)
    assert draft.state == "draft"
    assert answer["Location"] == reverse("application-answers", args=[draft.pk])
    assert Partnership.objects.get(pk=pair.pk).state == "ended"


@pytest.mark.parametrize("ticked", [{}, {"mentor_next": ""}])
def test_without_that_wish_there_is_no_draft(
    browser_of: Browser, cast: Cast, pair: Partnership, ticked: dict[str, str]
) -> None:
    Member.objects.filter(pk=cast.alice.pk).update(years_experience=5)
    browser_of("alice").post(address("partnership-end", pair), ticked)
    assert not Application.objects.filter(role="mentor", member=cast.alice).exists()


def test_where_the_scheme_is_closed_nobody_is_asked_to_mentor_next(
    browser_of: Browser, cast: Cast, pair: Partnership
) -> None:
    Member.objects.filter(pk=cast.alice.pk).update(years_experience=5)
    Scheme.objects.update(is_open=False)
    page = browser_of("alice").get(address("partnership-end", pair)).content.decode()
    assert "I would like to mentor somebody next" not in page


def test_ending_by_the_mentor_puts_the_mentee_back_at_the_head(
    browser_of: Browser, pair: Partnership
) -> None:
    url = address("partnership-end", pair)
    browser = browser_of("bob")
    assert "Find me a new partner" not in browser.get(url).content.decode()
    browser.post(url)
    assert Application.objects.get(role="mentee").state == "waiting"


def test_an_ended_partnership_is_still_read_and_offers_no_change(
    browser_of: Browser, cast: Cast, pair: Partnership, first: Session
) -> None:
    end_partnership(pair, by=cast.bob.account, role="mentor")
    page = browser_of("alice").get(reverse("session", kwargs={"session_id": first.pk})).content.decode()
    assert "This partnership has ended." in page
    assert "We met" not in page
    assert "Put it back" not in page


@pytest.mark.parametrize(
    "route, button",
    [
        ("partnership-end", "End this partnership</button>"),
        ("partnership-pause", "Pause this partnership</button>"),
        ("partnership-tool", "Keep this</button>"),
    ],
)
def test_a_page_that_was_left_open_offers_nothing_after_the_end(
    browser_of: Browser, cast: Cast, pair: Partnership, route: str, button: str
) -> None:
    alice = browser_of("alice")
    assert button in alice.get(address(route, pair)).content.decode()
    end_partnership(pair, by=cast.bob.account, role="mentor")
    page = alice.get(address(route, pair)).content.decode()
    assert "This partnership has ended." in page
    assert button not in page


def test_a_pause_is_shown_and_can_be_undone(browser_of: Browser, pair: Partnership) -> None:
    browser = browser_of("alice")
    shown = browser.post(address("partnership-pause", pair), {"until": "2026-10-01"}, follow=True)
    assert "pauses until Thursday 1 October 2026" in shown.content.decode()
    assert "Undo" in shown.content.decode()
    browser.post(address("partnership-resume", pair))
    pair.refresh_from_db()
    assert pair.state == "active"


def test_a_pause_that_takes_a_time_off_says_so_and_offers_no_undo_that_would_leave_it_off(
    browser_of: Browser, cast: Cast, pair: Partnership, first: Session
) -> None:
    alice, soon = cast.alice.account, timezone.now() + timedelta(days=9)
    schedule_session(first, by=alice, role="mentee", starts_at=soon, minutes=60)
    browser = browser_of("alice")
    shown = browser.post(address("partnership-pause", pair), {"until": "2026-10-01"}, follow=True)
    assert "1 session has left both calendars." in shown.content.decode()
    assert "Undo" not in shown.content.decode()


@pytest.mark.parametrize("until, ends_first", [("2026-10-01", False), ("2027-03-01", True)])
def test_whoever_pauses_beyond_their_last_day_reads_that_it_comes_first(
    browser_of: Browser, physicists: Partnership, until: str, ends_first: bool
) -> None:
    Partnership.objects.filter(pk=physicists.pk).update(until=date(2027, 2, 1))
    browser = browser_of("alice")
    page = browser.get(address("partnership-pause", physicists)).content.decode()
    assert ">Monday 1 February 2027</time>. Before it you are both asked whether you go on" in page
    shown = browser.post(address("partnership-pause", physicists), {"until": until}, follow=True)
    assert ("Your last day, Monday 1 February 2027, comes first." in shown.content.decode()) is ends_first
    assert ("and resumes by itself on that day." in shown.content.decode()) is not ends_first
    mails = Mail.objects.filter(text__contains="pauses until")
    assert [("Your last day, Monday 1 February 2027, comes earlier" in mail.text) for mail in mails] == [
        ends_first
    ] * 2


def test_the_tool_is_chosen_from_the_schemes_or_in_own_words(browser_of: Browser, pair: Partnership) -> None:
    url = address("partnership-tool", pair)
    browser = browser_of("alice")
    for said, kept in (({"tool": "zoom"}, "zoom"), ({"tool": "other", "own": "A walk"}, "A walk")):
        browser.post(url, said)
        pair.refresh_from_db()
        assert pair.preferred_tool == kept


def test_a_session_is_added_and_leads_to_its_time(browser_of: Browser, pair: Partnership) -> None:
    url = address("partnership-sessions", pair)
    answer = browser_of("bob").post(url, {"target_on": "2027-03-10"})
    added = pair.sessions.get(number=7)
    assert answer["Location"] == reverse("session-time", kwargs={"session_id": added.pk})


def test_an_action_is_settled_by_either_and_can_be_opened_again(
    browser_of: Browser, cast: Cast, pair: Partnership
) -> None:
    action = agree_action(pair, by=cast.bob.account, role="mentor", text="Read")
    states = []
    for name, move in (("bob", "finish"), ("alice", "finish"), ("alice", "reopen"), ("alice", "drop")):
        browser_of(name).post(reverse("action-settle", kwargs={"action_id": action.pk, "move": move}))
        action.refresh_from_db()
        states.append(action.state)
    assert states == ["done", "done", "open", "dropped"]


def test_an_unknown_move_is_no_page(browser_of: Browser, cast: Cast, pair: Partnership) -> None:
    action = agree_action(pair, by=cast.bob.account, role="mentor", text="Read")
    url = reverse("action-settle", kwargs={"action_id": action.pk, "move": "explode"})
    assert browser_of("alice").post(url).status_code == 404


def test_an_action_past_its_day_waits_on_its_owner(
    browser_of: Browser, cast: Cast, pair: Partnership, clock: time_machine.Traveller
) -> None:
    agree_action(pair, by=cast.bob.account, role="mentor", text="Read", due_on=date(2026, 9, 3))
    clock.shift(timedelta(days=3))
    page = browser_of("bob").get(address("partnership", pair)).content.decode()
    theirs = page[page.index("On Alice") :]
    assert "An action is past its day." in theirs


def test_two_who_change_one_action_see_both_texts(browser_of: Browser, cast: Cast, pair: Partnership) -> None:
    action = agree_action(pair, by=cast.bob.account, role="mentor", text="First words")
    url = reverse("action", kwargs={"action_id": action.pk})
    said = {"owner": "mentee", "version": "1"}
    browser_of("bob").post(url, said | {"text": "Bob's words"})
    page = browser_of("alice").post(url, said | {"text": "Alice's words"}).content.decode()
    assert "Bob&#x27;s words" in page
    assert "Alice&#x27;s words" in page
    assert Action.objects.get().text.version == 2


def test_everyone_with_whom_one_works_costs_as_many_queries_for_three_as_for_one(
    browser_of: Browser, cast: Cast, pair: Partnership
) -> None:
    offered = Application.objects.get(role="mentor")
    set_capacity(offered, by=cast.bob.account, capacity=3)
    browser = browser_of("bob")
    counts = []
    for _ in range(3):
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(reverse("partnerships")).status_code == 200
        counts.append(len(queries))
        if len(counts) < 3:
            _introduce_another(cast, offered)
    assert counts[0] == counts[2]


def _introduce_another(cast: Cast, offered: Application) -> None:
    seeking = make_application(cast.scheme, make_member(cast.body), "mentee")
    introduce_pair(
        mentee_application=seeking,
        mentor_application=offered,
        definition=seeking.definition,
        by=None,
        now=datetime(2026, 9, 1, 9, 0, tzinfo=UTC),
    )


@pytest.mark.requirement("R73")
@pytest.mark.parametrize("name", ["carol", "erin", "frank", "visitor"])
def test_no_page_of_a_pair_opens_for_anybody_else(
    browser_of: Browser, cast: Cast, pair: Partnership, first: Session, name: str
) -> None:
    agree_action(pair, by=cast.bob.account, role="mentor", text="canary")
    action = Action.objects.get()
    known: dict[str, object] = {"partnership_id": pair.pk, "session_id": first.pk, "action_id": action.pk}
    known |= {"move": "finish", "version": 1, "side": "mentee"}
    browser = browser_of(name)
    tried = 0
    for route in ROUTES.values():
        wanted = {each for each in known if f":{each}>" in route.pattern}
        if PARTNER not in route.who or not wanted or not route.pattern.startswith(STARTS):
            continue
        url = reverse(route.name, kwargs={each: known[each] for each in wanted})
        for method in route.methods:
            answer = browser.generic(method, url)
            assert answer.status_code == (302 if name == "visitor" else 404), url
            assert b"canary" not in answer.content
            tried += 1
    assert tried > 25
    pair.refresh_from_db()
    assert pair.state == "introduced"


def test_another_pair_of_the_same_scheme_is_as_far_away(
    browser_of: Browser, cast: Cast, pair: Partnership, first: Session
) -> None:
    other = make_partnership(cast.scheme, make_member(cast.body), make_member(cast.body))
    theirs = other.sessions.get(number=1)
    for url in (address("partnership", other), reverse("session", kwargs={"session_id": theirs.pk})):
        assert browser_of("alice").get(url).status_code == 404


def test_settling_in_a_session_leads_back_to_it(
    browser_of: Browser, cast: Cast, pair: Partnership, first: Session
) -> None:
    action = agree_action(pair, by=cast.bob.account, role="mentor", text="Read", session=first)
    url = reverse("action-settle", kwargs={"action_id": action.pk, "move": "finish"})
    answer = browser_of("alice").post(url, {"back": "session"})
    assert answer["Location"] == reverse("session", kwargs={"session_id": first.pk})
    assert settle_action(action, by=cast.alice.account, role="mentee", move="finish").state == "done"


def test_before_the_session_the_page_offers_to_change_the_time(
    browser_of: Browser, cast: Cast, first: Session
) -> None:
    moment = datetime(2026, 9, 20, 12, 0, tzinfo=UTC)
    schedule_session(first, by=cast.bob.account, role="mentor", starts_at=moment, minutes=60)
    page = browser_of("alice").get(reverse("session", kwargs={"session_id": first.pk})).content.decode()
    assert "Change the time" in page
