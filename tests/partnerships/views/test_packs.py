"""How a session is built, and a way to lead one that the two add to it."""

from collections.abc import Callable

import pytest
from django.test import Client

from alongside.partnerships.models import Partnership, Session
from tests.factories import Cast

Browser = Callable[[str], Client]
STEPS = "How this session is built"


def page_of(browser: Client, session: Session) -> str:
    answer = browser.get(f"/sessions/{session.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def second(physicists: Partnership) -> Session:
    """The second session of the physicists."""
    found: Session = physicists.sessions.get(number=2)
    return found


@pytest.mark.requirement("R87")
def test_the_steps_of_the_scheme_stand_on_every_session(
    physicists: Partnership, second: Session, browser_of: Browser
) -> None:
    alice = browser_of("alice")
    for session in (physicists.sessions.get(number=1), second):
        page = page_of(alice, session)
        steps = [f"<strong>{step.title}</strong>" for step in physicists.rules.conversation.steps]
        assert len(steps) == 5
        assert STEPS in page
        assert [page.index(step) for step in steps] == sorted(page.index(step) for step in steps)


@pytest.mark.requirement("R63")
def test_a_mentor_brings_a_way_of_coaching_to_one_session_alone(
    physicists: Partnership, second: Session, browser_of: Browser
) -> None:
    alice, bob = browser_of("alice"), browser_of("bob")
    answer = bob.post(f"/sessions/{second.pk}/pack/", {"pack": "grow"}, follow=True).content.decode()
    assert "“GROW” stands on this session" in answer
    page = page_of(alice, second)
    assert "A way to lead this session: GROW" in page
    assert "What would you do if nothing stood in the way?" in page
    assert STEPS not in page
    assert STEPS in page_of(alice, physicists.sessions.get(number=3))
    alice.post(f"/sessions/{second.pk}/pack/", {"pack": ""})
    assert STEPS in page_of(bob, second)


@pytest.mark.parametrize("pack", ["nonsense", "GROW", "grow\x00"])
def test_a_way_that_the_scheme_has_not_is_refused(second: Session, browser_of: Browser, pack: str) -> None:
    answer = browser_of("bob").post(f"/sessions/{second.pk}/pack/", {"pack": pack}, follow=True)
    assert "Your scheme has no such way to lead a session." in answer.content.decode()
    assert Session.objects.get(pk=second.pk).prompt_pack == ""


def test_a_session_that_is_over_takes_none(second: Session, browser_of: Browser, cast: Cast) -> None:
    Session.objects.filter(pk=second.pk).update(state="skipped")
    answer = browser_of("bob").post(f"/sessions/{second.pk}/pack/", {"pack": "grow"}, follow=True)
    assert "This session is over." in answer.content.decode()


def test_a_scheme_without_ways_shows_none(first: Session, browser_of: Browser) -> None:
    page = page_of(browser_of("alice"), first)
    assert STEPS not in page
    assert "Choose a way to lead this session" not in page
