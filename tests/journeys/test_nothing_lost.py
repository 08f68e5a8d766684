"""What somebody typed is there afterwards: after the session ended, in two tabs at once, and sent twice."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from alongside.cpd.models import Record
from alongside.partnerships.models import AgendaItem, Expectation, Partnership
from tests.factories import Cast, make_cast, make_partnership
from tests.plugins.browser import DESKTOP, PHONE, Check, Pages

LONG = "We went through the portfolio, page by page. " * 40


@pytest.fixture
def cast(server: str) -> Cast:
    """The cast, with Alice and Bob introduced."""
    cast = make_cast()
    make_partnership(cast.scheme, cast.alice, cast.bob, now=timezone.now() - timedelta(days=20))
    return cast


def pair_of(cast: Cast) -> Partnership:
    """The one partnership there is."""
    return Partnership.objects.get(mentee=cast.alice)


def record_page(cast: Cast) -> str:
    """Where the record of the first session is written."""
    return reverse("session-record", args=[pair_of(cast).sessions.get(number=1).pk])


def test_words_stay_when_the_session_ends_while_writing(pages: Pages, cast: Cast) -> None:
    page = pages.open(PHONE, account=cast.alice.account)
    page.goto(record_page(cast))
    text = page.get_by_label("What you want to keep of this session")
    text.fill(LONG)
    page.context.clear_cookies()
    page.get_by_role("button", name="Save the record").click()
    expect(page.get_by_text("You have been signed out. Your words are still here.")).to_be_visible()
    expect(text).to_have_value(LONG)
    pages.sign_in(page.context, cast.alice.account)
    # The reader comes back from the tab in which they signed in.
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    page.get_by_role("button", name="Save the record").click()
    expect(page.get_by_role("heading", name="Notes")).to_be_visible()
    expect(page.get_by_text(LONG.strip())).to_be_visible()
    forgive(pages, "403")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_words_of_a_form_that_nothing_saves_come_back_where_one_signs_in(
    pages: Pages, cast: Cast, check_page: Check, scripts: bool
) -> None:
    page = pages.open(PHONE, account=cast.alice.account, scripts=scripts)
    page.goto(reverse("expectations", args=[pair_of(cast).pk]))
    page.get_by_label("What do you expect?").fill("We meet each month, and say so a week before.")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="State this expectation").click()
    expect(page.get_by_role("heading", name="You have been signed out")).to_be_visible()
    expect(page.get_by_label("What you wrote")).to_have_value("We meet each month, and say so a week before.")
    assert Expectation.objects.count() == 0
    forgive(pages, "403")
    if scripts:
        check_page(page)


def test_two_tabs_on_one_record_show_both_texts(pages: Pages, cast: Cast) -> None:
    first = pages.open(DESKTOP, account=cast.alice.account)
    second = pages.open(DESKTOP, account=cast.bob.account)
    for page in (first, second):
        page.goto(record_page(cast))
    keep(first, "Alice saved this first.")
    expect(first.get_by_text("Alice saved this first.")).to_be_visible()
    keep(second, "Bob wrote this meanwhile.")
    expect(second.get_by_text("Alice saved this first.")).to_be_visible()
    expect(second.get_by_label("What you want to keep of this session")).to_have_value(
        "Bob wrote this meanwhile."
    )
    forgive(pages, "409")


def forgive(pages: Pages, status: str) -> None:
    """The browser tells the console of a draft that was refused, as it must be."""
    for watch in pages.watches:
        watch.complaints = [each for each in watch.complaints if f"status of {status}" not in each]


def keep(page: Page, words: str) -> None:
    """Write the record and save it."""
    page.get_by_label("What you want to keep of this session").fill(words)
    page.get_by_role("button", name="Save the record").click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_double_click_makes_one_of_each(pages: Pages, cast: Cast, scripts: bool) -> None:
    page = pages.open(PHONE, account=cast.alice.account, scripts=scripts)
    pair = pair_of(cast)
    page.goto(reverse("session", args=[pair.sessions.get(number=1).pk]))
    page.get_by_label("What would you like to talk about?").fill("Careers")
    page.get_by_role("button", name="Add to the agenda").dblclick()
    expect(page.locator("#agenda ~ ol .line-text")).to_have_count(1)
    page.goto(reverse("expectations", args=[pair.pk]))
    page.get_by_label("What do you expect?").fill("We meet each month.")
    page.get_by_role("button", name="State this expectation").dblclick()
    expect(page.get_by_role("link", name="We meet each month.")).to_have_count(1)
    page.goto(reverse("cpd-add"))
    page.get_by_label("What did you do?").fill("Journal club")
    page.get_by_label("What kind of activity was it?").select_option(label="Reading, watching or listening")
    page.get_by_label("How many hours?").fill("1")
    page.get_by_role("button", name="Add this activity").dblclick()
    expect(page.get_by_role("link", name="Journal club")).to_have_count(1)
    made = (AgendaItem.objects.count(), Expectation.objects.count(), Record.objects.count())
    assert made == (1, 1, 1)
