"""The office's pages: dates, states and counts of its own body, and never what anybody wrote."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.partnerships.actions import (
    add_agenda_item,
    agree_action,
    end_partnership,
    give_feedback,
    hold_session,
    write_record,
)
from alongside.partnerships.models import Partnership, Session
from alongside.people.models import Account
from tests.factories import Cast, make_body, make_member, make_partnership, make_scheme, make_staff

Browser = Callable[[str], Client]
LIST = "/office/imi/partnerships/"


def test_the_list_shows_dates_states_and_counts(
    browser_of: Browser, cast: Cast, pair: Partnership, first: Session
) -> None:
    hold_session(first, by=cast.alice.account, role="mentee", minutes=60, held_on=date(2026, 9, 1))
    page = browser_of("carol").get(LIST).content.decode()
    for words in ("Alice Example", "Bob Example", "1 of 6", "1 Sep 2026", "Under way"):
        assert words in page


@pytest.mark.requirement("R253")
def test_whoever_matches_sees_what_both_seek_and_not_what_they_say_later(
    browser_of: Browser, cast: Cast, pair: Partnership, first: Session
) -> None:
    write_record(first, by=cast.alice.account, role="mentee", text="canary record")
    carol, said = browser_of("carol"), {"mentee": "lead a small team", "mentor": "with fresh eyes"}
    for application in (pair.mentee_application, pair.mentor_application):
        assert application is not None
        page = carol.get(
            reverse("office-application", args=[cast.body.slug, application.pk])
        ).content.decode()
        assert said[application.role] in page
        assert "canary" not in page


@pytest.mark.requirement("R73")
@pytest.mark.parametrize("name", ["carol", "dan"])
def test_nothing_a_pair_writes_is_on_any_office_page(
    browser_of: Browser, cast: Cast, pair: Partnership, first: Session, name: str
) -> None:
    alice = cast.alice.account
    hold_session(first, by=alice, role="mentee", minutes=60, held_on=date(2026, 9, 1))
    add_agenda_item(first, by=alice, role="mentee", text="canary agenda")
    write_record(first, by=alice, role="mentee", text="canary record")
    agree_action(pair, by=alice, role="mentee", text="canary action", session=first)
    give_feedback(first, by=alice, role="mentee", text="canary feedback")
    browser = browser_of(name)
    for url in (LIST, f"{LIST}{pair.pk}/"):
        page = browser.get(url).content.decode()
        assert "Alice Example" in page
        assert "canary" not in page


@pytest.mark.parametrize("name", ["alice", "bob", "erin", "frank", "grace", "tess"])
def test_whoever_is_not_the_office_finds_nothing(browser_of: Browser, pair: Partnership, name: str) -> None:
    browser = browser_of(name)
    for url in (LIST, f"{LIST}{pair.pk}/"):
        assert browser.get(url).status_code == 404


def test_a_partnership_of_another_body_is_not_there(browser_of: Browser, cast: Cast) -> None:
    scheme = cast.other_body.schemes.get()
    other = make_partnership(scheme, cast.frank, make_member(cast.other_body))
    assert browser_of("carol").get(f"{LIST}{other.pk}/").status_code == 404
    assert "Frank" not in browser_of("carol").get(LIST).content.decode()
    assert browser_of("carol").get("/office/other/partnerships/").status_code == 404


def test_words_and_state_narrow_the_list(browser_of: Browser, cast: Cast, pair: Partnership) -> None:
    other = make_partnership(cast.scheme, make_member(cast.body, "zoe"), make_member(cast.body, "yan"))
    end_partnership(other, by=cast.carol, role="office")
    browser = browser_of("carol")
    assert "Zoe" not in browser.get(LIST, {"words": "alice"}).content.decode()
    assert "Zoe" in browser.get(LIST, {"words": "example zoe"}).content.decode()
    ended = browser.get(LIST, {"state": "ended"}).content.decode()
    assert "Zoe Example" in ended
    assert "Alice Example" not in ended


def test_the_scheme_is_named_and_asked_for_only_where_there_are_several(
    browser_of: Browser, cast: Cast, pair: Partnership, sign_in: Callable[[Account | None], Client]
) -> None:
    carol, named = browser_of("carol"), f'<td data-label="Scheme">{cast.scheme.name}</td>'
    assert named in carol.get(LIST).content.decode()
    assert "Alice" not in carol.get(LIST, {"scheme": str(cast.other_scheme.pk)}).content.decode()
    body = make_body("third")
    only = make_scheme(body)
    make_partnership(only, make_member(body, "zoe"), make_member(body, "yan"))
    page = sign_in(make_staff(body, "cy", "coordinator")).get("/office/third/partnerships/").content.decode()
    assert "Zoe Example" in page
    assert only.name not in page


@pytest.mark.parametrize("sort", ["mentee", "-mentor", "held", "-held", "met", "-met", "introduced", "x'--"])
def test_every_order_answers(browser_of: Browser, pair: Partnership, sort: str) -> None:
    assert browser_of("carol").get(LIST, {"sort": sort}).status_code == 200


@pytest.mark.requirement("R27")
def test_a_lapsed_member_is_flagged_and_the_pair_goes_on(
    browser_of: Browser, cast: Cast, pair: Partnership
) -> None:
    cast.bob.status = "lapsed"
    cast.bob.save()
    page = browser_of("carol").get(LIST).content.decode()
    assert "Membership lapsed" in page
    pair.refresh_from_db()
    assert pair.state == "introduced"


def test_a_pair_without_a_date_stands_out(
    browser_of: Browser, cast: Cast, pair: Partnership, clock: time_machine.Traveller
) -> None:
    assert "No date" not in browser_of("carol").get(LIST).content.decode()
    clock.shift(timedelta(days=60))
    assert "No date" in browser_of("carol").get(LIST).content.decode()


def test_the_list_costs_as_many_queries_for_three_as_for_one(
    browser_of: Browser, cast: Cast, pair: Partnership
) -> None:
    browser = browser_of("carol")
    counts = []
    for _ in range(3):
        with CaptureQueriesContext(connection) as queries:
            browser.get(LIST)
        counts.append(len(queries))
        make_partnership(cast.scheme, make_member(cast.body), make_member(cast.body))
    assert counts[0] == counts[2]


@pytest.mark.requirement("R77")
def test_the_page_of_a_pair_says_that_it_ended_and_not_by_whom(
    browser_of: Browser, cast: Cast, pair: Partnership
) -> None:
    end_partnership(pair, by=cast.bob.account, role="mentor")
    url = reverse("office-partnership", kwargs={"body_slug": "imi", "partnership_id": pair.pk})
    page = browser_of("carol").get(url).content.decode()
    history = page[page.index("What happened") : page.index("</ol>", page.index("What happened"))]
    assert "ended" in history
    assert "Bob" not in history
