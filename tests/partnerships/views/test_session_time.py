"""The form for a time: one's own clock, both clocks shown, and hours that the clocks skip or repeat."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from alongside.notices.models import Mail
from alongside.partnerships.actions import schedule_session
from alongside.partnerships.models import Partnership, Session
from alongside.partnerships.queries.partnerships import partnership_or_404
from alongside.partnerships.queries.steps import next_step
from tests.factories import Cast
from tests.reading import text_of

Browser = Callable[[str], Client]
OCTOBER = {"day": "2026-10-25", "clock": "01:30", "minutes": "60", "seen": "0"}
MARCH = {"day": "2027-03-28", "clock": "01:30", "minutes": "60", "seen": "0"}


@pytest.fixture
def url(first: Session) -> str:
    """The form for the time of the first session."""
    return reverse("session-time", kwargs={"session_id": first.pk})


def starts_at(session: Session) -> datetime | None:
    session.refresh_from_db()
    return session.starts_at


@pytest.mark.requirement("R42")
def test_a_time_means_the_clock_of_whoever_writes_it(
    browser_of: Browser, cast: Cast, first: Session, url: str
) -> None:
    bob = cast.bob.account
    bob.time_zone = "America/New_York"
    bob.save()
    said = {"day": "2026-09-10", "clock": "08:00", "minutes": "60", "seen": "0"}
    page = browser_of("bob").post(url, said, follow=True).content.decode()
    assert starts_at(first) == datetime(2026, 9, 10, 12, 0, tzinfo=UTC)
    assert "Thursday 10 September 2026 at 08:00 EDT (New York)" in page
    assert "Thursday 10 September 2026 at 13:00 BST (London)" in page


def test_both_zones_are_shown_before_a_time_is_chosen(browser_of: Browser, cast: Cast, url: str) -> None:
    bob = cast.bob.account
    bob.time_zone = "America/New_York"
    bob.save()
    page = browser_of("alice").get(url).content.decode()
    assert "in London (BST)" in page
    assert "in New York, shows 07:00 EDT when yours shows 12:00" in page


def test_a_suggested_day_that_has_passed_is_not_proposed_again(
    browser_of: Browser,
    cast: Cast,
    pair: Partnership,
    first: Session,
    url: str,
    clock: time_machine.Traveller,
) -> None:
    session_page = reverse("session", kwargs={"session_id": first.pk})
    browser = browser_of("alice")
    assert "Your plan suggests" in browser.get(session_page).content.decode()
    clock.move_to(datetime(2026, 11, 30, 9, tzinfo=UTC))
    assert first.target_on < date(2026, 11, 30)
    browser = browser_of("alice")
    assert (
        "which has passed. Any day that suits you both will do." in browser.get(session_page).content.decode()
    )
    page = browser.get(url).content.decode()
    assert "which has passed. Choose any day that suits you both." in page
    assert 'value="2026-12-07"' in page
    assert "in London (GMT)" in page
    step = next_step(partnership_or_404(cast.alice.account, pair.pk), cast.alice.account)
    assert step is not None
    assert step.day is None
    assert "any day that suits you both will do" in step.text


@pytest.mark.parametrize("which, moment", [("earlier", 0), ("later", 1)])
def test_an_hour_that_comes_twice_is_asked_again_in_plain_words(
    browser_of: Browser, first: Session, url: str, which: str, moment: int
) -> None:
    browser = browser_of("alice")
    page = browser.post(url, OCTOBER).content.decode()
    assert "01:30 comes twice" in page
    assert "01:30 BST" in page
    assert "01:30 GMT" in page
    assert starts_at(first) is None
    browser.post(url, OCTOBER | {"which": which, "asked": "2026-10-25 01:30"})
    assert starts_at(first) == datetime(2026, 10, 25, moment, 30, tzinfo=UTC)


@pytest.mark.parametrize("which, hour", [("earlier", 0), ("later", 1)])
def test_an_hour_that_does_not_exist_is_asked_again_in_plain_words(
    browser_of: Browser, first: Session, url: str, which: str, hour: int
) -> None:
    browser = browser_of("alice")
    page = browser.post(url, MARCH).content.decode()
    assert "there is no 01:30" in page
    browser.post(url, MARCH | {"which": which, "asked": "2027-03-28 01:30"})
    assert starts_at(first) == datetime(2027, 3, 28, hour, 30, tzinfo=UTC)


def test_an_answer_about_another_hour_is_not_taken(browser_of: Browser, first: Session, url: str) -> None:
    browser_of("alice").post(url, OCTOBER | {"which": "later", "asked": "2026-10-25 01:45"})
    assert starts_at(first) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": "0001-01-01"},
        {"day": "9999-12-31"},
        {"day": "2026-08-31"},
        {"minutes": "30000"},
        {"minutes": "0"},
        {"join_url": "javascript:alert(1)"},
        {"join_url": "data:text/html,x"},
        {"place": "x" * 201},
        {"clock": "25:00"},
        {"place": "a\x00b"},
    ],
)
def test_what_cannot_be_is_refused_and_what_was_typed_stays(
    browser_of: Browser, first: Session, url: str, wrong: dict[str, str]
) -> None:
    said = {"day": "2026-09-10", "clock": "12:00", "minutes": "60", "seen": "0", "place": "Room 4"} | wrong
    answer = browser_of("alice").post(url, said)
    assert answer.status_code == 200
    assert starts_at(first) is None
    assert "to put right" in answer.content.decode()


def test_a_partner_who_was_quicker_is_shown(
    browser_of: Browser, cast: Cast, first: Session, url: str
) -> None:
    quicker = datetime(2026, 9, 11, 12, 0, tzinfo=UTC)
    schedule_session(first, by=cast.bob.account, role="mentor", starts_at=quicker, minutes=60)
    said = {"day": "2026-09-10", "clock": "12:00", "minutes": "60", "seen": "0"}
    browser = browser_of("alice")
    page = browser.post(url, said).content.decode()
    assert "Friday 11 September 2026 at 13:00 BST" in page
    assert 'name="seen" value="1"' in page
    browser.post(url, said | {"seen": "1"})
    assert starts_at(first) == datetime(2026, 9, 10, 11, 0, tzinfo=UTC)


def test_a_double_click_sends_one_invitation(browser_of: Browser, first: Session, url: str) -> None:
    said = {"day": "2026-09-10", "clock": "12:00", "minutes": "60", "seen": "0"}
    answers = [browser_of("alice").post(url, said) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    first.refresh_from_db()
    assert first.sequence == 1


def test_the_calendar_file_is_there_once_there_is_a_time(
    browser_of: Browser, cast: Cast, first: Session
) -> None:
    url = reverse("session-invitation", kwargs={"session_id": first.pk})
    assert browser_of("alice").get(url).status_code == 404
    moment = datetime(2026, 9, 11, 12, 0, tzinfo=UTC)
    schedule_session(first, by=cast.bob.account, role="mentor", starts_at=moment, minutes=60)
    answer = browser_of("alice").get(url)
    assert answer["Content-Type"].startswith("text/calendar")
    assert b"DTSTART:20260911T120000Z" in answer.content
    for name in ("carol", "erin", "frank"):
        assert browser_of(name).get(url).status_code == 404


@pytest.mark.requirement("R89")
def test_the_mentee_is_asked_to_send_the_invitation_and_the_mentor_may_as_well(
    browser_of: Browser, physicists: Partnership
) -> None:
    session = physicists.sessions.get(number=1)
    overview = reverse("partnership", kwargs={"partnership_id": physicists.pk})
    time = reverse("session-time", kwargs={"session_id": session.pk})
    asked, waits = (text_of(browser_of(name).get(overview).content) for name in ("alice", "bob"))
    assert "Choose a time for session 1" in asked
    assert "Alice chooses a time for session 1" in waits
    mails = {mail.address: mail.text for mail in Mail.objects.filter(kind="introduction")}
    assert "What comes next: choose a time" in mails["alice@people.example"]
    assert "What comes next: Alice chooses a time" in mails["bob@people.example"]
    bob = browser_of("bob")
    page = bob.get(reverse("session", kwargs={"session_id": session.pk}))
    assert "Alice sends the invitation as a rule; you may as well." in text_of(page.content)
    assert f'href="{time}"' in page.content.decode()
    bob.post(time, {"day": "2026-09-10", "clock": "13:00", "minutes": "60", "seen": "0"})
    invited = Mail.objects.filter(kind="meeting", calendar_method="REQUEST")
    assert sorted(mail.address for mail in invited) == ["alice@people.example", "bob@people.example"]
