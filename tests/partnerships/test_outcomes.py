"""What a partnership has been good for: asked three times, read by its author alone, added up in fives."""

import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from alongside.domain.lifecycle import MoveRefused
from alongside.domain.scheme.load import load_scheme
from alongside.notices.models import Notice
from alongside.partnerships.actions import end_partnership, hold_session
from alongside.partnerships.actions.outcomes import answer_outcomes
from alongside.partnerships.jobs import ask_what_it_was_good_for
from alongside.partnerships.models import OutcomeAnswer, OutcomeSum, Partnership
from alongside.partnerships.queries.errands import waiting_on
from alongside.partnerships.queries.outcomes import changes_in, questions_of, stage_open
from alongside.partnerships.queries.partnerships import partnership_or_404
from alongside.presets import preset_text
from alongside.schemes.models import Scheme
from alongside.vault.notes import open_note
from tests.factories import Cast, make_member, make_partnership, make_scheme
from tests.partnerships.conftest import INTRODUCED

Browser = Callable[[str], Client]


@pytest.fixture
def doctors(clock: time_machine.Traveller, cast: Cast) -> Scheme:
    """A scheme that asks what the doctors' scheme asks, and whose applications nobody reads first."""
    text = preset_text("schemes", "nhs")
    asked = text[text.index("[outcomes]") : text.index("[pulse]")]
    return make_scheme(cast.body, slug="doctors", more=f"\n{asked}")


def pair_in(scheme: Scheme) -> Partnership:
    mentee, mentor = make_member(scheme.body), make_member(scheme.body)
    return make_partnership(scheme, mentee, mentor, now=INTRODUCED)


def answer(pair: Partnership, stage: str, value: int, role: str = "mentee") -> None:
    answers = {question.key: value for question in questions_of(pair, role)}
    answer_outcomes(pair, by=pair.account_of(role), role=role, stage=stage, answers=answers)


def ended(scheme: Scheme, before: int | None, after: int) -> Partnership:
    pair = pair_in(scheme)
    if before is not None:
        answer(pair, "start", before)
    end_partnership(pair, by=pair.account_of("mentor"), role="mentor")
    pair.refresh_from_db()
    answer(pair, "end", after)
    return pair


@pytest.mark.requirement("R235", "R236")
def test_the_doctors_are_asked_what_each_side_gains_before_and_after(doctors: Scheme) -> None:
    pair = pair_in(doctors)
    asked = {role: [one.key for one in questions_of(pair, role)] for role in ("mentee", "mentor")}
    assert asked == {
        "mentee": [
            "organisation",
            "confidence",
            "skills",
            "evaluating",
            "support",
            "visibility",
            "attention",
        ],
        "mentor": ["satisfaction", "esteem", "interest", "ideas", "sharing"],
    }
    today = INTRODUCED.date()
    assert [stage_open(pair, role, today) for role in asked] == ["start", "start"]
    end_partnership(pair, by=pair.account_of("mentor"), role="mentor")
    pair.refresh_from_db()
    months = {0: "end", 80: "end", 100: "", 180: "", 182: "later", 270: "later", 280: ""}
    found = {days: stage_open(pair, "mentor", today + timedelta(days=days)) for days in months}
    assert found == months


def test_one_answers_on_a_page_and_sees_it_again_and_the_other_does_not(
    doctors: Scheme, cast: Cast, browser_of: Browser
) -> None:
    pair = make_partnership(doctors, cast.alice, cast.bob, now=INTRODUCED)
    path = f"/partnerships/{pair.pk}/outcomes/"
    alice = browser_of("alice")
    found = partnership_or_404(cast.alice.account, pair.pk)
    said = [one for one in waiting_on(found, cast.alice.account) if "before you begin" in one.sentence]
    assert [(one.role, one.sentence) for one in said] == [
        ("mentee", "Answer 7 short questions before you begin.")
    ]
    page = alice.get(path).content.decode()
    assert "I am confident in myself and in my work." in page
    typed = {f"answer_{one.key}": "3" for one in questions_of(pair, "mentee")}
    again = alice.post(path, {**typed, "answer_skills": "", "stage": "start"}).content.decode()
    assert "Choose a number." in again
    assert alice.post(path, typed | {"stage": "end"}, follow=True).status_code == 200
    assert OutcomeAnswer.objects.count() == 0
    alice.post(path, typed | {"stage": "start"})
    assert "What you answered" in alice.get(path).content.decode()
    assert "What you answered" not in browser_of("bob").get(path).content.decode()
    alice.post(path, typed | {"stage": "start", "answer_words": "Anything else"})
    given = OutcomeAnswer.objects.select_related("text").get()
    kept = json.loads(open_note(given.text, by=cast.alice.account, role="mentee"))
    assert kept == {one.key: 3 for one in questions_of(pair, "mentee")}  # numbers, and room for nothing else


def test_a_scheme_that_asks_nothing_has_no_such_page(pair: Partnership, browser_of: Browser) -> None:
    assert browser_of("alice").get(f"/partnerships/{pair.pk}/outcomes/").status_code == 404


