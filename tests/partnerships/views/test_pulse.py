"""The page of a pulse, as each of the cast."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.partnerships.actions import hold_session
from alongside.partnerships.models import Partnership, Pulse, Session
from tests.factories import Cast, make_member, make_partnership

Browser = Callable[[str], Client]
CLEAR = "It is clear to me what we expect of each other."
DIFFERENT = "You two see this differently"


@pytest.fixture
def held(cast: Cast, first: Session) -> Session:
    """The first session, after which the scheme asks."""
    return hold_session(first, by=cast.alice.account, role="mentee", minutes=60, held_on=date(2026, 9, 1))


def said(clarity: int, worth: int = 4, line: str = "") -> dict[str, str]:
    return {"score_clarity": str(clarity), "score_worth": str(worth), "line": line}


def path_of(session: Session) -> str:
    return f"/sessions/{session.pk}/pulse/"


def page_of(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.requirement("R57")
def test_both_are_asked_and_both_see_where_they_differ(
    held: Session, pair: Partnership, browser_of: Browser
) -> None:
    alice, bob = browser_of("alice"), browser_of("bob")
    for browser in (alice, bob):
        assert CLEAR in page_of(browser, path_of(held))
    alice.post(path_of(held), said(5, line="canary line"))
    assert DIFFERENT not in page_of(alice, path_of(held))
    bob.post(path_of(held), said(2))
    following = pair.sessions.get(number=2)
    for browser in (alice, bob):
        for path in (path_of(held), f"/sessions/{held.pk}/", f"/sessions/{following.pk}/"):
            page = page_of(browser, path)
            difference = page[page.index(DIFFERENT) :]
            assert f"<li>“{CLEAR}”</li>" in difference[: difference.index("</ul>")]
            assert "worth the time" not in difference[: difference.index("</ul>")]


@pytest.mark.requirement("R78")
def test_a_low_answer_is_met_with_help_that_the_partner_does_not_see(
    held: Session, pair: Partnership, browser_of: Browser
) -> None:
    alice, bob = browser_of("alice"), browser_of("bob")
    alice.post(path_of(held), said(3))
    assert "Ask your office for a word" not in page_of(alice, path_of(held))
    alice.post(path_of(held), said(2))
    page = page_of(alice, path_of(held))
    assert f'href="/partnerships/{pair.pk}/quiet-word/"' in page
    assert f'href="/partnerships/{pair.pk}/end/"' in page
    assert "without giving a reason" in page
    bob.post(path_of(held), said(5))
    assert "You marked something low" not in page_of(bob, path_of(held))
    assert "You marked something low" in page_of(alice, path_of(held))


def test_where_they_agree_nothing_is_made_of_it(held: Session, browser_of: Browser) -> None:
    alice, bob = browser_of("alice"), browser_of("bob")
    alice.post(path_of(held), said(4))
    bob.post(path_of(held), said(3))
    assert "see it much the same way" in page_of(alice, path_of(held))
    assert DIFFERENT not in page_of(alice, f"/sessions/{held.pk}/")


def test_nobody_but_the_author_reads_an_answer(held: Session, pair: Partnership, browser_of: Browser) -> None:
    alice, bob = browser_of("alice"), browser_of("bob")
    alice.post(path_of(held), said(1, line="canary line"))
    assert "canary line" in page_of(alice, path_of(held))
    assert "checked" not in page_of(bob, path_of(held))
    bob.post(path_of(held), said(5))
    assert "1 of 5" in page_of(alice, path_of(held))
    for path in (path_of(held), f"/sessions/{held.pk}/", f"/partnerships/{pair.pk}/"):
        page = page_of(bob, path)
        assert ("canary" in page, "1 of 5" in page) == (False, False)
    office = page_of(browser_of("carol"), f"/office/imi/partnerships/{pair.pk}/")
    assert ("2 of 2 answered" in office, "canary" in office, DIFFERENT in office) == (True, False, False)


@pytest.mark.parametrize("name", ["carol", "dan", "erin", "frank", "grace", "tess"])
def test_nobody_else_finds_the_page(held: Session, browser_of: Browser, name: str) -> None:
    browser = browser_of(name)
    assert browser.get(path_of(held)).status_code == 404
    assert browser.post(path_of(held), said(4)).status_code == 404


def test_it_can_be_skipped_and_is_not_asked_again(
    held: Session, pair: Partnership, browser_of: Browser
) -> None:
    alice, home = browser_of("alice"), f"/partnerships/{pair.pk}/"
    assert "Say how it is going, or skip it." in page_of(alice, home)
    alice.post(path_of(held), {"skip": "1"})
    page = page_of(alice, home)
    assert "Say how it is going, or skip it." not in page[: page.index("waits-partner")]
    assert "Skip this" not in page_of(alice, path_of(held))


def test_a_question_left_out_is_asked_again_and_the_line_is_kept(held: Session, browser_of: Browser) -> None:
    answer = browser_of("alice").post(path_of(held), {"score_clarity": "4", "line": "My line"})
    page = answer.content.decode()
    assert ("Choose a number, or skip all of this." in page, "My line" in page) == (True, True)
    assert not Pulse.objects.exists()


def test_a_second_thought_after_both_answered_changes_nothing(held: Session, browser_of: Browser) -> None:
    alice, bob = browser_of("alice"), browser_of("bob")
    alice.post(path_of(held), said(4))
    bob.post(path_of(held), said(4))
    page = alice.post(path_of(held), said(1), follow=True).content.decode()
    assert "both answers stay as they are" in page
    assert "1 of 5" not in page
    assert "Change my answers" not in page


def test_where_nothing_is_asked_the_page_leads_back(pair: Partnership, browser_of: Browser) -> None:
    second = pair.sessions.get(number=2)
    for answer in (
        browser_of("alice").get(path_of(second), follow=True),
        browser_of("alice").post(path_of(second), {"skip": "1"}, follow=True),
    ):
        assert answer.redirect_chain == [(f"/sessions/{second.pk}/", 302)]
        assert "Nothing is asked about this session." in answer.content.decode()


def test_the_list_of_partnerships_asks_as_often_for_three_as_for_one(
    cast: Cast, held: Session, browser_of: Browser
) -> None:
    alice, counts = browser_of("alice"), []
    alice.post(path_of(held), said(4))
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            alice.get("/partnerships/")
        counts.append(len(captured))
        for mentee in (make_member(cast.body), make_member(cast.body)):
            other = make_partnership(cast.scheme, mentee, make_member(cast.body))
            session = other.sessions.get(number=1)
            hold_session(session, by=mentee.account, role="mentee", minutes=60, held_on=date(2026, 9, 1))
    assert counts[0] == counts[1]
