"""Thanking each other at the end: it reaches the other, and is evidence only where its writer agreed."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from alongside.cpd.models import Document
from alongside.cpd.queries.documents import opened_document
from alongside.notices.models import Mail, Notice
from alongside.partnerships.actions import end_partnership, hold_session
from alongside.partnerships.actions.acknowledging import write_acknowledgement
from alongside.partnerships.models import Acknowledgement, Partnership, Session
from alongside.vault.models import Note
from tests.factories import Cast
from tests.partnerships.conftest import INTRODUCED

Browser = Callable[[str], Client]
WORDS = "You asked the one question that changed how I work."


def page_of(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.fixture
def ended(pair: Partnership, first: Session, cast: Cast) -> Partnership:
    """The two met once, and have parted."""
    hold_session(first, by=cast.alice.account, role="mentee", minutes=60, held_on=INTRODUCED.date())
    return end_partnership(pair, by=cast.bob.account, role="mentor")


def thank(pair: Partnership, *, role: str = "mentee", shown: bool = True) -> Acknowledgement:
    account = pair.account_of(role)
    return write_acknowledgement(pair, by=account, role=role, text=WORDS, may_be_shown=shown)


@pytest.mark.requirement("R173")
def test_it_reaches_the_mentor_in_the_mentees_words(
    ended: Partnership, browser_of: Browser, cast: Cast
) -> None:
    alice, bob, path = browser_of("alice"), browser_of("bob"), f"/partnerships/{ended.pk}/thanks/"
    assert f'href="{path}"' in page_of(alice, f"/partnerships/{ended.pk}/")
    alice.post(path, {"text": WORDS})
    told = Notice.objects.get(account=cast.bob.account, event__contains=":thanks:", cleared_at=None)
    assert told.sentence == "Alice Example thanks you for your time together."
    assert not Mail.objects.filter(text__contains="one question").exists()
    page = page_of(bob, path)
    assert WORDS in page
    assert "This is for you alone" in page
    assert not Notice.objects.filter(pk=told.pk, cleared_at=None).exists()


@pytest.mark.requirement("R173")
def test_it_is_evidence_only_while_the_mentee_agrees(
    ended: Partnership, browser_of: Browser, cast: Cast
) -> None:
    alice, bob, path = browser_of("alice"), browser_of("bob"), f"/partnerships/{ended.pk}/thanks/"
    alice.post(path, {"text": WORDS})
    refused = bob.post(f"{path}evidence/", follow=True).content.decode()
    assert "has not said that you may use these words" in refused
    assert not Document.objects.exists()
    alice.post(path, {"text": WORDS, "may_be_shown": "on"})
    assert "Attach it to my CPD" in page_of(bob, path)
    assert "acknowledgement.pdf" in bob.post(f"{path}evidence/", follow=True).content.decode()
    opened = opened_document(Document.objects.get(), by=cast.bob.account)
    printed = " ".join(PdfReader(BytesIO(opened.data)).pages[0].extract_text().split())
    assert WORDS in printed
    assert "Bob Example" in printed
    assert "Alice" not in printed
    alice.post(path, {"text": WORDS})
    bob.post(f"{path}evidence/")
    assert Document.objects.count() == 1


def test_without_an_activity_there_is_nothing_to_attach_it_to(
    pair: Partnership, browser_of: Browser, cast: Cast
) -> None:
    ended = end_partnership(pair, by=cast.bob.account, role="mentor")
    thank(ended)
    answer = browser_of("bob").post(f"/partnerships/{ended.pk}/thanks/evidence/", follow=True)
    assert "There is no activity of this partnership in your CPD" in answer.content.decode()


def test_it_is_for_the_end(pair: Partnership, browser_of: Browser) -> None:
    path = f"/partnerships/{pair.pk}/thanks/"
    assert "This is for the end" in page_of(browser_of("alice"), path)
    assert path not in page_of(browser_of("alice"), f"/partnerships/{pair.pk}/")
    answer = browser_of("alice").post(path, {"text": WORDS}).content.decode()
    assert "This is for the end" in answer
    assert not Acknowledgement.objects.exists()


def test_the_last_session_held_is_the_end(pair: Partnership, browser_of: Browser, cast: Cast) -> None:
    pair.sessions.exclude(number=1).update(state="skipped")
    first = pair.sessions.get(number=1)
    hold_session(first, by=cast.alice.account, role="mentee", minutes=60, held_on=INTRODUCED.date())
    path = f"/partnerships/{pair.pk}/thanks/"
    assert path in page_of(browser_of("bob"), f"/partnerships/{pair.pk}/")
    browser_of("bob").post(path, {"text": WORDS})
    assert Acknowledgement.objects.get().role == "mentor"


def test_words_are_sealed_kept_while_typing_and_changed_without_a_second_notice(
    ended: Partnership, browser_of: Browser, cast: Cast
) -> None:
    alice, path = browser_of("alice"), f"/partnerships/{ended.pk}/thanks/"
    alice.post(f"{path}draft/", {"text": "You asked the"})
    assert "This is what you were typing when you left." in page_of(alice, path)
    alice.post(path, {"text": WORDS})
    alice.post(path, {"text": f"{WORDS} Thank you."})
    assert Acknowledgement.objects.count() == 1
    assert f"{WORDS} Thank you." in page_of(browser_of("bob"), path)
    assert Notice.objects.filter(account=cast.bob.account, event__contains=":thanks:").count() == 1
    stored = b"".join(bytes(blob) for blob in Note.objects.values_list("blob", flat=True))
    assert b"one question" not in stored


@pytest.mark.parametrize("name", ["carol", "dan", "erin", "frank"])
def test_nobody_else_reads_or_uses_it(ended: Partnership, browser_of: Browser, name: str) -> None:
    thank(ended)
    path = f"/partnerships/{ended.pk}/thanks/"
    assert browser_of(name).get(path).status_code == 404
    assert browser_of(name).post(f"{path}evidence/").status_code == 404


def test_one_does_not_use_ones_own_words(ended: Partnership, browser_of: Browser, cast: Cast) -> None:
    browser_of("alice").get("/cpd/")
    thank(ended)
    browser_of("alice").post(f"/partnerships/{ended.pk}/thanks/evidence/")
    assert not Document.objects.exists()
    assert timezone.now() - Acknowledgement.objects.get().written_at < timedelta(days=1)
