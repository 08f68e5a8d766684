"""The pages of the learning log and of what there is to read."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.journal.models import Entry
from alongside.partnerships.models import AgendaItem, LearningEntry, Partnership
from alongside.presets import preset_text
from alongside.schemes.actions import adopt_definition
from tests.factories import Cast

Browser = Callable[[str], Client]


def said(**fields: Any) -> dict[str, Any]:
    return {"kind": "experiment", "on": "2026-08-30", "text": "Ring light, half power."} | fields


def page_of(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.requirement("R41")
def test_an_entry_is_logged_privately_and_brought_to_the_next_session(
    pair: Partnership, browser_of: Browser
) -> None:
    alice, bob, path = browser_of("alice"), browser_of("bob"), f"/partnerships/{pair.pk}/learning/"
    alice.post(path, said())
    session = pair.sessions.get(number=1)
    assert "Ring light" in page_of(alice, path)
    assert "Ring light" not in page_of(bob, path)
    assert "Ring light" not in page_of(bob, f"/sessions/{session.pk}/")
    entry = LearningEntry.objects.get()
    for _ in range(2):
        alice.post(f"/learning/{entry.pk}/bring/")
    assert "Trying something out: Ring light, half power." in page_of(bob, f"/sessions/{session.pk}/")
    assert "On the agenda of session 1" in page_of(alice, path)
    assert AgendaItem.objects.count() == 1


@pytest.mark.parametrize(
    "wrong,words",
    [
        ({"on": "2026-09-02"}, "or a day before it"),
        ({"kind": ""}, "Choose what you did."),
        ({"text": ""}, "Write a line about it."),
        ({"text": "x" * 901}, "room for 900"),
    ],
)
def test_what_cannot_be_is_asked_again_in_plain_words(
    pair: Partnership, browser_of: Browser, wrong: dict[str, str], words: str
) -> None:
    answer = browser_of("alice").post(f"/partnerships/{pair.pk}/learning/", said(**wrong))
    assert words in answer.content.decode()
    assert not LearningEntry.objects.exists()


def test_an_entry_is_put_right_removed_and_put_back(pair: Partnership, browser_of: Browser) -> None:
    alice, path = browser_of("alice"), f"/partnerships/{pair.pk}/learning/"
    alice.post(path, said())
    entry = LearningEntry.objects.get()
    assert "Ring light" in page_of(alice, f"/learning/{entry.pk}/")
    alice.post(f"/learning/{entry.pk}/", said(text="Ring light, full power.", version=1))
    assert "full power" in page_of(alice, path)
    newer = alice.post(f"/learning/{entry.pk}/", said(text="Another lamp.", version=1)).content.decode()
    assert "full power" in newer
    assert "Another lamp." in newer
    alice.post(f"/learning/{entry.pk}/remove/")
    assert "full power" not in page_of(alice, path)
    alice.post(f"/learning/{entry.pk}/restore/")
    assert "full power" in page_of(alice, path)


def test_a_hint_of_a_patient_is_pointed_out(pair: Partnership, browser_of: Browser) -> None:
    alice, path = browser_of("alice"), f"/partnerships/{pair.pk}/learning/"
    alice.post(path, said(text="Mr Shah taught me patience."))
    assert "might point to a patient" in page_of(alice, path)


@pytest.mark.parametrize("name", ["bob", "carol", "dan", "erin", "frank", "grace", "tess"])
def test_nobody_else_finds_an_entry(pair: Partnership, browser_of: Browser, name: str) -> None:
    browser_of("alice").post(f"/partnerships/{pair.pk}/learning/", said())
    entry, browser = LearningEntry.objects.get(), browser_of(name)
    assert browser.get(f"/learning/{entry.pk}/").status_code == 404
    for step in ("bring", "remove", "restore"):
        assert browser.post(f"/learning/{entry.pk}/{step}/").status_code == 404


def test_the_log_asks_as_often_for_three_as_for_one_and_opens_once(
    pair: Partnership, browser_of: Browser
) -> None:
    alice, path = browser_of("alice"), f"/partnerships/{pair.pk}/learning/"
    counts = []
    for number in (1, 2):
        for _ in range(number):
            alice.post(path, said())
        alice.post(f"/learning/{LearningEntry.objects.order_by('written_at')[0].pk}/bring/")
        alice.get(path)
        opened = Entry.objects.filter(move="open").count()
        with CaptureQueriesContext(connection) as captured:
            alice.get(path)
        counts.append(len(captured))
        assert Entry.objects.filter(move="open").count() == opened + 1
    assert counts[0] == counts[1]


@pytest.mark.requirement("R54")
def test_resources_are_filtered_by_phase_and_part(pair: Partnership, browser_of: Browser) -> None:
    alice, path = browser_of("alice"), f"/partnerships/{pair.pk}/resources/"
    everything = page_of(alice, path)
    assert "chapter 2" in everything
    assert "Koshy" in everything
    goals = page_of(alice, f"{path}?phase=goals&role=mentee")
    assert "chapter 2" in goals
    assert "Koshy" not in goals
    assert "Nothing here" in page_of(alice, f"{path}?phase=applying")


@pytest.mark.requirement("R54")
def test_a_dead_link_is_replaced_without_code_also_for_those_under_way(
    cast: Cast, pair: Partnership, browser_of: Browser
) -> None:
    text = preset_text("schemes", "imi").replace(
        "https://doi.org/10.1097/IJ9.0000000000000020", "https://example.org/koshy"
    )
    today = timezone.localdate()
    adopt_definition(cast.scheme, by=cast.dan, text=text, in_force_from=today, today=today)
    assert "https://example.org/koshy" in page_of(browser_of("alice"), f"/partnerships/{pair.pk}/resources/")


def test_a_part_that_a_resource_is_for_narrows_the_list(
    cast: Cast, pair: Partnership, browser_of: Browser
) -> None:
    text = preset_text("schemes", "imi") + '\n[[resources]]\ntitle = "For guides"\nsides = ["mentor"]\n'
    today = timezone.localdate()
    adopt_definition(cast.scheme, by=cast.dan, text=text, in_force_from=today, today=today)
    bob, path = browser_of("bob"), f"/partnerships/{pair.pk}/resources/"
    assert "For guides" in page_of(bob, f"{path}?role=mentor&phase=goals")
    assert "For guides" not in page_of(bob, f"{path}?role=mentee")


@pytest.mark.parametrize("name", ["carol", "erin", "frank"])
def test_the_list_is_for_the_partners(pair: Partnership, browser_of: Browser, name: str) -> None:
    assert browser_of(name).get(f"/partnerships/{pair.pk}/resources/").status_code == 404
