"""Every page there is, as everybody who can reach it: wide, on a phone and narrow, light, dark and without scripts."""

from collections import Counter
from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from alongside.notices.registry import MAIL_KINDS
from alongside.notices.stopping import stop_link
from alongside.people.models import Account
from tests.journeys.walking import Walk
from tests.plugins.accessibility import clarity_problems, overflow_problems
from tests.plugins.browser import DESKTOP, PHONE, Pages
from tests.security.routes import our_addresses
from tests.security.world import OWN, Side, build_side

NAMES = ("Alice", "Bob", "Erin", "Carol", "Dan")
NOT_TO_BE_READ = {
    "health": "asked by the host",
    "match-progress": "a part that its page fetches",
    "revoked-badges": "asked by programs that verify a badge",
}
DEMO_ONLY = ("styleguide", "demo")


@pytest.mark.timeout(900)
def test_every_page_is_fit_to_read_for_everybody_who_can_reach_it(pages: Pages) -> None:
    side = build_side("own", OWN, "words of their own")
    seen: Counter[str] = Counter()
    read: dict[bool, set[str]] = {True: set(), False: set()}
    problems: list[str] = []
    for reader, account, starts, most in readers(side):
        page = pages.open(DESKTOP, account=account)
        known = frozenset() if most else frozenset(seen)
        of_a_pair = account in (side.mentee.account, side.mentor.account)
        walk = Walk(page, reader, most=most or 1, names=NAMES, known=known, read=read[of_a_pair])
        walk.go(starts)
        seen += walk.seen
        problems += walk.problems
        if reader == "alice":
            problems += without_scripts(pages, side.mentee.account, walk.addresses[::4])
    problems += [f"nobody is led to {name}" for name in sorted(declared_pages() - set(seen))]
    assert problems + pages.problems() == []


def readers(side: Side) -> list[tuple[str, Account | None, list[str], int]]:
    """Everybody, with where they begin and how many pages of a route they look at; 0 is only what is new."""
    kind = next(kind.key for kind in MAIL_KINDS.values() if kind.optional)
    return [
        (
            "alice",
            side.mentee.account,
            [
                "/",
                *(reverse("session", args=[side.made[name].pk]) for name in ("bare", "held", "dated")),
                reverse("session-missed", args=[side.made["dated"].pk]),
                reverse("session-complete", args=[side.made["held"].pk]),
                reverse("partnership-renewal", args=[side.pair.pk]),
                reverse("partnership-stage", args=[side.pair.pk]),
                reverse("acknowledgement", args=[side.pair.pk]),
                reverse("papers-binder", args=[side.pair.pk]),  # where its form leads
                urlsplit(stop_link(side.mentee.account_id, [kind])).path,
            ],
            3,
        ),
        ("bob", side.mentor.account, ["/"], 1),
        ("erin", side.third.account, ["/"], 1),
        ("carol", side.coordinator, ["/", *beside_links(side)], 2),
        ("dan", side.director, ["/"], 1),
        ("tess", side.made["trainer"], ["/"], 1),
        (
            "visitor",
            None,
            [
                "/",
                reverse("sign-in-link-sent"),
                reverse("sign-in-link-open", args=["used"]),
                reverse("audit", args=[side.made["audit token"]]),
                reverse("offer-by-link", args=[side.made["offer token"]]),
                reverse("meeting-by-link", args=[side.made["meeting token"]]),
                reverse("named-mentor-by-link", args=[side.made["named token"]]),
                f"{reverse('check')}?code={side.made['certificate mentee'].code}",
            ],
            1,
        ),
    ]


def beside_links(side: Side) -> list[str]:
    """Pages that a link leads to only in a state that this world is not in."""
    source = side.made["applied import"]
    return [
        reverse("office-import-applications", args=[side.body.slug, source.pk]),
        reverse("office-clearance", args=[side.body.slug, side.made["directory mentor"].pk]),
        reverse("office-mail", args=[side.body.slug]),
        reverse("office-requests", args=[side.body.slug]),
    ]


def declared_pages() -> set[str]:
    """The routes of ours that answer a GET."""
    return {
        address.name
        for address in our_addresses()
        if address.declared and "GET" in address.declared.methods and not address.name.startswith(DEMO_ONLY)
    } - set(NOT_TO_BE_READ)


def without_scripts(pages: Pages, account: Account, addresses: list[str]) -> list[str]:
    """What is wrong with these pages for somebody whose browser runs no scripts."""
    page = pages.open(PHONE, account=account, scripts=False)
    problems = []
    for address in addresses:
        page.goto(address)
        found = overflow_problems(page) + clarity_problems(page)
        problems += [f"without scripts at {address}: {problem}" for problem in found]
    return problems
