"""Bringing a reflection and an entry of the log into CPD, in a real browser on a narrow phone."""

import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from alongside.cpd.actions import record_session_hours
from alongside.cpd.models import Record
from alongside.partnerships.actions.reflections import write_reflection
from alongside.partnerships.models import LearningEntry, Session
from tests.cpd.worlds import first_session, hold, introduced, make_entry
from tests.factories import make_cast
from tests.plugins.browser import NARROW, Pages

Check = Callable[[Page], None]


@pytest.fixture
def session(server: str) -> Session:
    """A session that Alice held and reflected on."""
    cast = make_cast()
    alice = cast.alice.account
    session = hold(first_session(introduced(cast)), by=alice)
    (chosen, *_) = session.partnership.rules.reflection.sets_for("mentee", "after_session")
    write_reflection(
        session.partnership,
        by=alice,
        role="mentee",
        occasion="after_session",
        prompt_set=chosen.key,
        answers={prompt.key: "I ask first and photograph later." for prompt in chosen.prompts},
        session=session,
    )
    record_session_hours(alice)
    return session


def test_words_typed_and_a_reflection_stand_together_until_they_are_saved(
    pages: Pages, check_page: Check, session: Session
) -> None:
    alice = session.partnership.mentee.account
    page = pages.open(NARROW, account=alice)
    page.goto(reverse("cpd-record", args=[Record.objects.get(owner=alice).pk]))
    page.get_by_label("What did you learn?").fill("My own words.")
    page.get_by_role("button", name=re.compile("^Begin from my reflection.*learn")).click()
    expect(page.get_by_label("What did you learn?")).to_have_value(
        "My own words.\n\nI ask first and photograph later."
    )
    pages.shoot(page, "record-from-reflection")
    check_page(page)
    page.get_by_role("button", name="Save this activity").click()
    expect(page.get_by_text("Your changes are saved.")).to_be_visible()


def test_an_entry_of_the_log_counts_with_its_hours(pages: Pages, check_page: Check, session: Session) -> None:
    make_entry(session.partnership)
    page = pages.open(NARROW, account=session.partnership.mentee.account)
    page.goto(reverse("learning", args=[session.partnership_id]))
    check_page(page)
    page.get_by_role("link", name="Count this towards my CPD").click()
    pages.shoot(page, "learning-to-count")
    check_page(page)
    page.get_by_label("How many hours?").fill("1.5")
    page.get_by_role("button", name="Add this activity").click()
    expect(page.get_by_text("Your entry counts towards your CPD.")).to_be_visible()
    assert Record.objects.filter(reference=LearningEntry.objects.get().pk).count() == 1
