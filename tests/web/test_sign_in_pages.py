"""Signing in and looking after one's account, in a real browser: axe, a phone's width, and our strict policy."""

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Page, expect

from alongside.people.models import Account
from tests.plugins.browser import DESKTOP, PHONE, Pages

PASSWORD = "a quiet notebook for two"
Check = Callable[[Page], None]


@pytest.fixture
def account(server: str) -> Account:
    account = Account.objects.create_user("alice@people.example", PASSWORD, given_name="Alice")
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    return account


def sign_in(page: Page) -> None:
    page.goto("/account/login/?next=/account/email/")
    page.get_by_label("Email", exact=True).fill("alice@people.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your email address")


VISITORS_PAGES = {
    "/account/login/": "Sign in",
    "/account/signup/": "Your account comes from your body",
    "/account/password/reset/": "Choose a new password",
    "/account/password/reset/done/": "Look in your mail",
    "/account/password/reset/key/x-y/": "This link has been used or is too old",
    "/account/confirm-email/": "Look in your mail",
    "/account/confirm-email/nothing/": "This link has been used or is too old",
    "/account/inactive/": "This account is closed",
}


@pytest.mark.parametrize("path,heading", VISITORS_PAGES.items())
def test_a_visitors_page_is_sound(pages: Pages, check_page: Check, path: str, heading: str) -> None:
    page = pages.open(PHONE)
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    check_page(page)


def test_a_wrong_password_is_explained_and_what_was_typed_stays(pages: Pages, check_page: Check) -> None:
    page = pages.open(PHONE)
    page.goto("/account/login/")
    page.get_by_label("Email", exact=True).fill("nobody@people.example")
    page.get_by_label("Password", exact=True).fill("wrong")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.get_by_label("Email", exact=True)).to_have_value("nobody@people.example")
    check_page(page)


OWN_PAGES = {
    "/account/email/": "Your email address",
    "/account/password/change/": "Change your password",
    "/account/2fa/": "Safer sign-in",
    "/account/logout/": "Sign out on this device?",
}


@pytest.mark.parametrize("path,heading", OWN_PAGES.items())
def test_a_page_of_ones_own_account_is_sound(
    pages: Pages, account: Account, check_page: Check, path: str, heading: str
) -> None:
    page = pages.open(PHONE, account=account)
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    check_page(page)


def test_somebody_without_a_password_may_choose_one(pages: Pages, check_page: Check, server: str) -> None:
    newcomer = Account.objects.create_user("new@people.example")
    page = pages.open(PHONE, account=newcomer)
    page.goto("/account/password/change/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Choose a password")
    check_page(page)


def test_a_second_step_by_app_is_set_up_used_and_given_up(
    pages: Pages, account: Account, check_page: Check
) -> None:
    page = pages.open(PHONE)
    sign_in(page)
    page.goto("/account/2fa/totp/activate/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Is it still you?")
    check_page(page)
    say_it_is_me(page)
    check_page(page)
    page.get_by_label("Authenticator code").fill("000000")
    page.get_by_role("button", name="Use this app").click()
    expect(page.get_by_role("alert")).to_contain_text("Type the six digits that your app shows now")
    page.get_by_label("Authenticator code").fill(current_code(page.locator(".secret").inner_text()))
    page.get_by_role("button", name="Use this app").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    check_page(page)
    recovery_code = page.locator(".codes li").first.inner_text()

    elsewhere = pages.open(PHONE)
    elsewhere.goto("/account/login/?next=/account/email/")
    elsewhere.get_by_label("Email", exact=True).fill("alice@people.example")
    elsewhere.get_by_label("Password", exact=True).fill(PASSWORD)
    elsewhere.get_by_role("button", name="Sign in", exact=True).click()
    expect(elsewhere.get_by_role("heading", level=1)).to_have_text("The second step")
    check_page(elsewhere)
    elsewhere.get_by_label("Code").fill(recovery_code)
    elsewhere.get_by_role("button", name="Sign in", exact=True).click()
    elsewhere.wait_for_url("**/account/email/")

    page.goto("/account/2fa/recovery-codes/generate/")
    check_page(page)
    page.get_by_role("button", name="Make new codes").click()
    page.goto("/account/2fa/totp/deactivate/")
    check_page(page)
    page.get_by_role("button", name="Stop using the app").click()
    expect(page.locator(".messages")).to_contain_text("The authenticator app is no longer asked for.")


def test_a_passkey_is_added_renamed_used_and_removed(
    pages: Pages, account: Account, check_page: Check
) -> None:
    pages.address = pages.address.replace(
        "127.0.0.1", "localhost"
    )  # a passkey belongs to a name, not to a number
    page = pages.open(DESKTOP)
    give_authenticator(page)
    sign_in(page)
    page.goto("/account/2fa/webauthn/add/")
    say_it_is_me(page)
    check_page(page)
    expect(page.get_by_label("Name")).to_have_value("Passkey 1")
    page.get_by_label("Name").fill("My phone")
    page.get_by_label("Let it sign me in by itself").check()
    page.get_by_role("button", name="Add this passkey").click()
    page.wait_for_url("**/account/2fa/recovery-codes/")

    page.goto("/account/2fa/webauthn/")
    check_page(page)
    page.get_by_role("link", name="Rename My phone").click()
    check_page(page)
    page.get_by_label("Name").fill("Old phone")
    page.get_by_role("button", name="Keep this name").click()

    sign_out(page)
    page.goto("/account/login/?next=/account/email/")
    page.get_by_role("button", name="Use my passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your email address")

    page.goto("/account/2fa/webauthn/")
    page.get_by_role("link", name="Remove Old phone").click()
    page.get_by_role("link", name="Use my passkey").click()
    check_page(page)
    page.get_by_role("button", name="Use my passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Remove “Old phone”?")
    check_page(page)
    page.get_by_role("button", name="Remove this passkey").click()
    expect(page.locator(".messages")).to_contain_text("The passkey is removed.")


def say_it_is_me(page: Page) -> None:
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="It is me").click()


def give_authenticator(page: Page) -> None:
    """A key that Chromium itself pretends to hold, and whose owner always agrees."""
    wire = page.context.new_cdp_session(page)
    wire.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    agreeing = {"hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True}
    wire.send("WebAuthn.addVirtualAuthenticator", {"options": options | agreeing})


def sign_out(page: Page) -> None:
    page.goto("/account/logout/")
    page.locator("main").get_by_role("button", name="Sign out").click()


def current_code(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret.strip(), next(yield_hotp_counters_from_time()))))
