"""The pulse in a real browser on a narrow phone: three taps, then what the two see differently."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from alongside.partnerships.actions import hold_session
from alongside.partnerships.actions.pulse import answer_pulse
from alongside.partnerships.models import Session
from tests.factories import make_cast, make_partnership
from tests.plugins.browser import NARROW, Pages

Shoot = Callable[[Page, str], Path]


@pytest.fixture
def held(server: str) -> Session:
    """The first session of Alice and Bob, held yesterday; Bob has said how it is going."""
    cast = make_cast()
    pair = make_partnership(cast.scheme, cast.alice, cast.bob, now=timezone.now() - timedelta(days=20))
    day = timezone.localdate() - timedelta(days=1)
    first = pair.sessions.get(number=1)
    session = hold_session(first, by=cast.alice.account, role="mentee", minutes=60, held_on=day)
    answer_pulse(session, by=cast.bob.account, role="mentor", scores={"clarity": 2, "worth": 5})
    return session


def test_three_taps_show_where_the_two_differ(
    pages: Pages, check_page: Callable[[Page], None], held: Session, shoot: Shoot
) -> None:
    page = pages.open(NARROW, account=held.partnership.mentee.account)
    page.goto(f"/sessions/{held.pk}/pulse/")
    shoot(page, "pulse")
    check_page(page)
    for question, score in (("It is clear to me", "5, fully"), ("Our sessions are worth", "4")):
        page.get_by_role("group", name=question).get_by_label(score).check()
    page.get_by_role("button", name="Answer").click()
    expect(page.get_by_text("You two see this differently")).to_be_visible()
    shoot(page, "pulse-differing")
    check_page(page)
    page.goto(f"/sessions/{held.pk}/")
    shoot(page, "pulse-session")
    check_page(page)
