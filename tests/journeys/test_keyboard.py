"""Everything can be done with a keyboard alone, in a sensible order, and the pages read well aloud."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from alongside.enrolment.models import Application
from alongside.matching.actions import ask_for_run, carry_out_run, publish_run
from alongside.matching.models import MatchRun, Proposal
from alongside.partnerships.models import Partnership
from tests.factories import make_cast, make_partnership
from tests.journeys.steps import office_that_waits
from tests.plugins.browser import DESKTOP, Pages

FOCUS = """() => {
  const it = document.activeElement;
  const style = getComputedStyle(it);
  const box = it.getBoundingClientRect();
  return {
    name: (it.getAttribute("aria-label") || it.innerText || it.name || it.tagName).trim().split("\\n")[0],
    id: it.id,
    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    seen: box.bottom > 0 && box.top < innerHeight,
  };
}"""
MOST = 80


def tab_to(page: Page, name: str) -> list[str]:
    """Press Tab until this control has the focus; every stop on the way shows its ring and is in sight."""
    passed: list[str] = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        stop: dict[str, Any] = page.evaluate(FOCUS)
        assert stop["ring"], f"no ring around {stop}"
        assert stop["seen"], f"out of sight: {stop}"
        passed.append(stop["name"])
        if name in (stop["name"], stop["id"]):
            return passed
    raise AssertionError(f"{name} is not among {passed}")


def headings(page: Page) -> list[tuple[int, str]]:
    """Level and words of every heading, in the order in which a screen reader meets them."""
    return [
        (int(one["tag"][1]), one["words"])
        for one in page.eval_on_selector_all(
            "h1, h2, h3, h4", "all => all.map(one => ({tag: one.tagName, words: one.innerText.trim()}))"
        )
    ]


def skips_no_level(found: list[tuple[int, str]]) -> bool:
    """Whether no heading stands two levels below the one before it."""
    return all(after <= before + 1 for (before, _), (after, _) in pairwise(found))


def test_a_script_that_comes_late_does_not_call_anybody_back(pages: Pages) -> None:
    cast = make_cast()
    page = pages.open(DESKTOP, account=cast.erin.account)
    page.goto(reverse("scheme", args=[cast.scheme.pk]))
    page.get_by_role("button", name="Apply as junior").click()
    expect(page.get_by_role("button", name="Send my application")).to_be_visible()
    held: list[Route] = []
    page.route("**/page*.js", lambda route: held.append(route))
    page.get_by_role("button", name="Send my application").click(no_wait_after=True)
    expect(page.locator(".error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    link = page.locator(".error-summary a").first
    expect(link).to_be_focused()
    for route in held:
        route.continue_()
    page.wait_for_load_state("load")
    assert held
    expect(link).to_be_focused()


def test_a_member_applies_with_the_keyboard_alone(pages: Pages) -> None:
    cast = make_cast()
    page = pages.open(DESKTOP, account=cast.erin.account)
    page.goto(reverse("scheme", args=[cast.scheme.pk]))
    assert tab_to(page, "Apply as junior")[0] == "Skip to the page"
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Send my application")).to_be_visible()
    tab_to(page, "Send my application")
    page.keyboard.press("Enter")
    expect(page.locator(".error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#id_hope_to_get")).to_be_focused()
    page.keyboard.type("To lead a small team.")
    tab_to(page, "id_expertise_0")
    page.keyboard.press("Space")
    tab_to(page, "Send my application")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Where you stand")).to_be_visible()
    assert Application.objects.get(member=cast.erin, scheme=cast.scheme).state == "waiting"


def test_a_proposal_is_answered_and_a_session_held_with_the_keyboard_alone(pages: Pages) -> None:
    cast, _ = office_that_waits(pages)
    run = carry_out_run(ask_for_run(cast.scheme, by=cast.carol, now=timezone.now()))
    publish_run(run, by=cast.carol, now=timezone.now())
    proposal = Proposal.objects.filter(state="open").first()
    assert proposal
    page = pages.open(DESKTOP, account=proposal.mentee_application.member.account)
    page.goto(reverse("proposal", args=[proposal.pk]))
    tab_to(page, "Yes, introduce us")
    page.keyboard.press("Enter")
    expect(page.get_by_text("You have said yes.")).to_be_visible()

    pair = make_partnership(cast.scheme, cast.alice, cast.bob, now=timezone.now() - timedelta(days=9))
    page = pages.open(DESKTOP, account=cast.bob.account)
    page.goto(reverse("session", args=[pair.sessions.get(number=1).pk]))
    tab_to(page, "We met today")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="You met on")).to_be_visible()


def test_home_session_and_match_run_read_well_aloud(pages: Pages) -> None:
    cast, office = office_that_waits(pages)
    pair = make_partnership(cast.scheme, cast.alice, cast.bob, now=timezone.now() - timedelta(days=9))
    alice = pages.open(DESKTOP, account=cast.alice.account)
    alice.goto("/")
    home = headings(alice)
    assert home[0] == (1, "Hello, Alice")
    assert home[1][1].startswith("Choose a time for session 1")
    path = alice.get_by_role("list", name="Your sessions")
    aloud = " ".join(path.get_by_role("listitem").first.aria_snapshot().split())
    assert aloud.startswith('- listitem: - paragraph: - text: "Session 1:"')
    alice.goto(reverse("session", args=[pair.sessions.get(number=1).pk]))
    session = headings(alice)
    assert [words for _, words in session][1:4] == ["No time yet", "To talk about", "Agenda"]

    run = carry_out_run(ask_for_run(cast.scheme, by=cast.carol, now=timezone.now()))
    office.goto(reverse("match-run", args=[cast.body.slug, MatchRun.objects.get(pk=run.pk).pk]))
    matched = headings(office)
    assert matched[0][1].startswith("Run 1")
    assert all(skips_no_level(one) for one in (home, session, matched))
    assert Partnership.objects.count() == 1
