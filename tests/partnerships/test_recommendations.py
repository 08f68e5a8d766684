"""A mentor recommends their mentee as a mentor: the mentee reads it at once, the office only if the mentee lets it."""

from collections.abc import Callable

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.domain.lifecycle import MoveRefused
from alongside.enrolment.models import Application
from alongside.journal.models import Entry
from alongside.notices.models import Mail, Notice
from alongside.partnerships.actions import end_partnership
from alongside.partnerships.actions.recommendations import (
    recommend_mentee,
    show_recommendation,
    take_back_recommendation,
)
from alongside.partnerships.models import Partnership, Recommendation
from alongside.people.models import Member
from alongside.vault.models import Note
from tests.factories import Cast, make_application, make_member, make_partnership, make_scheme
from tests.partnerships.conftest import INTRODUCED

Browser = Callable[[str], Client]
LINE = "She asks the question behind the question."
TAG = "Recommended by their mentor"
OFFICE = "/office/imi/applications/"


def page_of(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.fixture
def onward(clock: time_machine.Traveller, cast: Cast) -> Partnership:
    """Alice and Bob in a scheme in which mentors recommend mentees."""
    scheme = make_scheme(cast.body, slug="onward", more="\n[sponsorship]\nrecommendation = true\n")
    pair = make_partnership(scheme, cast.alice, cast.bob, now=INTRODUCED)
    Member.objects.filter(pk=cast.alice.pk).update(years_experience=5)  # enough to mentor as well
    cast.alice.refresh_from_db()
    return pair


@pytest.fixture
def recommended(onward: Partnership, cast: Cast) -> Recommendation:
    """Bob recommends Alice."""
    return recommend_mentee(onward, by=cast.bob.account, role="mentor", text=LINE)


@pytest.fixture
def applied(onward: Partnership, cast: Cast) -> Application:
    """Alice has applied as mentor, in another scheme of the body."""
    return make_application(cast.other_scheme, cast.alice, "mentor")


def doors_of(pair: Partnership) -> str:
    return f"/partnerships/{pair.pk}/opening-doors/"


def decide(browser: Client, recommended: Recommendation, shows: str = "yes") -> str:
    path = f"/partnerships/{recommended.partnership_id}/recommendation/consent/"
    said = {"recommendation_id": str(recommended.pk), "shows": shows}
    return browser.post(path, said, follow=True).content.decode()


@pytest.mark.requirement("R150")
def test_the_mentee_reads_it_at_once(onward: Partnership, cast: Cast, browser_of: Browser) -> None:
    alice, bob = browser_of("alice"), browser_of("bob")
    assert "recommends you" not in page_of(alice, doors_of(onward))
    assert "Recommend Alice as a mentor" in page_of(bob, doors_of(onward))
    bob.post(f"/partnerships/{onward.pk}/recommendation/", {"text": LINE})
    news = Notice.objects.get(account=cast.alice.account, event__startswith="recommended:", cleared_at=None)
    assert news.sentence == "Bob Example has written to you under “Opening doors”."
    page = page_of(alice, news.path)
    assert "Bob recommends you as a mentor" in page
    assert LINE in page
    assert not Notice.objects.filter(pk=news.pk, cleared_at=None).exists()
    assert not Mail.objects.filter(text__contains="question behind").exists()
    assert b"behind" not in b"".join(bytes(blob) for blob in Note.objects.values_list("blob", flat=True))


@pytest.mark.requirement("R150")
def test_the_office_reads_it_with_the_application_only_while_the_mentee_lets_it(
    recommended: Recommendation, applied: Application, browser_of: Browser
) -> None:
    alice, carol, one = browser_of("alice"), browser_of("carol"), f"{OFFICE}{applied.pk}/"
    for path in (OFFICE, one):
        assert TAG not in page_of(carol, path)
    assert "Your office reads it" in decide(alice, recommended)
    assert TAG in page_of(carol, OFFICE)
    page = page_of(carol, one)
    assert f"{TAG}, Bob Example, on Tuesday 1 September 2026." in page
    assert LINE in page
    own = page_of(alice, f"/applications/{applied.pk}/")
    assert "What your office reads beside it" in own
    assert doors_of(recommended.partnership) in own
    assert "Taken back." in decide(alice, recommended, shows="no")
    for path in (OFFICE, one):
        assert TAG not in page_of(carol, path)
    recommended.refresh_from_db()
    assert recommended.shown_text == ""


@pytest.mark.requirement("R150")
def test_whoever_ends_and_would_like_to_mentor_next_reads_it_there(
    recommended: Recommendation, cast: Cast, browser_of: Browser
) -> None:
    pair, alice = recommended.partnership, browser_of("alice")
    assert "Bob recommends you as a mentor." in page_of(alice, f"/partnerships/{pair.pk}/end/")
    assert f'href="/schemes/{pair.scheme_id}/"' in page_of(alice, doors_of(pair))
    decide(alice, recommended)
    alice.post(f"/partnerships/{pair.pk}/end/", {"mentor_next": "on"})
    draft = Application.objects.get(member=cast.alice, role="mentor")
    assert draft.state == "draft"
    Application.objects.filter(pk=draft.pk).update(state="waiting", queued_at=INTRODUCED)
    assert TAG in page_of(browser_of("carol"), f"{OFFICE}{draft.pk}/")


def test_it_is_for_the_mentor_to_give_and_for_the_mentee_to_show(
    onward: Partnership, cast: Cast, browser_of: Browser
) -> None:
    alice, bob, path = browser_of("alice"), browser_of("bob"), f"/partnerships/{onward.pk}/recommendation/"
    refused = alice.post(path, {"text": LINE}, follow=True).content.decode()
    assert "This is for Bob to decide." in refused
    assert not Recommendation.objects.exists()
    for _ in range(2):  # sent twice is given once
        bob.post(path, {})
    (given,) = Recommendation.objects.all()
    assert given.text is None
    assert "This is for Alice to decide." in decide(bob, given)
    assert "Nothing was changed." in decide(alice, given, shows="perhaps")
    given.refresh_from_db()
    assert given.shown_at is None
    refused = alice.post(f"{path}take-back/", follow=True).content.decode()
    assert "This is for Bob to decide." in refused


def test_taken_back_it_is_gone_for_the_office_as_well(
    recommended: Recommendation, applied: Application, browser_of: Browser
) -> None:
    pair = recommended.partnership
    decide(browser_of("alice"), recommended)
    for _ in range(2):
        browser_of("bob").post(f"/partnerships/{pair.pk}/recommendation/take-back/")
    assert not Recommendation.objects.exists()
    assert not Note.objects.filter(kind="recommendation").exists()
    assert TAG not in page_of(browser_of("carol"), f"{OFFICE}{applied.pk}/")
    assert "recommends you" not in page_of(browser_of("alice"), doors_of(pair))


def test_consent_is_to_the_recommendation_that_was_read(
    recommended: Recommendation, cast: Cast, browser_of: Browser
) -> None:
    pair, bob = recommended.partnership, cast.bob.account
    take_back_recommendation(pair, by=bob, role="mentor")
    recommend_mentee(pair, by=bob, role="mentor", text="In quite other words.")
    assert "This was changed after you opened the page." in decide(browser_of("alice"), recommended)
    assert Recommendation.objects.get().shown_at is None


def test_a_line_that_is_too_long_is_kept_to_be_shortened(onward: Partnership, browser_of: Browser) -> None:
    long = "word " * 100
    answer = browser_of("bob").post(f"/partnerships/{onward.pk}/recommendation/", {"text": long})
    assert answer.status_code == 200
    assert long.strip() in answer.content.decode()
    assert not Recommendation.objects.exists()


def test_after_the_end_it_is_given_once(onward: Partnership, cast: Cast) -> None:
    bob = cast.bob.account
    ended = end_partnership(onward, by=cast.alice.account, role="mentee")
    given = recommend_mentee(ended, by=bob, role="mentor")
    show_recommendation(ended, by=cast.alice.account, role="mentee", recommendation_id=given.pk, shows=True)
    take_back_recommendation(ended, by=bob, role="mentor")
    with pytest.raises(MoveRefused, match="Your office can be told"):
        recommend_mentee(ended, by=bob, role="mentor", text="Once more.")
    assert Notice.objects.filter(event__startswith="recommended:").count() == 1


def test_the_journal_says_who_and_when_and_nothing_else(
    recommended: Recommendation, browser_of: Browser
) -> None:
    decide(browser_of("alice"), recommended)
    decide(browser_of("alice"), recommended, shows="no")
    entries = Entry.objects.filter(noun="recommendation").order_by("number")
    told = [(entry.move, entry.role, entry.facts) for entry in entries]
    assert told == [("recommend", "mentor", {}), ("consent", "mentee", {}), ("end consent", "mentee", {})]


def test_as_mentee_again_nothing_is_said_of_it(
    recommended: Recommendation, cast: Cast, browser_of: Browser
) -> None:
    decide(browser_of("alice"), recommended)
    seeking = make_application(cast.other_scheme, cast.alice, "mentee")
    assert TAG not in page_of(browser_of("carol"), f"{OFFICE}{seeking.pk}/")


def test_a_list_of_many_asks_no_more_than_a_list_of_one(
    recommended: Recommendation, applied: Application, cast: Cast, browser_of: Browser
) -> None:
    decide(browser_of("alice"), recommended)
    carol = browser_of("carol")
    page_of(carol, OFFICE)
    with CaptureQueriesContext(
        connection,
    ) as one:
        page_of(carol, OFFICE)
    for _ in range(3):
        member = make_member(cast.body)
        pair = make_partnership(
            recommended.partnership.scheme, member, make_member(cast.body), now=INTRODUCED
        )
        given = recommend_mentee(pair, by=pair.mentor.account, role="mentor", text=LINE)
        show_recommendation(pair, by=member.account, role="mentee", recommendation_id=given.pk, shows=True)
        make_application(cast.other_scheme, member, "mentor")
    with CaptureQueriesContext(connection) as many:
        assert page_of(carol, OFFICE).count(TAG) == 4
    assert len(many) == len(one)


@pytest.mark.parametrize("name", ["carol", "dan", "erin", "frank"])
def test_it_is_nobody_elses(recommended: Recommendation, browser_of: Browser, name: str) -> None:
    path = f"/partnerships/{recommended.partnership_id}/recommendation/"
    for step in ("", "take-back/", "consent/"):
        said = {"recommendation_id": str(recommended.pk), "shows": "yes"}
        assert browser_of(name).post(f"{path}{step}", said).status_code == 404
    assert Recommendation.objects.get().shown_at is None


def test_where_the_scheme_does_not_offer_it_there_is_none(
    pair: Partnership, clock: time_machine.Traveller, cast: Cast, browser_of: Browser
) -> None:
    assert browser_of("bob").post(f"/partnerships/{pair.pk}/recommendation/", {}).status_code == 404
    scheme = make_scheme(cast.body, slug="doors", more='\n[sponsorship]\nintroductions = "mentor"\n')
    other = make_partnership(scheme, make_member(cast.body), make_member(cast.body), now=INTRODUCED)
    with pytest.raises(MoveRefused, match="Your scheme has no recommendations"):
        recommend_mentee(other, by=other.mentor.account, role="mentor")
