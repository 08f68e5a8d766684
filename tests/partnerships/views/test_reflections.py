"""The pages about reflections, as each of the cast."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.journal.models import Entry
from alongside.partnerships.actions import hold_session
from alongside.partnerships.actions.reflections import share_reflection, write_reflection
from alongside.partnerships.models import Partnership, Reflection
from tests.factories import Cast
from tests.partnerships.conftest import INTRODUCED

Browser = Callable[[str], Client]


def write(pair: Partnership, role: str = "mentee", words: str = "To ask twice.") -> Reflection:
    return write_reflection(
        pair,
        by=pair.account_of(role),
        role=role,
        occasion="any_time",
        prompt_set="what_so_what_now_what",
        answers={"what": words},
    )


def answers(**said: str) -> dict[str, Any]:
    return {"prompts": "after_session"} | {f"answer_{key}": words for key, words in said.items()}


def page_of(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.requirement("R49")
def test_a_reflection_is_private_until_shared_and_again_when_taken_back(
    pair: Partnership, browser_of: Browser
) -> None:
    alice, bob = browser_of("alice"), browser_of("bob")
    made = alice.post(f"/partnerships/{pair.pk}/reflections/new/", answers(learned="To ask."), follow=True)
    assert "Only you can read this." in made.content.decode()
    reflection = Reflection.objects.get()
    path, every = f"/reflections/{reflection.pk}/", f"/partnerships/{pair.pk}/reflections/"
    assert bob.get(path).status_code == 404
    assert "To ask." not in page_of(bob, every)
    alice.post(f"{path}share/")
    assert "To ask." in page_of(bob, path)
    assert "To ask." in page_of(bob, every)
    alice.post(f"{path}take-back/")
    assert bob.get(path).status_code == 404
    assert "To ask." in page_of(alice, path)


@pytest.mark.requirement("R50", "R51")
def test_the_form_asks_what_it_does_for_oneself_and_for_patients(
    pair: Partnership, browser_of: Browser
) -> None:
    page = page_of(browser_of("alice"), f"/partnerships/{pair.pk}/reflections/new/")
    assert "How does this benefit your own development?" in page
    assert "How will patients, and others you serve, benefit?" in page


@pytest.mark.requirement("R19")
def test_the_mentor_is_asked_what_they_learned(pair: Partnership, browser_of: Browser) -> None:
    page = page_of(browser_of("bob"), f"/partnerships/{pair.pk}/reflections/new/")
    assert "What did you, as the mentor, learn from your partner?" in page
    assert "as the mentor" not in page_of(browser_of("alice"), f"/partnerships/{pair.pk}/reflections/new/")


@pytest.mark.requirement("R52")
def test_another_framework_has_its_own_questions_and_the_reading_is_linked(
    pair: Partnership, browser_of: Browser
) -> None:
    path = f"/partnerships/{pair.pk}/reflections/new/"
    assert "?prompts=what_so_what_now_what" in page_of(browser_of("alice"), path)
    page = page_of(browser_of("alice"), f"{path}?prompts=what_so_what_now_what")
    assert "What? Describe what happened." in page
    assert "Koshy and others (2017)" in page
    assert "Journal of Visual Communication in Medicine" in page


@pytest.mark.requirement("R6")
def test_the_last_session_opens_a_form_for_each_separately(pair: Partnership, browser_of: Browser) -> None:
    session = pair.sessions.get(number=6)
    path = f"/sessions/{session.pk}/reflection/"
    for name in ("alice", "bob"):
        assert "What became of your goals?" in page_of(browser_of(name), path)
        browser_of(name).post(path, {"prompts": "closing", "answer_goals": f"Words of {name}."})
    assert Reflection.objects.filter(session=session, occasion="closing").count() == 2
    assert "Words of bob" not in browser_of("alice").get(path, follow=True).content.decode()
    assert "Words of alice" in browser_of("alice").get(path, follow=True).content.decode()


@pytest.mark.requirement("R49")
def test_before_and_after_a_session_there_is_a_form_each(pair: Partnership, browser_of: Browser) -> None:
    session = pair.sessions.get(number=1)
    alice, path = browser_of("alice"), f"/sessions/{session.pk}/reflection/"
    alice.post(path, {"prompts": "what_so_what_now_what", "answer_what": "I am nervous."})
    hold_session(session, by=pair.account_of("mentee"), role="mentee", minutes=60, held_on=INTRODUCED.date())
    assert "What did you talk about that matters to you?" in page_of(alice, path)
    alice.post(path, answers(what_happened="It went well."))
    occasions = sorted(Reflection.objects.values_list("occasion", flat=True))
    assert occasions == ["after_session", "before_session"]


@pytest.mark.requirement("R170")
def test_two_reflections_with_six_sides_each_are_attached_to_one_session(
    physicists: Partnership, browser_of: Browser
) -> None:
    session = physicists.sessions.get(number=1)
    alice, page = browser_of("alice"), f"/sessions/{session.pk}/"
    form = f"{page}reflection/"
    sides = ("motives", "passions", "attitudes", "thoughts", "feelings", "behaviours")
    assert f'href="{form}"' in page_of(alice, page)
    assert f'href="{form}?prompts=six_sides"' in page_of(alice, form)
    for phase in ("before", "after"):
        asked = page_of(alice, f"{form}?prompts=six_sides")
        assert [f"{side.capitalize()}: " in asked for side in sides] == [True] * 6
        said = {f"answer_{side}": f"My {side} {phase}." for side in sides}
        alice.post(form, {"prompts": "six_sides"} | said)
        if phase == "before":
            alice.post(f"{page}met/", {"held_on": INTRODUCED.date().isoformat(), "minutes": "60"})
    text = page_of(alice, page)
    assert "What you wrote before this session" in text
    assert "What you wrote after this session" in text
    assert "Reflect on this session" not in text
    for reflection in Reflection.objects.filter(session=session):
        assert f'href="/reflections/{reflection.pk}/"' in text
        phase = reflection.occasion.partition("_")[0]
        words = page_of(alice, f"/reflections/{reflection.pk}/")
        assert [f"My {side} {phase}." in words for side in sides] == [True] * 6
        assert f"/reflections/{reflection.pk}/" not in page_of(browser_of("bob"), page)
    assert Reflection.objects.filter(session=session).count() == 2


@pytest.mark.requirement("R95")
def test_while_preparing_one_reads_ones_own_last_reflection(pair: Partnership, browser_of: Browser) -> None:
    reflection = write(pair, words="Speak more slowly.")
    session = pair.sessions.get(number=2)
    assert "Speak more slowly." in page_of(browser_of("alice"), f"/sessions/{session.pk}/reflection/")
    assert f"/reflections/{reflection.pk}/" in page_of(browser_of("alice"), f"/sessions/{session.pk}/")
    assert "Speak more slowly." not in page_of(browser_of("bob"), f"/sessions/{session.pk}/reflection/")
    assert f"/reflections/{reflection.pk}/" not in page_of(browser_of("bob"), f"/sessions/{session.pk}/")


def test_what_is_typed_is_there_after_a_month_and_another_framework(
    pair: Partnership, browser_of: Browser, clock: time_machine.Traveller
) -> None:
    path = f"/partnerships/{pair.pk}/reflections/new/"
    browser_of("alice").post(f"{path}draft/", answers(what_happened="Half a thou"))
    browser_of("alice").post(f"{path}draft/", {"prompts": "what_so_what_now_what", "answer_what": "Else"})
    clock.move_to(timezone.now() + timedelta(days=30))
    alice = browser_of("alice")
    assert "Else" in page_of(alice, path)
    assert "Half a thou" in page_of(alice, f"{path}?prompts=after_session")
    assert "Half a thou" not in page_of(browser_of("bob"), f"{path}?prompts=after_session")
    alice.post(path, answers(what_happened="All of it."))
    assert "Half a thou" not in page_of(alice, f"{path}?prompts=after_session")


def test_an_empty_form_says_what_to_do(pair: Partnership, browser_of: Browser) -> None:
    page = browser_of("alice").post(f"/partnerships/{pair.pk}/reflections/new/", answers(learned=" "))
    assert "Write something under at least one question, or go back." in page.content.decode()


def test_words_about_a_patient_are_saved_and_pointed_out_to_the_author(
    pair: Partnership, browser_of: Browser
) -> None:
    path = f"/partnerships/{pair.pk}/reflections/new/"
    page = browser_of("alice").post(path, answers(learned="Mrs Okafor, DOB 12/03/1950."), follow=True)
    assert "Might this point to a patient?" in page.content.decode()
    assert "“Mrs Okafor”" in page.content.decode()
    assert Reflection.objects.count() == 1


def test_two_windows_lose_nothing(pair: Partnership, browser_of: Browser) -> None:
    reflection, alice = write(pair), browser_of("alice")
    path = f"/reflections/{reflection.pk}/change/"
    alice.post(path, {"answer_what": "From the phone", "version": 1})
    second = alice.post(path, {"answer_what": "From the desk", "version": 1})
    assert second.status_code == 409
    assert "From the phone" in second.content.decode()
    assert "From the desk" in second.content.decode()
    alice.post(path, {"answer_what": "From the desk", "version": 2})
    assert "From the desk" in page_of(alice, f"/reflections/{reflection.pk}/")


def test_removing_asks_once_and_then_it_is_gone(pair: Partnership, browser_of: Browser) -> None:
    reflection, alice = write(pair), browser_of("alice")
    assert "cannot be brought back" in page_of(alice, f"/reflections/{reflection.pk}/remove/")
    alice.post(f"/reflections/{reflection.pk}/remove/")
    assert not Reflection.objects.exists()


@pytest.mark.parametrize("name", ["carol", "dan", "erin", "frank", "grace", "tess"])
def test_nobody_else_reads_even_what_is_shared(pair: Partnership, browser_of: Browser, name: str) -> None:
    reflection = share_reflection(write(pair), by=pair.account_of("mentee"), role="mentee")
    browser = browser_of(name)
    assert browser.get(f"/reflections/{reflection.pk}/").status_code == 404
    assert browser.get(f"/partnerships/{pair.pk}/reflections/").status_code == 404


@pytest.mark.parametrize("step", ["change/", "draft/", "share/", "take-back/", "remove/"])
def test_the_partner_reads_a_shared_one_and_does_nothing_to_it(
    pair: Partnership, browser_of: Browser, step: str
) -> None:
    reflection = share_reflection(write(pair), by=pair.account_of("mentee"), role="mentee")
    assert browser_of("bob").post(f"/reflections/{reflection.pk}/{step}").status_code == 404
    assert Reflection.objects.get().is_shared


def test_the_list_asks_as_often_for_three_as_for_one_and_opens_once(
    cast: Cast, pair: Partnership, browser_of: Browser
) -> None:
    alice, path = browser_of("alice"), f"/partnerships/{pair.pk}/reflections/"
    counts = []
    for number in (1, 2):
        for _ in range(number):
            write(pair)
            share_reflection(write(pair, "mentor"), by=cast.bob.account, role="mentor")
        alice.get(path)
        opened = Entry.objects.filter(move="open").count()
        with CaptureQueriesContext(connection) as captured:
            alice.get(path)
        counts.append(len(captured))
        keys = Entry.objects.filter(move="open").count() - opened
        assert keys == 2  # her own key, and the one of both: once each
    assert counts[0] == counts[1]


def test_many_come_in_pages_the_newest_first_and_the_partners_have_pages_of_their_own(
    cast: Cast, pair: Partnership, browser_of: Browser
) -> None:
    for number in range(27):
        write(pair, words=f"Mine {number:02}.")
        shared = write(pair, "mentor", words=f"Theirs {number:02}.")
        share_reflection(shared, by=cast.bob.account, role="mentor")
    alice, path = browser_of("alice"), f"/partnerships/{pair.pk}/reflections/"
    first = page_of(alice, path)
    assert "1 to 25 of 27 reflections" in first
    assert "Mine 26." in first
    assert "Mine 01." not in first
    older = page_of(alice, f"{path}?page=2&shared=2")
    assert [f"{whose} 0{number}." in older for whose in ("Mine", "Theirs") for number in range(3)] == [
        True, True, False, True, True, False,
    ]  # fmt: skip
    assert "?page=2&amp;shared=1" in older
