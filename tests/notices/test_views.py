"""Choosing mails, and stopping a kind from its own mail."""

from datetime import time

import pytest
from django.test import Client

from alongside.notices.actions import wants_mail
from alongside.notices.models import Mail
from alongside.notices.stopping import stop_link
from alongside.people.models import Account

PAGE = "/settings/mail/"


@pytest.fixture
def browser(alice: Account) -> Client:
    """A browser in which Alice is signed in."""
    client = Client()
    client.force_login(alice)
    return client


def _path(account: Account, *kinds: str) -> str:
    return stop_link(account.pk, kinds).removeprefix("http://127.0.0.1:8000")


def test_a_visitor_is_asked_to_sign_in_first(db: None) -> None:
    assert Client().get(PAGE).status_code == 302


def test_only_optional_kinds_can_be_chosen(browser: Client) -> None:
    page = browser.get(PAGE).content.decode()
    assert ("Your sessions" in page, "Offers that need your answer" in page) == (True, False)


def test_a_kind_is_switched_off_and_on(browser: Client, alice: Account) -> None:
    browser.post(PAGE, {})
    off = wants_mail(alice, "session")
    browser.post(PAGE, {"kind-session": "on"})
    assert (off, wants_mail(alice, "session")) == (False, True)


def test_quiet_hours_are_kept(browser: Client, alice: Account) -> None:
    answer = browser.post(PAGE, {"quiet_from": "22:00", "quiet_until": "07:00"})
    alice.refresh_from_db()
    assert (answer.status_code, alice.quiet_from, alice.quiet_until) == (302, time(22), time(7))


@pytest.mark.parametrize(
    "start, end, words",
    [
        ("22:00", "", "Say until when nothing is sent"),
        ("", "07:00", "Say from when nothing is sent"),
        ("22:00", "22:00", "Choose another end"),
    ],
)
def test_half_a_quiet_time_is_asked_again_and_kept(browser: Client, start: str, end: str, words: str) -> None:
    page = browser.post(PAGE, {"quiet_from": start, "quiet_until": end}).content.decode()
    assert (words in page, f'value="{start or end}"' in page) == (True, True)


def test_opening_the_link_stops_nothing(alice: Account) -> None:
    page = Client().get(_path(alice, "session"))
    assert (page.status_code, wants_mail(alice, "session")) == (200, True)


def test_the_button_stops_the_kind_and_brings_it_back(alice: Account) -> None:
    Client().post(_path(alice, "session"))
    stopped = not wants_mail(alice, "session")
    Client().post(_path(alice, "session"), {"again": "1"})
    assert (stopped, wants_mail(alice, "session")) == (True, True)


def test_a_mail_programmes_own_button_stops_the_kind(alice: Account) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(_path(alice, "session"), {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, wants_mail(alice, "session")) == (200, False)


@pytest.mark.parametrize("kind", ["offer", "unheard-of"])
def test_the_link_stops_nothing_that_must_be_sent(alice: Account, kind: str) -> None:
    assert Client().post(_path(alice, kind)).status_code == 404


def test_a_link_that_was_altered_is_no_link(alice: Account) -> None:
    path = _path(alice, "session")
    assert Client().post(path.replace("/mail/stop/", "/mail/stop/x")).status_code == 404
    assert wants_mail(alice, "session")


def test_a_mail_that_waits_when_its_kind_is_stopped_never_leaves(alice: Account) -> None:
    Mail.objects.create(
        account=alice,
        address=alice.email,
        kind="session",
        event="e",
        text="x",
        subject="y",
        not_before="2026-11-21T00:00Z",
    )
    Client().post(_path(alice, "session"))
    assert Mail.objects.count() == 0
