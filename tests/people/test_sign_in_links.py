"""Signing in by a link from one's mail: the same for everybody until the mail is read, once, and never by a visit."""

import re
from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.notices.models import Mail
from alongside.people.actions import find_or_create_account
from alongside.people.models import Account, SignInLink
from alongside.people.sign_in_links import forget_old_links, send_sign_in_link, use_sign_in_link
from tests.plugins.races import Races

ASK = "/account/link/"


@pytest.fixture(autouse=True)
def fresh_rates(db: None) -> None:
    """Nobody has asked for anything yet."""
    cache.clear()


@pytest.fixture
def alice(db: None) -> Account:
    """Somebody with an account."""
    return find_or_create_account("alice@people.example", given_name="Alice")


def _link(address: str = "alice@people.example", **asked: str) -> str:
    Client().post(ASK, {"email": address, **asked})
    text = Mail.objects.latest("created_at").text
    found = re.search(r"http://127\.0\.0\.1:8000(/account/link/\S+/)", text)
    assert found is not None
    return found[1]


def _is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_button_signs_in_on_any_device(alice: Account) -> None:
    other_device = Client()
    answer = other_device.post(_link())
    assert (answer.status_code, _is_signed_in(other_device)) == (302, True)


def test_opening_the_link_signs_nobody_in_and_does_not_use_it_up(alice: Account) -> None:
    path, scanner = _link(), Client()
    first, second = scanner.get(path), scanner.get(path)
    reader = Client()
    reader.post(path)
    assert ([first.status_code, second.status_code], _is_signed_in(scanner), _is_signed_in(reader)) == (
        [200, 200],
        False,
        True,
    )


def test_the_link_works_once(alice: Account) -> None:
    path = _link()
    Client().post(path)
    second = Client()
    answer = second.post(path)
    assert (answer.status_code, _is_signed_in(second)) == (410, False)


def test_of_two_who_use_the_link_at_once_one_gets_in(races: Races) -> None:
    find_or_create_account("alice@people.example")
    token = _link().split("/")[-2]
    use = partial(use_sign_in_link, token, now=timezone.now())
    outcomes = [one.value is not None for one in races.at_once(use, use, use)]
    assert sorted(outcomes) == [False, False, True]


def test_the_link_works_for_a_quarter_of_an_hour(alice: Account) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        path = _link()
        clock.shift(timedelta(minutes=14, seconds=59))
        before = Client().get(path).status_code
        clock.shift(timedelta(seconds=2))
        assert (before, Client().get(path).status_code, Client().post(path).status_code) == (200, 410, 410)


def test_known_and_unknown_addresses_get_the_same_answer_by_the_same_steps(alice: Account) -> None:
    Client().post(ASK, {"email": "first-from-here@people.example"})
    answers, statements = [], []
    for address in (alice.email, "nobody@people.example"):
        with CaptureQueriesContext(
            connection,
        ) as seen:
            answer = Client().post(ASK, {"email": address})
        answers.append((answer.status_code, answer.headers["Location"], answer.content))
        statements.append([query["sql"].split(" ")[0] for query in seen.captured_queries])
    assert answers[0] == answers[1]
    assert statements[0] == statements[1]


def test_an_unknown_address_gets_a_mail_without_a_link(db: None) -> None:
    Client().post(ASK, {"email": "nobody@people.example"})
    mail = Mail.objects.get()
    assert (mail.address, "/account/link/" in mail.text) == ("nobody@people.example", False)


def test_an_account_that_was_closed_gets_no_link(alice: Account) -> None:
    Account.objects.update(is_active=False)
    Client().post(ASK, {"email": alice.email})
    assert "/account/link/" not in Mail.objects.get().text


def test_an_account_closed_after_the_mail_is_not_signed_in(alice: Account) -> None:
    path = _link()
    Account.objects.update(is_active=False)
    client = Client()
    assert (client.post(path).status_code, _is_signed_in(client)) == (410, False)


def test_the_address_is_found_however_it_is_written(alice: Account) -> None:
    assert _link(" Alice@People.Example ").startswith("/account/link/")


def test_one_address_is_written_to_a_few_times_only(alice: Account) -> None:
    codes = [Client().post(ASK, {"email": alice.email}).status_code for _ in range(5)]
    assert (codes, Mail.objects.count()) == ([302, 302, 302, 429, 429], 3)


def test_an_unknown_address_is_limited_just_the_same(db: None) -> None:
    codes = [Client().post(ASK, {"email": "nobody@people.example"}).status_code for _ in range(5)]
    assert codes == [302, 302, 302, 429, 429]


def test_one_machine_asks_for_a_few_addresses_only(db: None) -> None:
    codes = [Client().post(ASK, {"email": f"p{number}@people.example"}).status_code for number in range(22)]
    assert codes == [302] * 20 + [429] * 2


def test_a_second_factor_is_still_asked_for(alice: Account) -> None:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret  # noqa: PLC0415  only this test needs it

    TOTP.activate(alice, generate_totp_secret())
    client = Client()
    answer = client.post(_link())
    assert (answer.headers["Location"], _is_signed_in(client)) == ("/account/2fa/authenticate/", False)


def test_afterwards_comes_the_page_one_came_for(alice: Account) -> None:
    assert Client().post(_link(next="/settings/mail/")).headers["Location"] == "/settings/mail/"


@pytest.mark.parametrize(
    "next_page", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:x"]
)
def test_afterwards_never_comes_another_site(alice: Account, next_page: str) -> None:
    assert Client().post(_link(next=next_page)).headers["Location"] == "/"


def test_the_mail_is_forgotten_and_the_token_never_kept(alice: Account) -> None:
    token = _link().split("/")[-2]
    assert SignInLink.objects.filter(digest__contains=token).count() == 0


def test_a_wrong_address_is_asked_again_and_kept(db: None) -> None:
    page = Client().post(ASK, {"email": "alice at home"}).content.decode()
    assert ('value="alice at home"' in page, Mail.objects.count()) == (True, 0)


def test_links_that_have_run_out_are_forgotten(alice: Account) -> None:
    send_sign_in_link(alice.email, path="", now=timezone.now() - timedelta(hours=1))
    send_sign_in_link(alice.email, path="", now=timezone.now())
    forget_old_links(timezone.now())
    assert SignInLink.objects.count() == 1


def test_the_sign_in_page_offers_the_link_and_keeps_where_one_was_going(db: None) -> None:
    page = Client().get("/account/login/?next=/settings/mail/").content.decode()
    assert 'href="/account/link/?next=/settings/mail/"' in page


def test_the_pages_say_what_to_do(alice: Account) -> None:
    pages = [Client().get(path).content.decode() for path in (ASK, f"{ASK}sent/", _link(), f"{ASK}gone/")]
    words = ["Mail me a link", "Look in your mail", "Press the button", "Mail me a new link"]
    assert [word in page for word, page in zip(words, pages, strict=True)] == [True] * 4
