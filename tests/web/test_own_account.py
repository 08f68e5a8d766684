"""Looking after one's own account: what each step says, and the mail it sends."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django import forms
from django.test import Client

from alongside.notices.models import Mail
from alongside.people.models import Account

pytestmark = pytest.mark.django_db
FIRST, SECOND = "a quiet notebook for two", "a louder notebook for two"


@pytest.fixture
def alice() -> Account:
    account = Account.objects.create_user("alice@people.example", FIRST)
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    return account


@pytest.fixture
def browser(alice: Account) -> Client:
    client = Client()
    client.force_login(alice)
    return client


def said(client: Client, path: str, data: dict[str, str]) -> str:
    """What the page after a form announces, or the first thing to put right."""
    page = client.post(path, data, follow=True).text
    found = re.search(
        r'class="message-text">(.*?)</span>|class="error-summary".*?<li>(.*?)</li>', page, re.DOTALL
    )
    return re.sub(r"<[^>]+>", "", found[1] or found[2]).strip() if found else ""


def last_mail() -> Mail:
    return Mail.objects.latest("created_at")


def link_in(mail: Mail) -> str:
    found = re.search(r"https?://[^/]+(/\S+)", mail.text)
    assert found
    return found[1]


def test_a_new_address_is_added_confirmed_and_made_the_main_one(browser: Client, alice: Account) -> None:
    path, new = "/account/email/", {"email": "new@people.example"}
    assert said(browser, path, {**new, "action_add": ""}) == (
        "We have sent a mail to that address. Follow its link to confirm it."
    )
    assert last_mail().subject == "Confirm your address"
    assert said(browser, path, {**new, "action_primary": ""}) == (
        "Confirm the address before you make it your main one."
    )
    assert said(browser, link_in(last_mail()), {}) == "Your address is confirmed."
    assert said(browser, path, {**new, "action_primary": ""}) == "Your main address is changed."
    assert said(browser, path, {**new, "action_remove": ""}) == (
        "Choose another main address first: every account keeps one."
    )
    assert (
        said(browser, path, {"email": "alice@people.example", "action_remove": ""})
        == "The address is removed."
    )


def test_opening_the_link_of_a_mail_confirms_nothing_yet(browser: Client, alice: Account) -> None:
    browser.post("/account/email/", {"email": "new@people.example", "action_add": ""})
    page = browser.get(link_in(last_mail())).text
    assert "Is this your address?" in page
    assert not EmailAddress.objects.get(email="new@people.example").verified


def test_an_address_of_another_account_is_refused(browser: Client, alice: Account) -> None:
    browser.post("/account/email/", {"email": "new@people.example", "action_add": ""})
    other = Account.objects.create_user("other@people.example")
    EmailAddress.objects.create(user=other, email="new@people.example", verified=True, primary=False)
    assert "This address is in use" in browser.get(link_in(last_mail())).text


def test_a_password_is_changed(browser: Client) -> None:
    change = {"oldpassword": FIRST, "password1": SECOND, "password2": SECOND}
    assert said(browser, "/account/password/change/", change) == "Your password is changed."


def test_a_first_password_is_chosen() -> None:
    client = Client()
    client.force_login(Account.objects.create_user("new@people.example"))
    chosen = {"password1": SECOND, "password2": SECOND}
    assert said(client, "/account/password/set/", chosen) == "You have a password now."


def test_a_forgotten_password_is_replaced_by_mail(alice: Account) -> None:
    client = Client()
    client.post("/account/password/reset/", {"email": alice.email})
    assert last_mail().subject == "Choose a new password"
    form = client.get(link_in(last_mail()), follow=True)
    assert "Choose a new password" in form.text
    done = client.post(form.redirect_chain[-1][0], {"password1": SECOND, "password2": SECOND}, follow=True)
    assert "The old one no longer works." in done.text
    alice.refresh_from_db()
    assert alice.check_password(SECOND)


def test_an_unknown_address_gets_the_same_page_and_a_mail_that_says_so(alice: Account) -> None:
    pages = [
        Client().post("/account/password/reset/", {"email": email}, follow=True).text
        for email in (alice.email, "nobody@people.example")
    ]
    assert len({re.sub(r'value="\w{64}"', "", page) for page in pages}) == 1
    assert (last_mail().address, last_mail().subject) == (
        "nobody@people.example",
        "No account with this address",
    )


def test_somebody_with_an_app_may_say_it_is_them_by_its_code(browser: Client, alice: Account) -> None:
    secret = generate_totp_secret()
    TOTP.activate(alice, secret)
    assert "Is it still you?" in browser.get("/account/2fa/reauthenticate/").text
    code = str(format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))
    response = browser.post("/account/2fa/reauthenticate/", {"code": code, "next": "/account/2fa/"})
    assert response.headers["Location"] == "/account/2fa/"


def test_several_forms_are_drawn_one_after_the_other() -> None:
    class Line(forms.Form):
        name = forms.CharField()

    drawn = str(forms.formset_factory(Line, extra=2)())
    assert drawn.count('<label class="label"') == 2
    assert 'name="form-TOTAL_FORMS"' in drawn
