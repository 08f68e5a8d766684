"""CPD in a real browser: on a phone, on a desk, without scripts, and judged by axe."""

import json
import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from alongside.cpd.models import Profile, Record
from alongside.domain.cpd.activities import Kind
from alongside.domain.months import months_after
from tests.cpd.worlds import first_session, hold, introduced, make_profile, make_record
from tests.factories import Cast, make_cast
from tests.plugins.browser import DESKTOP, NARROW, PHONE, Check, Pages

EXAMPLES = json.loads((Path(__file__).parents[1] / "domain" / "cpd_word_examples.json").read_text("utf-8"))
TODAY = timezone.localdate()


@pytest.fixture
def world(server: str) -> Cast:
    """Alice with two years of activities, a long gap, and a session just held with Bob."""
    cast = make_cast()
    kinds = [Kind.READING, Kind.COURSE, Kind.PEER_REVIEW, Kind.CONFERENCE, Kind.TEACHING]
    titles = ["Ffotograffiaeth glinigol: cwrs undydd yng Nghaerdydd", "A paper on consent", "Journal club"]
    for number in range(24):
        if number not in (9, 10, 11, 12):
            day = months_after(TODAY, -number) - timedelta(days=number % 5)
            for extra in range(number % 3 + 1):
                make_record(
                    cast.alice.account, on=day, kind=kinds[(number + extra) % 5], title=titles[number % 3]
                )
    pair = introduced(cast)
    hold(first_session(pair), by=cast.alice.account, minutes=75)
    return cast


def a_profile(cast: Cast) -> Profile:
    return make_profile(cast.alice, on=months_after(TODAY, -22), until=TODAY + timedelta(days=60))


