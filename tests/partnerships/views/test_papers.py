"""Papers in one place: what there is, what is due, how much is written down, and the binder."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from pypdf import PdfReader

from alongside.notices.models import Notice
from alongside.partnerships.actions import (
    end_partnership,
    hold_session,
    schedule_session,
    write_record,
)
from alongside.partnerships.actions.goals import draft_goal, share_goal
from alongside.partnerships.jobs import remind_partners
from alongside.partnerships.models import Partnership
from alongside.partnerships.queries.errands import waiting_on
from alongside.partnerships.queries.goals import GoalText
from alongside.partnerships.queries.partnerships import partnership_or_404
from tests.factories import Cast, make_partnership, make_scheme
from tests.partnerships.actions.test_agreements import suggest
from tests.partnerships.conftest import INTRODUCED
from tests.partnerships.views.test_signed_papers import PAPER, upload

Browser = Callable[[str], Client]
REQUIRED = '\n[papers]\nlevel = "full"\nrequired = ["agreement", "goals", "records"]\n'


def held(pair: Partnership, number: int, record: str = "") -> None:
    session = pair.sessions.get(number=number)
    hold_session(session, by=pair.mentee.account, role="mentee", minutes=60, held_on=date(2026, 9, 1))
    if record:
        write_record(session, by=pair.mentee.account, role="mentee", text=record)


def share(pair: Partnership, words: str) -> None:
    by = pair.mentee.account
    share_goal(draft_goal(pair, by=by, role="mentee", text=GoalText(goal=words)), by=by, role="mentee")


def sign(pair: Partnership, browser_of: Browser) -> None:
    suggest(pair)
    upload(browser_of("alice"), pair)
    said = {"agrees": "on", "seen": "1", "name": "Bob Example"}
    browser_of("bob").post(f"/partnerships/{pair.pk}/agreement/sign/", said)


def page_of(browser: Client, pair: Partnership) -> str:
    return browser.get(f"/partnerships/{pair.pk}/papers/").content.decode()


def text_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


@pytest.fixture
def doctors(clock: time_machine.Traveller, cast: Cast) -> Partnership:
    """Alice and Bob in a scheme that asks for papers."""
    scheme = make_scheme(cast.body, slug="papers", more=REQUIRED)
    return make_partnership(scheme, cast.alice, cast.bob, now=INTRODUCED)


@pytest.mark.requirement("R258")
def test_all_papers_stand_in_one_place(pair: Partnership, browser_of: Browser) -> None:
    assert "Nothing on paper yet" in page_of(browser_of("alice"), pair)
    sign(pair, browser_of)
    share(pair, "Draw the hand")
    held(pair, 1, record="We looked at the hand.")
    page = page_of(browser_of("bob"), pair)
    for title in ("Agreement, version 1", "1 goal", "Record of session 1"):
        assert title in page
    answer = browser_of("bob").get(f"/partnerships/{pair.pk}/papers.zip")
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert sorted(archive.namelist()) == ["papers.json", "papers.pdf", "signed/1-Scan of ours.pdf"]
    assert archive.read("signed/1-Scan of ours.pdf") == PAPER
    copy = json.loads(archive.read("papers.json"))
    assert [paper["title"] for paper in copy["papers"]][:2] == ["Our agreement", "Our goals"]
    assert copy["papers"][2]["parts"][0]["paragraphs"] == ["We looked at the hand."]
    assert [one["minutes"] for one in copy["sessions"]] == [60]


@pytest.mark.requirement("R260")
def test_one_pdf_with_cover_index_numbers_and_what_was_chosen(pair: Partnership, browser_of: Browser) -> None:
    share(pair, "Draw the hand")
    held(pair, 1, record="We looked at the hand.")
    held(pair, 2, record="We looked at the foot.")
    answer = browser_of("alice").get(
        f"/partnerships/{pair.pk}/papers.pdf", {"paper": ["goals", "record-2", "record-99"]}
    )
    assert answer["Content-Type"] == "application/pdf"
    cover, index, sessions, *papers = text_of(answer.content)
    assert "Alice Example" in cover
    assert "Bob Example" in cover
    assert "Sessions held" in index
    assert "Our goals" in index
    assert "Session 2" in index
    assert "Session 1" not in index
    assert "60" in sessions
    assert "Draw the hand" in papers[0]
    assert "We looked at the foot." in papers[1]
    assert "We looked at the hand." not in "".join(papers)
    pages = [cover, index, sessions, *papers]
    assert [f"Page {number}" in page for number, page in enumerate(pages, start=1)] == [True] * 5
    whole = browser_of("alice").get(f"/partnerships/{pair.pk}/papers.pdf")
    assert "We looked at the hand." in "".join(text_of(whole.content))


def test_pages_signed_by_hand_stand_behind_with_their_own_index(
    pair: Partnership, browser_of: Browser
) -> None:
    sign(pair, browser_of)
    answer = browser_of("alice").get(f"/partnerships/{pair.pk}/papers.pdf")
    text = text_of(answer.content)
    assert any("Fingerprint of what was signed" in page for page in text)
    # The scan of this test is no real PDF: its page says where it is instead.
    assert "It is in the zip of these papers." in " ".join(text[-1].split())
    without = browser_of("alice").get(f"/partnerships/{pair.pk}/papers.pdf", {"paper": "goals"})
    assert "Fingerprint" not in "".join(text_of(without.content))


@pytest.mark.requirement("R257")
def test_what_the_scheme_asks_for_is_due_until_it_is_there(doctors: Partnership, browser_of: Browser) -> None:
    page = page_of(browser_of("alice"), doctors)
    assert page.count(">Due<") == 3
    share(doctors, "Draw the hand")
    held(doctors, 1, record="We looked at the hand.")
    held(doctors, 2)
    page = page_of(browser_of("bob"), doctors)
    assert page.count(">There<") == 1
    assert "Still without one: session 2." in page


@pytest.mark.requirement("R256")
def test_with_nothing_on_paper_nobody_is_reminded_and_hours_count(
    pair: Partnership, browser_of: Browser, clock: time_machine.Traveller, cast: Cast
) -> None:
    path = f"/partnerships/{pair.pk}/papers/"
    browser_of("alice").post(path, {"level": "none"})
    assert Notice.objects.filter(account=cast.bob.account, event__contains=":papers:").count() == 1
    first = pair.sessions.get(number=1)
    starts = datetime(2026, 9, 10, 12, 0, tzinfo=UTC)
    schedule_session(first, by=cast.alice.account, role="mentee", starts_at=starts, minutes=60)
    clock.move_to(starts + timedelta(days=10))
    remind_partners(starts + timedelta(days=10))
    asked = Notice.objects.filter(event__contains=":met:")
    found = partnership_or_404(cast.alice.account, pair.pk)
    said = [errand.sentence for errand in waiting_on(found, cast.alice.account)]
    assert (asked.count(), [one for one in said if "whether you met" in one]) == (0, [])
    browser_of("alice").post(path, {"level": "light"})
    remind_partners(starts + timedelta(days=10))
    assert asked.count() == 2
    browser_of("alice").post(path, {"level": "none"})
    hold_session(first, by=cast.alice.account, role="mentee", minutes=75, held_on=date(2026, 9, 10))
    first.refresh_from_db()
    assert (first.state, first.held_minutes) == ("held", 75)


def test_where_all_is_written_down_the_last_record_waits_on_both(doctors: Partnership, cast: Cast) -> None:
    held(doctors, 1)
    held(doctors, 2)
    found = partnership_or_404(cast.bob.account, doctors.pk)
    said = [errand for errand in waiting_on(found, cast.bob.account) if "want to keep" in errand.sentence]
    assert [(one.role, "session 2" in one.sentence) for one in said] == [("mentor", True), ("mentee", True)]
    held(doctors, 3, record="Something.")
    found = partnership_or_404(cast.bob.account, doctors.pk)
    assert [one for one in waiting_on(found, cast.bob.account) if "want to keep" in one.sentence] == []


def test_after_the_end_the_papers_stay_and_the_level_does_not_change(
    pair: Partnership, browser_of: Browser, cast: Cast
) -> None:
    share(pair, "Draw the hand")
    end_partnership(pair, by=cast.bob.account, role="mentor")
    browser_of("alice").post(f"/partnerships/{pair.pk}/papers/", {"level": "none"})
    pair.refresh_from_db()
    assert pair.papers == ""
    answer = browser_of("alice").get(f"/partnerships/{pair.pk}/papers.pdf")
    assert "Draw the hand" in "".join(text_of(answer.content))


@pytest.mark.requirement("R246")
def test_a_letter_tells_the_line_manager_and_waits_for_nobody(
    clock: time_machine.Traveller, cast: Cast, browser_of: Browser
) -> None:
    scheme = make_scheme(cast.body, slug="letter", more="\n[papers]\nmanager_letter = true\n")
    pair = make_partnership(scheme, cast.alice, cast.bob, now=INTRODUCED)
    path = f"/partnerships/{pair.pk}/papers/line-manager/"
    alice = browser_of("alice")
    letter = " ".join(" ".join(text_of(alice.get(path).content)).split())
    for words in ("Alice Example", "6 sessions of 60 minutes", "asks nobody for permission"):
        assert words in letter
    assert "Bob" not in letter
    assert "It helps if your line manager knows" in page_of(alice, pair)
    assert "or a day before it" in alice.post(path, {"told_on": "1 January 2027"}).content.decode()  # not yet
    alice.post(path, {"told_on": "31 August 2026"})
    assert "You told them on" in page_of(alice, pair)
    assert "You told them on" not in page_of(browser_of("bob"), pair)
    alice.post(path, {"told_on": ""})
    assert "You told them on" not in page_of(alice, pair)
    pair.refresh_from_db()
    assert pair.state == "introduced"  # and could go on all the while


def test_where_the_scheme_offers_no_letter_there_is_none(pair: Partnership, browser_of: Browser) -> None:
    alice = browser_of("alice")
    assert alice.get(f"/partnerships/{pair.pk}/papers/line-manager/").status_code == 404
    assert "Your line manager" not in page_of(alice, pair)