def test_after_two_sessions_it_is_too_late_for_how_things_were(doctors: Scheme) -> None:
    pair = pair_in(doctors)
    for number in (1, 2):
        session = pair.sessions.get(number=number)
        hold_session(
            session, by=pair.account_of("mentee"), role="mentee", minutes=60, held_on=date(2026, 9, 1)
        )
    with pytest.raises(MoveRefused, match="not asked now"):
        answer(pair, "start", 3)


@pytest.mark.requirement("R227")
def test_a_cohort_is_told_of_once_five_have_answered_before_and_after(
    doctors: Scheme, browser_of: Browser
) -> None:
    def figures() -> list[tuple[int, float | None, float | None]]:
        mentees, _ = changes_in(doctors, 2026, INTRODUCED.date())
        return [(one.people, one.before, one.after) for one in mentees.questions]

    for before, after in ((1, 5), (2, 4), (2, 3), (3, 5)):
        ended(doctors, before, after)
    ended(doctors, None, 1)  # said nothing at the start, so there is nothing to compare
    assert figures() == [(0, None, None)] * 7
    path = f"/office/imi/schemes/{doctors.pk}/outcomes/"
    assert "Not yet five people." in browser_of("carol").get(path).content.decode()
    ended(doctors, 3, 5)
    assert figures() == [(5, 2.2, 4.4)] * 7
    ended(doctors, 5, 1)  # a sixth changes nothing that is shown before a tenth has answered
    assert figures() == [(5, 2.2, 4.4)] * 7
    page = browser_of("carol").get(path).content.decode()
    assert "I am confident in myself and in my work." in page
    assert "4.4" in page
    assert changes_in(doctors, 2025, INTRODUCED.date())[0].is_empty


def test_some_months_later_the_answers_are_counted_by_themselves(
    doctors: Scheme, clock: time_machine.Traveller
) -> None:
    pairs = [pair_in(doctors) for _ in range(5)]
    for pair in pairs:
        end_partnership(pair, by=pair.account_of("mentor"), role="mentor")
    clock.move_to(INTRODUCED + timedelta(days=190))
    for pair in pairs:
        pair.refresh_from_db()
        answer(pair, "later", 4, role="mentor")
    _, mentors = changes_in(doctors, 2026, INTRODUCED.date())
    assert [(one.people, one.people_later, one.later) for one in mentors.questions] == [(0, 5, 4.0)] * 5


def test_no_sum_says_whose_it_is() -> None:
    names = {field.name for field in OutcomeSum._meta.get_fields()}
    assert names == {
        "id", "scheme", "year", "role", "stage", "question", "group", "people", "before", "after",
    }  # fmt: skip


def test_each_is_asked_once_at_the_end_and_once_later(doctors: Scheme, clock: time_machine.Traveller) -> None:
    pair = pair_in(doctors)
    asked = Notice.objects.filter(event__startswith=f"outcome:{pair.pk}")
    ask_what_it_was_good_for(INTRODUCED)
    assert asked.count() == 0  # at the start it stands among what waits, and no mail is sent
    end_partnership(pair, by=pair.account_of("mentor"), role="mentor")
    for days in (1, 2, 190, 200, 281):
        clock.move_to(INTRODUCED + timedelta(days=days))
        ask_what_it_was_good_for(INTRODUCED + timedelta(days=days))
        still = {
            event.rsplit(":")[-1] for event in asked.filter(cleared_at=None).values_list("event", flat=True)
        }
        assert still == ({"end"} if days < 90 else {"later"} if days < 280 else set())
    events = sorted(asked.values_list("event", flat=True))
    assert events == [f"outcome:{pair.pk}:end"] * 2 + [f"outcome:{pair.pk}:later"] * 2


def test_answers_outside_the_scale_or_for_other_questions_are_refused(doctors: Scheme) -> None:
    pair = pair_in(doctors)
    keys = [one.key for one in questions_of(pair, "mentee")]
    for answers in (dict.fromkeys(keys, 6), dict.fromkeys(keys[1:], 3), {}):
        with pytest.raises(MoveRefused, match="from 1 to 5"):
            answer_outcomes(pair, by=pair.account_of("mentee"), role="mentee", stage="start", answers=answers)
    assert OutcomeAnswer.objects.count() == 0


def test_two_questions_of_one_side_need_two_keys() -> None:
    text = preset_text("schemes", "nhs").replace('key = "esteem"', 'key = "satisfaction"')
    _, problems = load_scheme(text)
    assert [(one.path, "already taken" in one.sentence) for one in problems] == [
        ("outcomes.mentor[2].key", True)
    ]


def test_an_average_that_would_tell_of_everybody_is_not_told(doctors: Scheme) -> None:
    for _ in range(5):
        ended(doctors, 1, 5)
    mentees, _ = changes_in(doctors, 2026, INTRODUCED.date())
    assert {(one.people, one.before, one.after) for one in mentees.questions} == {(5, 1.5, 4.5)}
    for _ in range(5):
        ended(doctors, 3, 2)
    for _ in range(5):
        ended(doctors, 3, 1)
    mentees, _ = changes_in(doctors, 2026, INTRODUCED.date())
    # (4.5 + 2 + 1.5) / 3: what the last five said does not follow from two looks either.
    assert {(one.people, one.after) for one in mentees.questions} == {(15, 2.7)}
