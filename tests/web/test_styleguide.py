"""The style guide shows every part, and every part is sound at every width, in light and in dark."""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, ViewportSize, expect
from pytest_django import Settings

from tests.plugins.browser import DESKTOP, Pages

SMALLEST: ViewportSize = {"width": 320, "height": 640}
PATHS = ["/styleguide/", "/styleguide/forms/", "/styleguide/problems/", "/styleguide/confirm/"]
Check = Callable[[Page], None]


@pytest.fixture
def shown(settings: Settings) -> None:
    settings.DEMO = True


@pytest.mark.django_db
@pytest.mark.parametrize("path", PATHS)
def test_there_is_no_style_guide_outside_the_demo(path: str) -> None:
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize("size", [DESKTOP, SMALLEST], ids=["desktop", "smallest"])
@pytest.mark.parametrize("path", PATHS)
def test_every_part_is_sound(
    shown: None, pages: Pages, check_page: Check, path: str, size: ViewportSize
) -> None:
    page = pages.open(size)
    page.goto(path)
    check_page(page)


def test_the_summary_of_problems_has_the_focus_and_leads_to_the_field(
    shown: None, page_without_scripts: Page
) -> None:
    page_without_scripts.goto("/styleguide/problems/")
    expect(page_without_scripts.locator(".error-summary")).to_be_focused()
    page_without_scripts.get_by_role("link", name="Choose an answer to “How would you like to meet?”").click()
    assert page_without_scripts.url.endswith("#id_meet_0")


def test_words_are_counted_while_they_are_written(shown: None, page_phone: Page) -> None:
    page_phone.goto("/styleguide/forms/")
    page_phone.get_by_label("What do you hope to get").fill("to grow " * 151)
    expect(page_phone.locator('[data-counts="id_hopes"]')).to_have_text("302 of 300 words, 2 too many")


def test_a_chosen_look_holds_on_the_next_page(shown: None, page_phone: Page) -> None:
    page_phone.goto("/styleguide/")
    page_phone.get_by_role("button", name="Dark").click()
    page_phone.wait_for_url("**/styleguide/")
    page_phone.goto("/styleguide/confirm/")
    expect(page_phone.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
    assert page_phone.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 24, 31)"


def test_the_first_tab_leads_past_the_header(shown: None, page_desktop: Page) -> None:
    page_desktop.goto("/styleguide/")
    page_desktop.keyboard.press("Tab")
    expect(page_desktop.get_by_role("link", name="Skip to the page")).to_be_focused()
    page_desktop.keyboard.press("Enter")
    expect(page_desktop.locator("main")).to_be_focused()