@pytest.mark.parametrize("size", [DESKTOP, PHONE, NARROW], ids=["desktop", "phone", "narrow"])
def test_the_cycle_is_right_at_every_width(
    pages: Pages, world: Cast, check_page: Check, size: object
) -> None:
    page = pages.open(size, account=world.alice.account)  # type: ignore[arg-type]  # one of the three sizes
    page.goto(reverse("cpd"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Your CPD")
    pages.shoot(page, "cycle")
    check_page(page)


@pytest.mark.parametrize("size", [DESKTOP, PHONE, NARROW], ids=["desktop", "phone", "narrow"])
def test_the_list_is_searched_and_sorted_at_every_width(
    pages: Pages, world: Cast, check_page: Check, size: object
) -> None:
    make_record(world.alice.account, title="Bandages, seen by all", on=TODAY, hours=Decimal(9))
    page = pages.open(size, account=world.alice.account)  # type: ignore[arg-type]  # one of the three sizes
    page.goto(f"{reverse('cpd')}?show=all")
    page.get_by_role("link", name="Hours").click()
    page.get_by_role("link", name="Hours").click()
    first = page.locator(".cpd-list tbody th").first
    expect(first).to_have_text("Bandages, seen by all")
    check_page(page)
    page.get_by_label("Words of the activity").fill("consent")
    page.get_by_role("button", name="Find").click()
    expect(first).to_have_text("A paper on consent")
    expect(first).to_be_in_viewport()  # the list stands far down, and yet one sees what was found
    page.get_by_role("link", name="Show all").click()
    expect(page.get_by_role("link", name="Everything")).to_have_attribute("aria-current", "page")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_an_auditor_opens_the_link_in_a_browser_of_their_own(
    pages: Pages, world: Cast, check_page: Check, size: object
) -> None:
    make_record(world.alice.account, on=TODAY - timedelta(days=100), until=TODAY - timedelta(days=10))
    alice = pages.open(size, account=world.alice.account)  # type: ignore[arg-type]  # one of the sizes
    alice.goto(reverse("cpd-audit-views", args=[a_profile(world).pk]))
    alice.get_by_label("Who is to see it?").fill("Dr Grey")
    alice.get_by_role("button", name="Make the link").click()
    check_page(alice)
    link = urlsplit(alice.get_by_label("The link").input_value()).path
    auditor = pages.open(size)  # type: ignore[arg-type]  # one of the sizes
    auditor.goto(link)
    auditor.get_by_role("button", name="Open the profile").click()
    expect(auditor.get_by_role("heading", level=1)).to_have_text(world.alice.name)
    expect(auditor.get_by_role("table", name="Everything done")).to_contain_text("A paper on consent")
    pages.shoot(auditor, "audit-view")
    check_page(auditor)
    alice.get_by_role("link", name="I have copied it").click()
    expect(alice.get_by_text("Opened 1 time")).to_be_visible()


@pytest.mark.requirement("R48")
def test_four_answers_on_a_phone_put_an_activity_on_the_list(
    pages: Pages, world: Cast, check_page: Check
) -> None:
    page = pages.open(PHONE, account=world.bob.account)
    page.goto(reverse("cpd"))
    expect(page.get_by_text("Mentoring session 1")).to_be_visible()
    page.get_by_role("link", name="Add an activity").click()
    pages.shoot(page, "add")
    check_page(page)
    page.get_by_label("What did you do?").fill("Journal club")
    page.get_by_label("What kind of activity was it?").select_option(label="Reading, watching or listening")
    page.get_by_label("How many hours?").fill("1.5")
    # The button is near the four answers; what is for later opens on request.
    expect(page.get_by_label("What did you learn?")).to_be_hidden()
    button, hours = page.get_by_role("button", name="Add this activity"), page.get_by_label("How many hours?")
    below, above = button.bounding_box(), hours.bounding_box()
    assert below is not None
    assert above is not None
    assert below["y"] - above["y"] < 400
    page.get_by_text("When you have a minute more").click()
    expect(page.get_by_label("What did you learn?")).to_be_visible()
    check_page(page)
    button.click()
    expect(page.get_by_role("link", name="Journal club")).to_be_visible()
    assert Record.objects.filter(owner=world.bob.account, title="Journal club").count() == 1


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_writers_page_is_right_at_every_width(
    pages: Pages, world: Cast, check_page: Check, size: object
) -> None:
    page = pages.open(size, account=world.alice.account)  # type: ignore[arg-type]  # one of the two sizes
    page.goto(reverse("cpd-profile", args=[a_profile(world).pk]))
    pages.shoot(page, "profile")
    check_page(page)


@pytest.mark.requirement("R53")
def test_words_are_counted_while_writing_as_the_document_counts_them(pages: Pages, world: Cast) -> None:
    page = pages.open(DESKTOP, account=world.alice.account)
    page.goto(reverse("cpd-profile", args=[a_profile(world).pk]))
    summary, count = page.get_by_label("Your summary"), page.locator("[data-counts=id_summary]")
    for text, words in EXAMPLES:
        summary.fill(text)
        expect(count).to_have_text(f"{words} of 500 words")


def test_what_is_written_survives_leaving_without_saving(pages: Pages, world: Cast) -> None:
    page = pages.open(DESKTOP, account=world.alice.account)
    address = reverse("cpd-profile", args=[a_profile(world).pk])
    page.goto(address)
    page.get_by_label("Your summary").fill("I photograph patients.")
    page.get_by_label("Your statement").focus()
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    page.goto(address)
    expect(page.get_by_label("Your summary")).to_have_value("I photograph patients.")


@pytest.mark.requirement("R53")
def test_a_profile_is_written_and_taken_away_without_scripts(pages: Pages, world: Cast) -> None:
    page = pages.open(PHONE, account=world.alice.account, scripts=False)
    page.goto(reverse("cpd-profile-begin"))
    page.get_by_label("First day of the period").fill(date(2025, 1, 1).isoformat())
    page.get_by_label("Last day of the period").fill(date(2026, 12, 31).isoformat())
    pages.shoot(page, "begin")
    page.get_by_role("button", name="Begin to write").click()
    page.get_by_label("Your summary").fill("I photograph patients.")
    page.get_by_role("checkbox", name=re.compile("^Tell in full .*Mentoring session 1")).check()
    page.get_by_role("button", name="Save this profile").click()
    expect(page.get_by_text("3 of 500 words")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the PDF").click()
    assert download.value.suggested_filename == "cpd-audit-profile-2025-01-01-to-2026-12-31.pdf"
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-1.7")


def test_a_partner_agrees_to_be_named(pages: Pages, world: Cast, check_page: Check) -> None:
    page = pages.open(PHONE, account=world.bob.account)
    page.goto(reverse("cpd-naming"))
    page.get_by_role("button", name=f"Let {world.alice.name} name me").click()
    expect(page.get_by_text(f"{world.alice.name} may name you.")).to_be_visible()
    pages.shoot(page, "naming")
    check_page(page)


def test_a_record_and_a_sent_profile_are_right_on_a_phone(
    pages: Pages, world: Cast, check_page: Check
) -> None:
    page = pages.open(PHONE, account=world.alice.account)
    page.goto(reverse("cpd"))
    page.get_by_role("link", name="A paper on consent").first.click()
    pages.shoot(page, "record")
    check_page(page)
    page.goto(reverse("cpd-profile-send", args=[a_profile(world).pk]))
    check_page(page)
    page.get_by_role("button", name="I have sent it").click()
    pages.shoot(page, "sent")
    check_page(page)
    page.goto(reverse("cpd"))
    page.get_by_role("link", name="A paper on consent").first.click()
    check_page(page)
