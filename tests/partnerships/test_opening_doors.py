"""Doors that a mentor opened: noted by whom the scheme says, of a third person no more than a name, read by the two."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
import time_machine
from django.test import Client
from pypdf import PdfReader

from alongside.domain.lifecycle import MoveRefused
from alongside.journal.models import Entry
from alongside.notices.models import Mail, Notice
from alongside.partnerships.actions import end_partnership, pause_partnership
from alongside.partnerships.actions.doors import change_door, note_door
from alongside.partnerships.models import OpenedDoor, Partnership
from alongside.partnerships.queries.doors import DoorText
from alongside.presets import preset_text
from alongside.vault.models import Note
from tests.factories import Cast, make_partnership, make_scheme
from tests.partnerships.conftest import INTRODUCED

Browser = Callable[[str], Client]
SAID = {"whom": "Head of imaging in Leeds", "on": "1 September 2026", "purpose": "A visit to their studio"}


def page_of(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def doors_of(pair: Partnership) -> str:
    return f"/partnerships/{pair.pk}/opening-doors/"


@pytest.fixture
def doors(clock: time_machine.Traveller, cast: Cast) -> Partnership:
    """Alice and Bob in a scheme whose mentors note whom they introduced their mentees to."""
    scheme = make_scheme(cast.body, slug="doors", more='\n[sponsorship]\nintroductions = "mentor"\n')
    return make_partnership(scheme, cast.alice, cast.bob, now=INTRODUCED)


@pytest.fixture
def opened(doors: Partnership, cast: Cast) -> OpenedDoor:
    """Bob introduced Alice to somebody."""
    text = DoorText("Head of imaging in Leeds", "A visit to their studio")
    return note_door(doors, by=cast.bob.account, role="mentor", on=date(2026, 9, 1), text=text)


@pytest.mark.requirement("R125")
def test_a_mentor_notes_an_introduction_and_the_mentee_reads_it(
    doors: Partnership, cast: Cast, browser_of: Browser
) -> None:
    alice, bob, path = browser_of("alice"), browser_of("bob"), doors_of(doors)
    overview = page_of(bob, f"/partnerships/{doors.pk}/")
    assert f'href="{path}"' in overview
    assert "No introduction noted yet" in page_of(bob, path)
    bob.post(path, SAID)
    told = Notice.objects.get(account=cast.alice.account, event__contains=":doors:", cleared_at=None)
    assert told.sentence == "Bob Example has noted an introduction."
    assert not Mail.objects.filter(text__contains="Leeds").exists()
    page = page_of(alice, path)
    for words in ("Head of imaging in Leeds", "A visit to their studio", "To whom you were introduced"):
        assert words in page
    assert "Note an introduction" not in page  # in this scheme it is the mentor who notes
    assert "Change or take back" not in page
    assert not Notice.objects.filter(pk=told.pk, cleared_at=None).exists()
    assert b"Leeds" not in b"".join(bytes(blob) for blob in Note.objects.values_list("blob", flat=True))
    assert not [entry for entry in Entry.objects.filter(noun="opened door") if entry.facts]


@pytest.mark.requirement("R125")
@pytest.mark.parametrize(
    "field,text,found",
    [
        ("whom", "Jo Ng, jo@leeds.example", "Leave out the email address"),
        ("whom", "Jo Ng, 0113 496 0123", "Leave out the telephone number"),
        ("purpose", "A visit, call +44 113 496 0123", "Leave out the telephone number"),
        ("whom", "x" * 81, "at most 80 characters"),
        ("whom", "", "Write a name, or the part they play."),
        ("on", "1 October 2026", "or a day before it"),
    ],
)
def test_of_the_third_person_a_name_or_a_part_is_kept_and_nothing_else(
    doors: Partnership, browser_of: Browser, field: str, text: str, found: str
) -> None:
    answer = browser_of("bob").post(doors_of(doors), SAID | {field: text})
    page = answer.content.decode()
    assert found in page
    assert "A visit" in page  # what was typed is still there
    assert "They have not agreed to stand here." in page
    assert not OpenedDoor.objects.exists()


@pytest.mark.requirement("R226")
def test_the_doctors_mentors_note_doors_that_they_opened(
    clock: time_machine.Traveller, cast: Cast, browser_of: Browser
) -> None:
    text = preset_text("schemes", "nhs")
    asked = text[
        text.index("[sponsorship]") : text.index("[actions]")
    ]  # applications are read by nobody first
    scheme = make_scheme(cast.body, slug="doctors", more=f"\n{asked}")
    pair = make_partnership(scheme, cast.alice, cast.bob, now=INTRODUCED)
    browser_of("bob").post(doors_of(pair), SAID)
    assert "Head of imaging in Leeds" in page_of(browser_of("alice"), doors_of(pair))


def test_whoever_noted_it_puts_it_right_and_takes_it_back(
    opened: OpenedDoor, doors: Partnership, browser_of: Browser
) -> None:
    bob, path = browser_of("bob"), f"/opened-doors/{opened.pk}/"
    page = page_of(bob, path)
    assert 'value="Head of imaging in Leeds"' in page
    changed = SAID | {"whom": "Head of imaging in York", "version": opened.text.version}
    assert bob.post(path, changed | {"whom": "jo@york.example"}).status_code == 200
    bob.post(path, changed)
    assert "Head of imaging in York" in page_of(browser_of("alice"), doors_of(doors))
    conflict = bob.post(path, changed | {"whom": "Head of imaging in Hull"})
    assert conflict.status_code == 409
    assert "Head of imaging in York" in conflict.content.decode()
    bob.post(f"{path}take-back/")
    assert not OpenedDoor.objects.exists()
    assert not Note.objects.filter(kind="opened door").exists()  # nothing of it stays
    assert bob.post(f"{path}take-back/").status_code == 404


@pytest.mark.parametrize("name", ["alice", "carol", "dan", "erin", "frank"])
def test_it_is_for_nobody_else_to_change(opened: OpenedDoor, browser_of: Browser, name: str) -> None:
    assert browser_of(name).get(f"/opened-doors/{opened.pk}/").status_code == 404
    assert browser_of(name).post(f"/opened-doors/{opened.pk}/take-back/").status_code == 404
    assert OpenedDoor.objects.exists()


@pytest.mark.parametrize("name", ["carol", "dan", "erin", "frank"])
def test_nobody_else_reads_it(doors: Partnership, opened: OpenedDoor, browser_of: Browser, name: str) -> None:
    assert browser_of(name).get(doors_of(doors)).status_code == 404


def test_where_the_scheme_says_both_the_mentee_notes_it_too(
    clock: time_machine.Traveller, cast: Cast, browser_of: Browser
) -> None:
    scheme = make_scheme(cast.body, slug="both", more='\n[sponsorship]\nintroductions = "both"\n')
    pair = make_partnership(scheme, cast.alice, cast.bob, now=INTRODUCED)
    assert "To whom were you introduced?" in page_of(browser_of("alice"), doors_of(pair))
    browser_of("alice").post(doors_of(pair), SAID)
    assert "Head of imaging in Leeds" in page_of(browser_of("bob"), doors_of(pair))


def test_where_the_scheme_says_the_mentor_the_mentee_is_refused(
    doors: Partnership, browser_of: Browser
) -> None:
    answer = browser_of("alice").post(doors_of(doors), SAID)
    assert "In your scheme this is not for you to note." in answer.content.decode()
    assert not OpenedDoor.objects.exists()


def test_where_the_scheme_does_not_offer_it_there_is_no_page(pair: Partnership, browser_of: Browser) -> None:
    assert browser_of("bob").get(doors_of(pair)).status_code == 404
    assert browser_of("bob").post(doors_of(pair), SAID).status_code == 404
    assert "Opening doors" not in page_of(browser_of("bob"), f"/partnerships/{pair.pk}/")


def test_sending_the_form_twice_notes_it_once_and_one_notice_stands_at_a_time(
    doors: Partnership, browser_of: Browser, cast: Cast
) -> None:
    bob, proposed = browser_of("bob"), "5f0c3a52-6a53-4b7b-9a0f-2f6b1f1f0a11"
    for _ in range(2):
        bob.post(doors_of(doors), SAID | {"door_id": proposed})
    bob.post(doors_of(doors), SAID)
    assert OpenedDoor.objects.count() == 2
    waiting = Notice.objects.filter(account=cast.alice.account, event__contains=":doors:", cleared_at=None)
    assert waiting.count() == 1


def test_it_is_printed_with_the_papers(doors: Partnership, opened: OpenedDoor, browser_of: Browser) -> None:
    alice = browser_of("alice")
    assert "1 introduction" in page_of(alice, f"/partnerships/{doors.pk}/papers/")
    answer = alice.get(f"/partnerships/{doors.pk}/papers.pdf?paper=doors")
    printed = " ".join(
        "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages).split()
    )
    for words in ("Doors that were opened", "Head of imaging in Leeds", "For: A visit to their studio"):
        assert words in printed


def test_in_a_pause_it_goes_on_and_after_the_end_it_can_only_be_read_and_taken_back(
    doors: Partnership, opened: OpenedDoor, browser_of: Browser, cast: Cast
) -> None:
    bob, text = cast.bob.account, DoorText("Somebody else")
    pause_partnership(doors, by=bob, role="mentor", until=date(2026, 10, 1))
    note_door(doors, by=bob, role="mentor", on=date(2026, 9, 1), text=text)
    end_partnership(doors, by=bob, role="mentor")
    with pytest.raises(MoveRefused, match="has ended"):
        note_door(doors, by=bob, role="mentor", on=date(2026, 9, 1), text=text)
    with pytest.raises(MoveRefused, match="has ended"):
        change_door(opened, by=bob, on=date(2026, 9, 1), text=text)
    page = page_of(browser_of("bob"), doors_of(doors))
    assert "Head of imaging in Leeds" in page
    assert "Note an introduction" not in page
    assert "Save it" not in page_of(browser_of("bob"), f"/opened-doors/{opened.pk}/")
    browser_of("bob").post(f"/opened-doors/{opened.pk}/take-back/")
    assert "Head of imaging in Leeds" not in page_of(browser_of("alice"), doors_of(doors))
