"""Times that came to nothing: noted, counted, forgiven, and seen by nobody but the two."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from alongside.journal.models import Entry
from alongside.notices.models import Mail
from alongside.partnerships.actions import (
    hold_session,
    restore_session,
    schedule_session,
    skip_session,
    unschedule_session,
)
from alongside.partnerships.models import MissedTime, Partnership, Session
from tests.factories import Cast
from tests.reading import text_of

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]
NOON = datetime(2026, 9, 10, 12, 0, tzinfo=UTC)
HEADING = "When it did not work out"


def give_time(cast: Cast, session: Session, starts_at: datetime = NOON) -> Session:
    return schedule_session(session, by=cast.alice.account, role="mentee", starts_at=starts_at, minutes=60)


def sessions_page(client: Client, pair: Partnership) -> str:
    return text_of(client.get(reverse("partnership-sessions", args=[pair.pk])).content)


def say_missed(client: Client, session: Session, absent: str) -> str:
    url = reverse("session-missed", args=[session.pk])
    was_at = client.get(url).context["form"]["was_at"].value()
    return text_of(client.post(url, {"absent": absent, "was_at": was_at}, follow=True).content)


@pytest.mark.requirement("R155")
def test_who_was_not_there_and_what_was_given_up_late_is_counted_for_the_two_alone(
    cast: Cast, pair: Partnership, first: Session, browser_of: Browser, clock: time_machine.Traveller
) -> None:
    alice, bob = browser_of("alice"), browser_of("bob")
    assert HEADING not in sessions_page(alice, pair)
    give_time(cast, first)
    clock.move_to(NOON - timedelta(hours=5, minutes=1))
    alice.post(reverse("session-time-off", args=[first.pk]))
    give_time(cast, first, NOON + timedelta(days=1))
    clock.move_to(NOON + timedelta(days=1, hours=2))
    mails = Mail.objects.count()
    assert "Choose another time" in say_missed(bob, first, "mentee")
    for client in (alice, bob):
        page = sessions_page(client, pair)
        assert "1 time given up late, 1 time not there" in page
        assert "Bob Example Nothing came between" in page
        assert "Alice gave the time up 5 hours before." in page
        assert "Alice could not be there." in page
    assert Mail.objects.count() == mails
    for name in ("carol", "dan"):
        page = text_of(
            browser_of(name).get(reverse("office-partnership", args=[cast.body.slug, pair.pk])).content
        )
        assert "Alice Example" in page
        assert "given up" not in page
        assert "not there" not in page
    said = Entry.objects.filter(subject=first.pk).values_list("move", "facts")
    assert all("absent" not in str(entry) and "given" not in str(entry) for entry in said)


@pytest.mark.parametrize("hours, late", [(23, 1), (25, 0)])
def test_what_is_late_is_the_schemes_to_say(
    cast: Cast,
    pair: Partnership,
    first: Session,
    browser_of: Browser,
    clock: time_machine.Traveller,
    hours: int,
    late: int,
) -> None:
    give_time(cast, first)
    clock.move_to(NOON - timedelta(hours=hours))
    unschedule_session(first, by=cast.bob.account, role="mentor")
    page = sessions_page(browser_of("alice"), pair)
    assert ("1 time given up late" in page) == bool(late)
    assert ("1 time given up early enough" in page) == (not late)


def test_another_day_gives_the_old_one_up_and_another_hour_does_not(
    cast: Cast, first: Session, clock: time_machine.Traveller
) -> None:
    give_time(cast, first)
    clock.move_to(NOON - timedelta(hours=3))
    give_time(cast, first, NOON + timedelta(hours=2))
    assert not MissedTime.objects.exists()
    give_time(cast, first, NOON + timedelta(days=2))
    row = MissedTime.objects.get()
    assert (row.was_at, row.role, row.is_late(24)) == (NOON + timedelta(hours=2), "mentee", True)
    give_time(cast, first, NOON + timedelta(hours=2))
    assert [row.was_at for row in MissedTime.objects.all()] == [NOON + timedelta(days=2)]


def test_undoing_leaves_nothing_behind(cast: Cast, first: Session, clock: time_machine.Traveller) -> None:
    give_time(cast, first)
    clock.move_to(NOON - timedelta(hours=1))
    skip_session(first, by=cast.alice.account, role="mentee")
    assert MissedTime.objects.count() == 1
    restore_session(first, by=cast.alice.account, role="mentee")
    assert not MissedTime.objects.exists()


def test_saying_it_twice_notes_it_once_and_nobody_need_be_counted(
    cast: Cast, first: Session, browser_of: Browser, clock: time_machine.Traveller
) -> None:
    give_time(cast, first)
    clock.move_to(NOON + timedelta(hours=2))
    alice, bob = browser_of("alice"), browser_of("bob")
    url = reverse("session-missed", args=[first.pk])
    was_at = bob.get(url).context["form"]["was_at"].value()
    for client, absent in ((bob, "mentee"), (bob, "mentee"), (alice, "mentor")):
        assert client.post(url, {"absent": absent, "was_at": was_at}).status_code == 302
    assert [(row.role, row.kind) for row in MissedTime.objects.all()] == [("mentee", "absent")]
    give_time(cast, first, NOON + timedelta(days=3))
    clock.move_to(NOON + timedelta(days=4))
    say_missed(alice, first, "nobody")
    assert MissedTime.objects.count() == 1
    first.refresh_from_db()
    assert (first.state, first.starts_at) == ("planned", None)


def test_the_other_one_takes_it_off_and_whoever_gave_it_up_cannot(
    cast: Cast, pair: Partnership, first: Session, browser_of: Browser, clock: time_machine.Traveller
) -> None:
    give_time(cast, first)
    clock.move_to(NOON - timedelta(hours=1))
    alice, bob = browser_of("alice"), browser_of("bob")
    alice.post(reverse("session-time-off", args=[first.pk]))
    url, row = reverse("session-forgive", args=[first.pk]), MissedTime.objects.get()
    assert "Count it no more" not in sessions_page(alice, pair)
    assert "Your partner can take this off" in text_of(
        alice.post(url, {"missed": row.pk}, follow=True).content
    )
    assert "Count it no more" in sessions_page(bob, pair)
    assert "It is counted no more." in text_of(bob.post(url, {"missed": row.pk}, follow=True).content)
    assert HEADING not in sessions_page(bob, pair)
    assert bob.post(url, {"missed": "nonsense"}).status_code == 302


def test_a_session_whose_time_is_still_ahead_has_nothing_to_note(
    cast: Cast, first: Session, browser_of: Browser
) -> None:
    give_time(cast, first)
    bob, url = browser_of("bob"), reverse("session-missed", args=[first.pk])
    assert "no time that has passed" in text_of(bob.get(url).content)
    said = {"absent": "mentee", "was_at": bob.get(url).context["form"]["was_at"].value()}
    assert "Its time has not come yet." in text_of(bob.post(url, said, follow=True).content)
    assert bob.post(url, {"absent": "mentee", "was_at": "soon"}).status_code == 200
    first.refresh_from_db()
    assert first.starts_at == NOON


def test_who_gives_a_time_up_late_is_told_before(
    cast: Cast, first: Session, browser_of: Browser, clock: time_machine.Traveller
) -> None:
    give_time(cast, first)
    page = reverse("session", args=[first.pk])
    assert "given up late" not in text_of(browser_of("alice").get(page).content)
    clock.move_to(NOON - timedelta(hours=3))
    assert "given up late" in text_of(browser_of("alice").get(page).content)
    clock.move_to(NOON + timedelta(hours=3))
    assert "We did not meet" in text_of(browser_of("alice").get(page).content)


def test_a_meeting_that_was_held_at_another_time_counts_nothing(
    cast: Cast, first: Session, clock: time_machine.Traveller
) -> None:
    give_time(cast, first)
    clock.move_to(NOON - timedelta(hours=3))
    hold_session(first, by=cast.alice.account, role="mentee", minutes=60, held_on=NOON.date())
    assert not MissedTime.objects.exists()
