"""What is being written is saved, and is never lost nor saved into somebody else's account."""

import re
from typing import Any

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Locator, Page, Route, expect
from pytest_django import Settings

from alongside.people.models import Account
from tests.plugins.browser import PHONE, Pages
from tests.web import writing_pages


@pytest.fixture
def alice(server: str) -> Account:
    return Account.objects.create_user("alice@people.example")


@pytest.fixture
def page(pages: Pages, alice: Account, settings: Settings) -> Page:
    settings.ROOT_URLCONF = "tests.web.writing_pages"
    writing_pages.drafts.clear()
    writing_pages.sent.clear()
    opened = pages.open(PHONE, account=alice)
    opened.goto("/writing/")
    return opened


def write(page: Page, words: str) -> Locator:
    """Type and leave the field; gives the line that says what became of it."""
    page.get_by_label("Your words").fill(words)
    page.get_by_label("Your words").blur()
    return page.locator("[data-saved]")


def forgive_refusal(pages: Pages) -> None:
    """Chromium reports a draft that was refused on purpose as a failed load, and nothing else."""
    complaints = pages.watches[-1].complaints
    assert all("Failed to load resource" in complaint for complaint in complaints)
    complaints.clear()


def sign_out(page: Page) -> None:
    page.context.clear_cookies(name=django_settings.SESSION_COOKIE_NAME)


def come_back_as(page: Page, pages: Pages, account: Any) -> None:
    """As somebody who has signed in beside the page and looks at it again."""
    pages.sign_in(page.context, account)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_words_are_saved_on_leaving_the_field(page: Page) -> None:
    expect(write(page, "Dear Bob")).to_have_text("Saved 14:02")
    assert writing_pages.drafts == [("alice@people.example", "Dear Bob")]


def test_words_written_before_the_script_arrived_are_saved_too(page: Page) -> None:
    held: list[Route] = []
    script = re.compile(r"autosave\S*\.js")
    page.route(script, lambda route: held.append(route))
    with page.expect_request(script):
        page.goto("/writing/", wait_until="commit")
    line = write(page, "Dear Bob")
    for route in held:
        route.continue_()
    expect(line).to_have_text("Saved 14:02")
    assert writing_pages.drafts == [("alice@people.example", "Dear Bob")]


def test_words_are_saved_every_ten_seconds_while_one_writes(page: Page) -> None:
    page.clock.install()
    page.reload()
    page.get_by_label("Your words").fill("Dear Bob")
    page.clock.fast_forward(10_000)
    expect(page.locator("[data-saved]")).to_have_text("Saved 14:02")


def test_unchanged_words_are_not_sent_again(page: Page) -> None:
    expect(write(page, "Dear Bob")).to_have_text("Saved 14:02")
    page.get_by_label("Your words").focus()
    page.get_by_label("Your words").blur()
    assert len(writing_pages.drafts) == 1


def test_what_is_to_be_put_right_is_said_where_one_writes(page: Page, pages: Pages) -> None:
    expect(write(page, "too long")).to_have_text("Take out 3 words, then it is saved.")
    forgive_refusal(pages)


def test_a_change_made_elsewhere_stops_saving_and_keeps_the_words(page: Page, pages: Pages) -> None:
    expect(write(page, "taken")).to_contain_text("Your words are still here.")
    write(page, "taken and more")
    assert writing_pages.drafts == []
    forgive_refusal(pages)


def test_words_written_after_the_session_ended_are_saved_once_signed_in_again(
    page: Page, pages: Pages, alice: Account
) -> None:
    sign_out(page)
    line = write(page, "Dear Bob")
    expect(line).to_contain_text("You have been signed out. Your words are still here.")
    expect(line.get_by_role("link")).to_have_attribute("href", "/account/login/")
    come_back_as(page, pages, alice)
    expect(line).to_have_text("Saved 14:02")
    assert writing_pages.drafts == [("alice@people.example", "Dear Bob")]


def test_words_are_never_saved_into_another_account(page: Page, pages: Pages) -> None:
    sign_out(page)
    line = write(page, "For Bob alone")
    expect(line).to_contain_text("signed out")
    come_back_as(page, pages, Account.objects.create_user("frank@people.example"))
    expect(line).to_contain_text("Somebody else has signed in on this device")
    write(page, "For Bob alone!")
    assert (writing_pages.drafts, page.get_by_label("Your words").input_value()) == ([], "For Bob alone!")


def test_sending_after_the_session_ended_keeps_the_words(page: Page) -> None:
    page.get_by_label("Your words").fill("Dear Bob")
    sign_out(page)
    page.get_by_role("button", name="Send").click()
    expect(page.locator("[data-saved]")).to_contain_text("Your words are still here.")
    assert (writing_pages.sent, page.get_by_label("Your words").input_value()) == ([], "Dear Bob")


def test_sending_sends_once(page: Page) -> None:
    page.get_by_label("Your words").fill("Dear Bob")
    page.get_by_role("button", name="Send").dblclick()
    expect(page.get_by_text("Thank you.")).to_be_visible()
    assert writing_pages.sent == ["Dear Bob"]


def test_nothing_is_saved_while_the_form_is_on_its_way(page: Page) -> None:
    """A draft saved in that moment would make the form that was sent the older of the two."""
    page.get_by_label("Your words").fill("Dear Bob")
    drafts = page.evaluate(
        """async () => {
            const form = document.querySelector("form[data-autosave-url]");
            const [text, fetched, fetch] = [form.querySelector("textarea"), [], window.fetch];
            window.fetch = function (...call) { fetched.push(call[0]); return fetch(...call); };
            HTMLFormElement.prototype.requestSubmit = function () { window.sentAgain = true; };
            form.dispatchEvent(new SubmitEvent("submit", { bubbles: true, cancelable: true }));
            while (!window.sentAgain) { await new Promise((later) => setTimeout(later, 5)); }
            window.dispatchEvent(new PageTransitionEvent("pageshow"));  // its last style sheet was slower
            text.value += " and Alice";
            text.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
            document.dispatchEvent(new Event("visibilitychange"));
            return fetched.length;
        }"""
    )
    assert drafts == 1


def test_a_form_that_was_sent_before_the_script_came_saves_no_draft(page: Page) -> None:
    held: list[Route] = []
    script = re.compile(r"autosave\S*\.js")
    page.route(script, lambda route: held.append(route))
    with page.expect_request(script):
        page.goto("/writing/", wait_until="commit")
    page.get_by_label("Your words").fill("Dear Bob")
    page.evaluate(
        "document.querySelector('form[data-autosave-url]').dataset.sent = 'yes'"
    )  # as page.js notes it
    with page.expect_response(script):
        for route in held:
            route.continue_()
    page.wait_for_load_state("load")
    page.get_by_label("Your words").blur()
    page.evaluate("fetch('/writing/')")  # whatever was to be saved has gone out before this is answered
    assert writing_pages.drafts == []


def test_sending_carries_the_version_of_the_last_draft(page: Page) -> None:
    expect(write(page, "Dear Bob")).to_have_text("Saved 14:02")
    page.get_by_label("Your words").fill("Dear Bob and Alice")
    with page.expect_request(re.compile(r"/writing/$")) as sent:
        page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Thank you.")).to_be_visible()
    assert f"version={1 + len(writing_pages.drafts)}&" in (sent.value.post_data or "")
