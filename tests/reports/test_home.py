"""The home pages: the one next step for a member, and decide, late and waiting for an office."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.enrolment.actions import begin_application
from alongside.matching.actions import answer_proposal, ask_for_run, carry_out_run, publish_run
from alongside.matching.models import Proposal
from alongside.notices.actions import post_notice
from alongside.notices.models import Notice
from alongside.partnerships.actions import introduce_pair
from alongside.reports.queries.office_home import introductions, late_applicants
from alongside.schemes.queries import definition_in_force
from tests.factories import Cast, make_application, make_member, make_scheme
from tests.reading import text_of

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]


def home_of(browser_of: Browser, name: str) -> str:
    return browser_of(name).get("/", follow=True).content.decode()


def test_a_visitor_is_asked_to_sign_in(cast: Cast, browser_of: Browser) -> None:
    assert browser_of("visitor").get("/").status_code == 302


def test_a_member_without_anything_is_shown_a_scheme(cast: Cast, browser_of: Browser) -> None:
    assert "See how to take part" in home_of(browser_of, "alice")


def test_a_draft_is_the_next_step(cast: Cast, browser_of: Browser) -> None:
    begin_application(
        cast.scheme, member=cast.alice, role="mentee", by=cast.alice.account, today=timezone.localdate()
    )
    assert "Finish your application" in home_of(browser_of, "alice")


def test_someone_who_waits_sees_by_when_they_will_hear(cast: Cast, browser_of: Browser) -> None:
    make_application(cast.scheme, cast.alice, "mentee")
    assert "You hear of a partner by" in home_of(browser_of, "alice")


def test_a_proposal_to_answer_comes_before_everything(cast: Cast, browser_of: Browser) -> None:
    make_application(cast.scheme, cast.alice, "mentee")
    make_application(cast.scheme, cast.bob, "mentor")
    publish_run(
        carry_out_run(ask_for_run(cast.scheme, by=cast.carol, now=timezone.now())),
        by=cast.carol,
        now=timezone.now(),
    )
    assert "A partner is proposed to you" in home_of(browser_of, "alice")
    proposal = Proposal.objects.get()
    for member in (cast.alice, cast.bob):
        answer_proposal(proposal, by=member.account, yes=True, now=timezone.now())
    assert "Choose a time for session 1" in home_of(browser_of, "alice")
    assert f"You and {cast.bob.name}" in home_of(browser_of, "alice")


def test_what_a_mail_says_stands_on_the_home_page_until_done(cast: Cast, browser_of: Browser) -> None:
    post_notice(cast.alice.account, event="test:1", kind="application", sentence="Something to know.")
    assert "Something to know." in home_of(browser_of, "alice")
    notice = Notice.objects.get(event="test:1")
    assert browser_of("bob").post(f"/notices/{notice.pk}/clear/").status_code == 404
    browser_of("alice").post(f"/notices/{notice.pk}/clear/")
    assert "Something to know." not in home_of(browser_of, "alice")


def test_only_what_stood_on_the_page_is_taken_off_at_once_and_undo_puts_it_back(
    cast: Cast, browser_of: Browser
) -> None:
    said = [f"Thing number {number}." for number in range(7)]
    for number, sentence in enumerate(said):
        post_notice(cast.alice.account, event=f"test:{number}", kind="application", sentence=sentence)
    foreign = post_notice(cast.bob.account, event="test:bob", kind="application", sentence="For Bob.")
    alice = browser_of("alice")
    page = alice.get("/").content.decode()
    assert "2 more" in page
    assert "Done with all 7" in page
    stood = [str(pk) for pk in Notice.objects.filter(account=cast.alice.account).values_list("pk", flat=True)]
    post_notice(cast.alice.account, event="test:late", kind="application", sentence="Came meanwhile.")
    stood_and_more = {"notice": [*stood, str(foreign.pk), "no id"]}
    after = alice.post("/notices/clear/", stood_and_more, follow=True).content.decode()
    assert "7 notices taken off this page." in after
    assert "Came meanwhile." in after
    assert not any(sentence in after for sentence in said)
    assert "For Bob." in home_of(browser_of, "bob")
    found = re.search(r"/notices/[0-9a-f-]{36}/restore/", after)
    assert found is not None
    back = found[0]
    assert browser_of("bob").post(back).status_code == 404
    alice.post(back)
    assert all(sentence in home_of(browser_of, "alice") for sentence in said)


def test_what_has_a_date_stands_before_what_has_none(cast: Cast, browser_of: Browser) -> None:
    now = timezone.now()
    for name, days in (("Without a date.", None), ("In nine days.", 9), ("In two days.", 2)):
        by_when = now + timedelta(days=days) if days else None
        post_notice(
            cast.alice.account, event=f"test:{name}", kind="application", sentence=name, by_when=by_when
        )
    page = home_of(browser_of, "alice")
    places = [page.index(name) for name in ("In two days.", "In nine days.", "Without a date.")]
    assert places == sorted(places)


def test_staff_land_in_their_office(cast: Cast, browser_of: Browser) -> None:
    assert "Decide" in home_of(browser_of, "carol")


@pytest.mark.parametrize(
    "name,status",
    [("carol", 200), ("dan", 200), ("alice", 404), ("frank", 404), ("grace", 404), ("visitor", 302)],
)
def test_the_offices_home_is_for_the_office(cast: Cast, browser_of: Browser, name: str, status: int) -> None:
    assert browser_of(name).get("/office/imi/").status_code == status


@pytest.mark.requirement("R9")
def test_the_office_sees_who_has_waited_past_a_flag(cast: Cast, browser_of: Browser) -> None:
    now = timezone.now()
    make_application(cast.scheme, cast.alice, "mentee", now=now - timedelta(days=10))
    soon = make_application(
        cast.scheme, make_member(cast.body, years="1"), "mentee", now=now - timedelta(days=80)
    )
    late = make_application(
        cast.scheme, make_member(cast.body, years="1"), "mentee", now=now - timedelta(days=120)
    )
    found = [(row.application, row.standing.flag) for row in late_applicants(cast.body, now.date())]
    assert found == [(late, 100), (soon, 75)]
    assert "Past the promise" in browser_of("carol").get("/office/imi/").content.decode()


@pytest.mark.requirement("R9")
def test_the_report_gives_the_median_and_the_share_within_the_promise(cast: Cast) -> None:
    now = timezone.now()
    for days in (10, 20, 120):
        introduce_pair(
            mentee_application=make_application(
                cast.scheme, make_member(cast.body, years="1"), "mentee", now=now - timedelta(days=days)
            ),
            mentor_application=make_application(cast.scheme, make_member(cast.body, years="9"), "mentor"),
            definition=definition_in_force(cast.scheme, now.date()),
            by=cast.carol,
            now=now,
        )
    found = introductions(cast.body, now.date())
    assert found is not None
    assert (found.count, found.median_days, found.within) == (3, 20, 67)


def test_the_offices_home_asks_as_often_for_three_as_for_one(cast: Cast, browser_of: Browser) -> None:
    carol, counts, now = browser_of("carol"), [], timezone.now()
    for _ in range(2):
        for _ in range(2):
            make_application(
                cast.scheme, make_member(cast.body, years="1"), "mentee", now=now - timedelta(days=100)
            )
        with CaptureQueriesContext(connection) as captured:
            carol.get("/office/imi/")
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_where_mentees_ask_the_directory_the_office_is_led_to_requests_and_not_to_a_match(
    cast: Cast, browser_of: Browser
) -> None:
    scheme = make_scheme(cast.body, preset="asme", slug="educators")
    carol = browser_of("carol")
    shown = text_of(carol.get("/office/imi/").content)
    assert f"Requests for mentors in {scheme.name}" in shown
    assert f"Match in {scheme.name}" not in shown
    assert f"Match in {cast.scheme.name}" in shown
    matching = carol.get(f"/office/imi/matching/{scheme.pk}/")
    assert "The first run looks at everyone" not in text_of(matching.content)
