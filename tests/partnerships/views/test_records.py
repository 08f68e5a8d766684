"""The record of a session: two who write at once, drafts that stay, and the question afterwards."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from alongside.partnerships.actions import hold_session, record_draft, write_record
from alongside.partnerships.models import Session, SessionFeedback
from alongside.vault.drafts import open_draft
from alongside.vault.notes import WrittenMeanwhile, open_note
from tests.factories import Cast
from tests.plugins.races import Races

Browser = Callable[[str], Client]


@pytest.fixture
def url(first: Session) -> str:
    """The page to write the record on."""
    return reverse("session-record", kwargs={"session_id": first.pk})


def text_of(session: Session, cast: Cast) -> str:
    session.refresh_from_db()
    assert session.record is not None
    return open_note(session.record, by=cast.bob.account, role="mentor")


def test_a_record_is_saved_for_both_and_sealed(
    browser_of: Browser, cast: Cast, first: Session, url: str
) -> None:
    browser_of("alice").post(url, {"text": "We talked about Zoë's plans.", "version": "0"})
    assert text_of(first, cast) == "We talked about Zoë's plans."
    assert first.record is not None
    assert "Zoë".encode() not in bytes(first.record.blob)
    page = browser_of("bob").get(reverse("session", kwargs={"session_id": first.pk}))
    assert "We talked about Zoë&#x27;s plans." in page.content.decode()


def test_two_at_once_both_see_both_texts_and_nothing_is_lost(
    browser_of: Browser, cast: Cast, first: Session, url: str
) -> None:
    browser_of("bob").post(url, {"text": "What Bob wrote", "version": "0"})
    answer = browser_of("alice").post(url, {"text": "What Alice wrote", "version": "0"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "What Bob wrote" in page
    assert "What Alice wrote" in page
    assert text_of(first, cast) == "What Bob wrote"
    kept = open_draft(cast.alice.account, record_draft(first))
    assert kept == {"text": "What Alice wrote", "version": 1}
    assert 'name="version" value="1"' in page
    browser_of("alice").post(url, {"text": "What both wrote", "version": "1"})
    assert text_of(first, cast) == "What both wrote"
    assert open_draft(cast.alice.account, record_draft(first)) is None


def test_a_draft_is_kept_while_typing_and_comes_back(
    browser_of: Browser, cast: Cast, first: Session, url: str
) -> None:
    draft = reverse("session-record-draft", kwargs={"session_id": first.pk})
    answer = browser_of("alice").post(draft, {"text": "Half a sen", "version": "0"})
    assert answer.json() == {"saved_at": "10:00"}
    assert "Half a sen" in browser_of("alice").get(url).content.decode()
    assert "Half a sen" not in browser_of("bob").get(url).content.decode()
    first.refresh_from_db()
    assert first.record is None


def test_a_draft_is_kept_even_when_the_partner_saved_meanwhile(
    browser_of: Browser, cast: Cast, first: Session, url: str
) -> None:
    write_record(first, by=cast.bob.account, role="mentor", text="Bob was quicker")
    draft = reverse("session-record-draft", kwargs={"session_id": first.pk})
    answer = browser_of("alice").post(draft, {"text": "Mine", "version": "0"})
    assert answer.status_code == 409
    page = browser_of("alice").get(url).content.decode()
    assert "Bob was quicker" in page
    assert "Mine" in page


def test_a_draft_can_be_dropped(browser_of: Browser, cast: Cast, first: Session, url: str) -> None:
    draft = reverse("session-record-draft", kwargs={"session_id": first.pk})
    browser_of("alice").post(draft, {"text": "Not this", "version": "0"})
    browser_of("alice").post(url, {"discard": "1"})
    assert "Not this" not in browser_of("alice").get(url).content.decode()


@pytest.mark.django_db(transaction=True)
def test_of_two_first_records_one_is_saved_and_the_other_told(
    cast: Cast, first: Session, races: Races
) -> None:
    def write(name: str, role: str) -> None:
        write_record(first, by=cast.account(name), role=role, text=name, version=0)

    outcomes = races.at_once(lambda: write("alice", "mentee"), lambda: write("bob", "mentor"))
    assert sum(outcome.won for outcome in outcomes) == 1
    assert [type(outcome.error) for outcome in outcomes if outcome.error] == [WrittenMeanwhile]


@pytest.mark.requirement("R47")
def test_feedback_reaches_the_partner(browser_of: Browser, cast: Cast, first: Session) -> None:
    hold_session(first, by=cast.alice.account, role="mentee", minutes=60, held_on=date(2026, 9, 1))
    url = reverse("session-feedback", kwargs={"session_id": first.pk})
    question = "What did your partner do in this session that helped you"
    for name in ("alice", "bob"):
        assert question in browser_of(name).get(url).content.decode()
    browser_of("alice").post(url, {"text": "Your questions helped."})
    page = browser_of("bob").get(reverse("session", kwargs={"session_id": first.pk})).content.decode()
    assert "Your questions helped." in page


def test_feedback_may_be_skipped_and_given_later(browser_of: Browser, cast: Cast, first: Session) -> None:
    hold_session(first, by=cast.alice.account, role="mentee", minutes=60, held_on=date(2026, 9, 1))
    url = reverse("session-feedback", kwargs={"session_id": first.pk})
    browser_of("bob").post(url, {"skip": "1"})
    assert SessionFeedback.objects.get().text is None
    browser_of("bob").post(url, {"text": "After all"})
    assert SessionFeedback.objects.get().text is not None


def test_feedback_before_the_session_is_not_asked(browser_of: Browser, first: Session) -> None:
    url = reverse("session-feedback", kwargs={"session_id": first.pk})
    answer = browser_of("bob").post(url, {"text": "Too early"})
    assert answer.status_code == 302
    assert SessionFeedback.objects.count() == 0
