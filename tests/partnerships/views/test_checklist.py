"""The checklist of a first meeting, as the two tick and change it."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.domain.scheme import load_scheme
from alongside.partnerships.actions import end_partnership, hold_session
from alongside.partnerships.models import ChecklistLine, Partnership, Session
from alongside.partnerships.queries.steps import next_step
from alongside.presets import preset_text
from alongside.schemes.actions import start_scheme
from tests.factories import Cast, make_partnership
from tests.partnerships.conftest import INTRODUCED
from tests.reading import text_of

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]
NOTES = "Notes: who keeps which"


@pytest.fixture
def doctors(cast: Cast, clock: object) -> Partnership:
    """The same two in the doctors' scheme, which has a list, with nobody who reads applications first."""
    text = preset_text("schemes", "nhs").replace(
        'kind = "rolling"\nreview = "office"\n', 'kind = "rolling"\n'
    )
    started = INTRODUCED.date() - timedelta(days=30)
    scheme = start_scheme(cast.body, by=None, text=text, slug="doctors", today=started)
    return make_partnership(scheme, cast.alice, cast.bob, now=INTRODUCED)


@pytest.fixture
def meeting(doctors: Partnership) -> Session:
    """Their first meeting."""
    session: Session = doctors.sessions.get(number=1)
    return session


def page(client: Client, session: Session, route: str = "session") -> str:
    answer = client.get(reverse(route, args=[session.pk]))
    assert answer.status_code == 200
    return text_of(answer.content)


def act(client: Client, session: Session, route: str, **said: object) -> str:
    answer = client.post(reverse(f"session-checklist{route}", args=[session.pk]), said, follow=True)
    assert answer.status_code == 200
    return text_of(answer.content)


@pytest.mark.requirement("R266")
def test_the_first_meeting_has_a_list_that_the_two_tick_and_change(
    cast: Cast, meeting: Session, browser_of: Browser
) -> None:
    alice, bob = browser_of("alice"), browser_of("bob")
    for words in ("Confidentiality: what stays between us", NOTES, "Ending: either of us", "The next date"):
        assert words in page(bob, meeting)
    assert "0 of 13 settled." in page(bob, meeting)
    act(alice, meeting, "-tick", done=["notes", "ending"])
    ticked = page(bob, meeting)
    assert "2 of 13 settled." in ticked
    assert "and who may see them Alice, Tuesday 1 September 2026 at 10:00 BST" in ticked
    act(bob, meeting, "", text="Whether we use first names", line_id=str(uuid4()))
    act(bob, meeting, "-off", off="where")
    changed = page(alice, meeting)
    assert "Whether we use first names" in changed
    assert "Where or by which means" not in changed
    assert "2 of 13 settled." in changed
    taken_off = page(alice, meeting, "session-checklist").split("Taken off")[1]
    assert "Where or by which means" in taken_off
    act(alice, meeting, "-off", back="where")
    assert "Where or by which means" in page(bob, meeting)
    hold_session(meeting, by=cast.bob.account, role="mentor", minutes=60, held_on=timezone.localdate())
    assert "2 of 14 settled." in page(bob, meeting)


def test_what_the_partner_ticked_meanwhile_stays(meeting: Session, browser_of: Browser) -> None:
    alice, bob = browser_of("alice"), browser_of("bob")
    act(alice, meeting, "-tick", done=["notes", "review"])
    act(bob, meeting, "-tick", done=["where"])  # from a page on which nothing was ticked
    act(alice, meeting, "-tick", done=["review"], seen=["notes", "review"])
    ticks = ChecklistLine.objects.exclude(ticked_by="").values_list("item", "ticked_by")
    assert sorted(ticks) == [("review", "mentee"), ("where", "mentor")]


def test_own_words_are_sealed_and_added_once(meeting: Session, browser_of: Browser) -> None:
    alice, proposed = browser_of("alice"), str(uuid4())
    for _ in range(2):
        act(alice, meeting, "", text="Whether we use first names", line_id=proposed)
    line = ChecklistLine.objects.get()
    assert line.item == ""
    assert line.text is not None
    assert b"first names" not in bytes(line.text.blob)
    assert "Write what you want to settle." in act(alice, meeting, "", text=" ")
    assert "1,000" in act(alice, meeting, "", text="x" * 1001)


def test_nonsense_changes_nothing(meeting: Session, browser_of: Browser) -> None:
    alice = browser_of("alice")
    act(alice, meeting, "-tick", done=["nonsense", str(uuid4()), "\x00"], seen=["else"])
    act(alice, meeting, "-off", off="nonsense")
    act(alice, meeting, "-off", back="notes")
    act(alice, meeting, "-off")
    assert not ChecklistLine.objects.exists()


def test_it_holds_nothing_up_and_ends_with_the_partnership(
    cast: Cast, doctors: Partnership, meeting: Session, browser_of: Browser
) -> None:
    step = next_step(doctors, cast.alice.account)
    assert step is not None
    assert step.title == "Choose a time for session 1"
    alice = browser_of("alice")
    act(alice, meeting, "", text="Whether we use first names")
    end_partnership(doctors, by=cast.bob.account, role="mentor", ending="early")
    assert "has ended" in act(alice, meeting, "-tick", done=["notes"])
    assert not ChecklistLine.objects.exclude(ticked_by="").exists()
    text = page(alice, meeting)
    assert "Whether we use first names" in text
    assert "Keep what we have settled" not in text


def test_other_sessions_and_schemes_without_one_have_no_list(
    doctors: Partnership, pair: Partnership, browser_of: Browser
) -> None:
    alice = browser_of("alice")
    for session in (doctors.sessions.get(number=2), pair.sessions.get(number=1)):
        assert "A list for your first meeting" not in page(alice, session)
        for route in ("", "-tick", "-off"):
            url = reverse(f"session-checklist{route}", args=[session.pk])
            assert alice.post(url).status_code == 404


def test_a_list_for_a_session_that_is_not_there_is_a_problem_of_the_definition() -> None:
    text = preset_text("schemes", "nhs").replace("session = 1\nitems", "session = 9\nitems")
    definition, problems = load_scheme(text)
    assert definition is None
    assert [problem.path for problem in problems] == ["checklist.session"]


def test_nothing_is_counted_of_a_partner_who_has_nothing_to_prepare(
    doctors: Partnership, browser_of: Browser, cast: Cast
) -> None:
    second = doctors.sessions.get(number=2)
    hold_session(second, by=cast.alice.account, role="mentee", minutes=60, held_on=INTRODUCED.date())
    shown = browser_of("alice").get(f"/sessions/{second.pk}/").content.decode()
    assert "Prepared: you 0 of 1.</p>" in shown
