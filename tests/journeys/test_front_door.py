"""The pages that anybody may see, in every browser that may come: wide, narrow, and without scripts."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, ViewportSize, expect

from tests.plugins.browser import DESKTOP, NARROW, PHONE, Check, Pages


@pytest.mark.parametrize("size", [DESKTOP, PHONE, NARROW], ids=["desktop", "phone", "narrow"])
def test_the_sign_in_page_is_right_at_every_width(
    pages: Pages, check_page: Check, size: ViewportSize
) -> None:
    page = pages.open(size)
    answer = page.goto(reverse("account_login"))
    assert answer
    assert answer.status == 200
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    pages.shoot(page, "sign-in")
    check_page(page)


def test_the_sign_in_form_says_what_to_do_without_scripts(
    page_without_scripts: Page, check_page: Check
) -> None:
    page_without_scripts.goto(reverse("account_login"))
    page_without_scripts.get_by_label("Email").fill("nobody@example.org")
    page_without_scripts.get_by_label("Password").fill("a wrong password")
    page_without_scripts.get_by_role("button", name="Sign in").click()
    expect(page_without_scripts.get_by_role("alert")).to_be_visible()


def test_a_page_that_is_not_there_says_so_on_a_phone(page_phone: Page, check_page: Check) -> None:
    answer = page_phone.goto("/there-is-no-such-page/")
    assert answer
    assert answer.status == 404
    check_page(page_phone)
