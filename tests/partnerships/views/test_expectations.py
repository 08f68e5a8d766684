"""The pages about expectations, as each of the cast."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.journal.models import Entry
from alongside.notices.models import Notice
from alongside.partnerships.actions import end_partnership
from alongside.partnerships.actions.expectations import clarify_expectation, state_expectation
from alongside.partnerships.actions.postponing import defer_expectation
from alongside.partnerships.models import Expectation, Partnership
from tests.factories import Cast
from tests.partnerships.conftest import INTRODUCED

Browser = Callable[[str], Client]
TODAY = INTRODUCED.date()


def state(pair: Partnership, role: str = "mentee", text: str = "We answer within two days.") -> Expectation:
    return state_expectation(pair, by=pair.account_of(role), role=role, text=text)


def page_of(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.requirement("R30", "R31")
@pytest.mark.parametrize("name", ["alice", "bob"])
def test_each_adds_their_own_and_the_other_reads_it(
    pair: Partnership, browser_of: Browser, name: str
) -> None:
    path = f"/partnerships/{pair.pk}/expectations/"
    browser_of(name).post(path, {"text": "We are honest & kind."})
    assert Expectation.objects.get().state == "stated"
    other = page_of(browser_of("bob" if name == "alice" else "alice"), path)
    assert "We are honest &amp; kind." in other
    assert "Waits for you" in other


@pytest.mark.requirement("R37", "R40")
def test_purpose_and_responsibility_are_in_sight_while_stating(
    pair: Partnership, browser_of: Browser
) -> None:
    page = page_of(browser_of("alice"), f"/partnerships/{pair.pk}/expectations/")
    assert "What do you expect?" in page
    assert "The scheme exists first of all to develop the junior partner." in page
    assert "is not solely responsible for the junior partner" in page
    assert "Both of you can read everything here, and nobody else." in page


@pytest.mark.requirement("R29")
def test_the_mentor_is_named_as_lead_and_can_hand_over(pair: Partnership, browser_of: Browser) -> None:
    path = f"/partnerships/{pair.pk}/expectations/"
    assert "Let Alice lead" in page_of(browser_of("bob"), path)
    assert "lead</button>" not in page_of(browser_of("alice"), path)
    browser_of("bob").post(f"{path}hand-over/")
    assert "Let Bob lead" in page_of(browser_of("alice"), path)


@pytest.mark.requirement("R33")
def test_two_people_agree_in_their_browsers(pair: Partnership, browser_of: Browser) -> None:
    expectation = state(pair)
    alice, bob, path = browser_of("alice"), browser_of("bob"), f"/expectations/{expectation.pk}/"
    bob.post(f"{path}clarify/", {"ask-text": "At weekends, too?"})
    alice.post(f"{path}clarify/", {"ask-text": "Working days only."})
    bob.post(f"{path}words/", {"words-text": "We answer within two working days.", "words-seen": "1"})
    page = page_of(alice, path)
    for words in (
        "At weekends, too?",
        "Working days only.",
        "We answer within two working days.",
        "We answer within two days.",
        "Accepted earlier words",
    ):
        assert words in page
    alice.post(f"{path}accept/", {"seen": "2"})
    assert "The words you agreed" in page_of(bob, path)
    assert Expectation.objects.get().state == "agreed"


def test_accepting_words_that_were_replaced_agrees_to_nothing(pair: Partnership, browser_of: Browser) -> None:
    expectation = state(pair)
    path = f"/expectations/{expectation.pk}/"
    browser_of("alice").post(f"{path}words/", {"words-text": "Quite other words.", "words-seen": "1"})
    answer = browser_of("bob").post(f"{path}accept/", {"seen": "1"}, follow=True)
    assert "has suggested other words in the meantime" in answer.content.decode()
    assert "Quite other words." in answer.content.decode()
    assert Expectation.objects.get().state == "stated"


def test_two_who_reword_at_once_see_both_texts(pair: Partnership, browser_of: Browser) -> None:
    expectation = state(pair)
    path = f"/expectations/{expectation.pk}/words/"
    browser_of("bob").post(path, {"words-text": "Bob's wording.", "words-seen": "1"})
    answer = browser_of("alice").post(path, {"words-text": "Alice's wording.", "words-seen": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert page.count("Bob&#x27;s wording.") == 1
    assert "Alice&#x27;s wording." in page
    assert "Both are kept" in page
    assert 'name="words-seen" value="2"' in page


@pytest.mark.requirement("R34", "R36")
def test_set_aside_it_leaves_the_list_and_can_be_opened_again(pair: Partnership, browser_of: Browser) -> None:
    expectation = state(pair)
    bob, path = browser_of("bob"), f"/expectations/{expectation.pk}/"
    bob.post(f"{path}set-aside/")
    page = page_of(bob, f"/partnerships/{pair.pk}/expectations/")
    assert page.index("Set aside") < page.index("We answer within two days.")
    assert "To settle" not in page
    bob.post(f"{path}reopen/")
    page = page_of(bob, path)
    assert "Bob set it aside as not applicable." in page
    assert "Bob opened it again." in page


@pytest.mark.requirement("R35")
def test_put_off_it_waits_with_its_day(pair: Partnership, browser_of: Browser) -> None:
    expectation = state(pair)
    path = f"/expectations/{expectation.pk}/"
    late = browser_of("bob").post(f"{path}later/", {"later-review_on": "2026-09-01"})
    assert "or a day after it" in late.content.decode()
    browser_of("bob").post(f"{path}later/", {"later-review_on": "2026-10-01"})
    page = page_of(browser_of("alice"), f"/partnerships/{pair.pk}/expectations/")
    assert "To be discussed later" in page
    assert "Thursday 1 October 2026" in page


@pytest.mark.requirement("R35")
def test_what_is_due_stands_on_the_page_of_the_next_session(pair: Partnership, browser_of: Browser) -> None:
    expectation = state(pair)
    account = pair.account_of("mentor")
    day = TODAY + timedelta(days=5)
    defer_expectation(expectation, by=account, role="mentor", review_on=day, today=TODAY)
    session = pair.sessions.get(number=1)
    assert "We answer within two days." not in page_of(browser_of("alice"), f"/sessions/{session.pk}/")
    Expectation.objects.update(review_on=TODAY)
    assert "We answer within two days." in page_of(browser_of("alice"), f"/sessions/{session.pk}/")


@pytest.mark.requirement("R35")
def test_that_it_was_put_off_is_told_until_it_is_settled(pair: Partnership, browser_of: Browser) -> None:
    expectation, path = state(pair), f"/partnerships/{pair.pk}/expectations/"
    Expectation.objects.update(review_on=TODAY)
    assert "was put off until" in page_of(browser_of("alice"), path)
    for name in ("alice", "bob"):
        browser_of(name).post(f"/expectations/{expectation.pk}/accept/", {"seen": "1"})
    page = page_of(browser_of("alice"), path)
    assert "Agreed" in page
    assert "put off" not in page


def test_after_the_end_nothing_is_offered_that_cannot_be_done(pair: Partnership, browser_of: Browser) -> None:
    for expectation in (state(pair), state(pair, "mentor", "We meet monthly.")):
        for name in ("alice", "bob"):
            browser_of(name).post(f"/expectations/{expectation.pk}/accept/", {"seen": "1"})
    path = f"/partnerships/{pair.pk}/expectations/"
    assert "You can add to them at any time." in page_of(browser_of("alice"), path)
    end_partnership(pair, by=pair.account_of("mentor"), role="mentor")
    page = page_of(browser_of("alice"), path)
    assert "2 expectations agreed." in page
    assert "You can add" not in page


@pytest.mark.requirement("R28")
def test_the_prompt_stands_on_the_partnerships_page_until_all_is_settled(
    pair: Partnership, browser_of: Browser
) -> None:
    alice, path = browser_of("alice"), f"/partnerships/{pair.pk}/"
    assert "Say what you expect of each other" in page_of(alice, path)
    own, theirs = state(pair), state(pair, "mentor", "We meet monthly.")
    assert "Answer an expectation" in page_of(alice, path)
    browser_of("bob").post(f"/expectations/{own.pk}/accept/", {"seen": "1"})
    alice.post(f"/expectations/{theirs.pk}/accept/", {"seen": "1"})
    assert "Answer an expectation" not in page_of(alice, path)
    assert "Say what you expect" not in page_of(alice, path)


def test_reading_the_list_takes_the_news_off_the_home_page(pair: Partnership, browser_of: Browser) -> None:
    state(pair)
    assert Notice.objects.filter(kind="sharing", cleared_at=None).count() == 1
    browser_of("bob").get(f"/partnerships/{pair.pk}/expectations/")
    assert Notice.objects.filter(kind="sharing", cleared_at=None).count() == 0


@pytest.mark.parametrize("name", ["carol", "dan", "erin", "frank", "grace", "tess"])
def test_nobody_else_finds_them(pair: Partnership, browser_of: Browser, name: str) -> None:
    expectation, browser = state(pair), browser_of(name)
    assert browser.get(f"/partnerships/{pair.pk}/expectations/").status_code == 404
    assert browser.get(f"/expectations/{expectation.pk}/").status_code == 404
    for step in ("clarify", "words", "accept", "set-aside", "later", "reopen"):
        assert browser.post(f"/expectations/{expectation.pk}/{step}/").status_code == 404


def test_after_the_end_it_can_be_read_and_not_changed(pair: Partnership, browser_of: Browser) -> None:
    expectation = state(pair)
    end_partnership(pair, by=pair.account_of("mentor"), role="mentor")
    page = page_of(browser_of("bob"), f"/expectations/{expectation.pk}/")
    assert "Accept these words" not in page
    answer = browser_of("bob").post(f"/expectations/{expectation.pk}/accept/", {"seen": "1"}, follow=True)
    assert "has ended" in answer.content.decode()


def test_pages_ask_as_often_for_three_as_for_one_and_open_once(
    cast: Cast, pair: Partnership, browser_of: Browser
) -> None:
    alice = browser_of("alice")
    expectation = state(pair)
    counts: dict[str, list[int]] = {}
    for _ in range(2):
        for path in (f"/partnerships/{pair.pk}/expectations/", f"/expectations/{expectation.pk}/"):
            alice.get(path)
            opened = Entry.objects.filter(move="open").count()
            with CaptureQueriesContext(connection) as captured:
                alice.get(path)
            counts.setdefault(path, []).append(len(captured))
            assert Entry.objects.filter(move="open").count() == opened + 1
        for _ in range(2):
            state(pair, "mentor")
            clarify_expectation(expectation, by=cast.bob.account, role="mentor", text="Why?")
    assert [one == three for one, three in counts.values()] == [True, True]
