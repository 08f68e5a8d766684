"""A pair's pages in a real browser: on a phone and on a wide screen, without faults of any kind."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from alongside.partnerships.actions import (
    add_agenda_item,
    agree_action,
    give_feedback,
    hold_session,
    schedule_session,
    write_record,
)
from alongside.partnerships.models import Partnership
from tests.factories import make_cast, make_partnership
from tests.plugins.browser import DESKTOP, PHONE, Pages

Shoot = Callable[[Page, str], Path]


@pytest.fixture
def pair(server: str) -> Partnership:
    """Alice in London and Bob in New York, with one session held and one to come."""
    cast = make_cast()
    bob = cast.bob.account
    bob.time_zone = "America/New_York"
    bob.save()
    now = timezone.now()
    pair = make_partnership(cast.scheme, cast.alice, cast.bob, now=now - timedelta(days=20))
    first, second = pair.sessions.order_by("number")[:2]
    alice = cast.alice.account
    day = timezone.localdate() - timedelta(days=3)
    hold_session(first, by=alice, role="mentee", minutes=60, held_on=day)
    add_agenda_item(first, by=alice, role="mentee", text="How you became a head of department")
    write_record(first, by=bob, role="mentor", text="We talked about Alice's portfolio.\n\nShe will send it.")
    agree_action(
        pair, by=bob, role="mentor", text="Send the portfolio", session=first, due_on=day + timedelta(days=1)
    )
    give_feedback(first, by=bob, role="mentor", text="You came with clear questions.")
    starts_at = (now + timedelta(days=9)).replace(hour=17, minute=30, second=0, microsecond=0)
    schedule_session(
        second,
        by=bob,
        role="mentor",
        starts_at=starts_at,
        minutes=45,
        join_url="https://meet.example/alice-and-bob",
    )
    add_agenda_item(
        second,
        by=alice,
        role="mentee",
        text="What I want from the next five years",
        topic="career_progression",
    )
    add_agenda_item(second, by=bob, role="mentor", text="A course you may like")
    return pair


def addresses(pair: Partnership) -> dict[str, str]:
    first, second, third = pair.sessions.order_by("number")[:3]
    base = f"/partnerships/{pair.pk}/"
    return {
        "partnerships": "/partnerships/",
        "overview": base,
        "sessions": f"{base}sessions/",
        "actions": f"{base}actions/",
        "tool": f"{base}how-we-meet/",
        "pause": f"{base}pause/",
        "end": f"{base}end/",
        "session-held": f"/sessions/{first.pk}/",
        "session-dated": f"/sessions/{second.pk}/",
        "session-undated": f"/sessions/{third.pk}/",
        "time": f"/sessions/{third.pk}/time/",
        "met": f"/sessions/{second.pk}/met/",
        "record": f"/sessions/{first.pk}/record/",
        "feedback": f"/sessions/{first.pk}/feedback/",
    }


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_every_page_of_a_pair_is_without_fault(
    pages: Pages, check_page: Callable[[Page], None], pair: Partnership, shoot: Shoot, size: str
) -> None:
    page = pages.open(DESKTOP if size == "desktop" else PHONE, account=pair.mentee.account)
    for name, address in addresses(pair).items():
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        shoot(page, f"{size}-{name}")
        check_page(page)


def test_the_offices_pages_are_without_fault(
    pages: Pages, check_page: Callable[[Page], None], pair: Partnership, shoot: Shoot
) -> None:
    office = pair.scheme.body.office_roles.get(role="coordinator").account
    slug = pair.scheme.body.slug
    for size in (DESKTOP, PHONE):
        page = pages.open(size, account=office)
        for name, address in {
            "office-list": f"/office/{slug}/partnerships/",
            "office-one": f"/office/{slug}/partnerships/{pair.pk}/",
        }.items():
            page.goto(address)
            shoot(page, f"{size['width']}-{name}")
            check_page(page)


def test_a_pair_goes_from_introduction_to_we_met_on_a_phone_without_scripts(
    pages: Pages, server: str, shoot: Shoot
) -> None:
    cast = make_cast()
    pair = make_partnership(cast.scheme, cast.alice, cast.bob)
    first = pair.sessions.get(number=1)
    alice = pages.open(PHONE, account=cast.alice.account, scripts=False)
    alice.goto(f"/sessions/{first.pk}/time/")
    alice.get_by_label("Link to join").fill("https://meet.example/first")
    alice.get_by_role("button", name="Send the invitation").click()
    expect(alice.get_by_text("The invitation is on its way to both of you.")).to_be_visible()
    alice.get_by_label("What would you like to talk about?").fill("How you began")
    alice.get_by_role("button", name="Add to the agenda").click()
    bob = pages.open(PHONE, account=cast.bob.account, scripts=False)
    bob.goto(f"/sessions/{first.pk}/")
    expect(bob.get_by_text("How you began")).to_be_visible()
    expect(bob.get_by_role("link", name="https://meet.example/first")).to_be_visible()
    bob.get_by_role("button", name="We met").click()
    expect(bob.get_by_role("heading", name="You met on")).to_be_visible()
    bob.get_by_role("button", name="Undo").click()
    expect(bob.get_by_text("The session is planned again.")).to_be_visible()
    shoot(bob, "undone")


def test_an_hour_that_comes_twice_is_asked_again_on_the_page(
    pages: Pages, check_page: Callable[[Page], None], pair: Partnership, shoot: Shoot
) -> None:
    third = pair.sessions.get(number=3)
    page = pages.open(PHONE, account=pair.mentee.account)
    page.goto(f"/sessions/{third.pk}/time/")
    autumn = next(
        day
        for day in (timezone.localdate() + timedelta(days=offset) for offset in range(20, 400))
        if day.month == 10 and day.weekday() == 6 and day.day > 24
    )
    page.get_by_label("Day", exact=True).fill(autumn.isoformat())
    page.get_by_label("Time", exact=True).fill("01:30")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_label("01:30 GMT")).to_be_visible()
    shoot(page, "asked-again")
    check_page(page)
    page.get_by_label("01:30 GMT").check()
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_role("heading", name="at 01:30 GMT")).to_be_visible()
