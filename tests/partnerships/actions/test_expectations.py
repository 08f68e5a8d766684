"""Expectations: stated, clarified, agreed only by both on the same words, put off and brought back."""

import itertools
import uuid
from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.domain.lifecycles import EXPECTATION
from alongside.journal.queries import entries_about, verify_journal
from alongside.notices.models import Mail, Notice
from alongside.partnerships.actions import end_partnership, hold_session
from alongside.partnerships.actions.expectations import (
    WordedMeanwhile,
    accept_wording,
    clarify_expectation,
    hand_over_expectations,
    state_expectation,
    suggest_wording,
)
from alongside.partnerships.actions.postponing import (
    DayRefused,
    defer_expectation,
    reopen_expectation,
    set_expectation_aside,
)
from alongside.partnerships.jobs import bring_expectations_back
from alongside.partnerships.models import Expectation, Partnership
from alongside.partnerships.queries.expectations import (
    expectations_to_discuss,
    history_of,
    lead_of,
    opened_expectations,
    round_of,
)
from alongside.vault.models import Note
from tests.factories import Cast
from tests.partnerships.conftest import INTRODUCED
from tests.plugins.races import Races

TODAY = INTRODUCED.date()
LATER = TODAY + timedelta(days=30)


def state(pair: Partnership, role: str = "mentee", text: str = "We answer within two days.") -> Expectation:
    return state_expectation(pair, by=pair.account_of(role), role=role, text=text)


def accept(expectation: Expectation, role: str, seen: int | None = None) -> Expectation:
    found = now(expectation)
    account = found.partnership.account_of(role)
    return accept_wording(found, by=account, role=role, seen=seen or found.wording)


def reword(expectation: Expectation, role: str, text: str, seen: int | None = None) -> Expectation:
    found = now(expectation)
    account = found.partnership.account_of(role)
    return suggest_wording(found, by=account, role=role, text=text, seen=seen or found.wording)


def defer(expectation: Expectation, role: str = "mentor", day: date = LATER) -> Expectation:
    account = expectation.partnership.account_of(role)
    return defer_expectation(expectation, by=account, role=role, review_on=day, today=TODAY)


def now(expectation: Expectation) -> Expectation:
    found: Expectation = Expectation.objects.get(pk=expectation.pk)
    return found


@pytest.mark.requirement("R31")
def test_a_new_expectation_starts_as_stated(pair: Partnership) -> None:
    expectation = state(pair)
    assert (expectation.state, expectation.role, expectation.wording) == ("stated", "mentee", 1)


def test_its_words_and_questions_are_sealed(pair: Partnership) -> None:
    expectation = state(pair)
    clarify_expectation(expectation, by=pair.account_of("mentor"), role="mentor", text="Weekends as well?")
    stored = b"".join(bytes(blob) for blob in Note.objects.values_list("blob", flat=True))
    assert b"two days" not in stored
    assert b"Weekends" not in stored


@pytest.mark.requirement("R32")
def test_question_and_answer_are_both_kept(pair: Partnership) -> None:
    expectation = state(pair)
    clarify_expectation(expectation, by=pair.account_of("mentor"), role="mentor", text="Weekends as well?")
    clarify_expectation(now(expectation), by=pair.account_of("mentee"), role="mentee", text="Working days.")
    (opened,) = opened_expectations([now(expectation)], pair, by=pair.account_of("mentee"), whole=True)
    assert [(remark.role, words) for remark, words in opened.thread] == [
        ("mentor", "Weekends as well?"),
        ("mentee", "Working days."),
    ]
    assert now(expectation).state == "clarifying"


@pytest.mark.requirement("R33")
def test_it_is_agreed_only_when_both_accept_the_same_words(pair: Partnership) -> None:
    expectation = state(pair)
    assert accept(expectation, "mentee").state == "stated"
    assert accept(expectation, "mentor").state == "agreed"


@pytest.mark.requirement("R33")
def test_accepting_older_words_lapses_when_others_are_suggested(pair: Partnership) -> None:
    expectation = state(pair)
    reword(expectation, "mentor", "We answer within three days.")
    assert [now(expectation).is_accepted_by(role) for role in ("mentee", "mentor")] == [False, True]
    with pytest.raises(WordedMeanwhile):
        accept(expectation, "mentee", seen=1)
    assert now(expectation).state == "stated"
    assert accept(expectation, "mentee", seen=2).state == "agreed"


def test_the_database_itself_refuses_agreed_on_different_words(pair: Partnership) -> None:
    expectation = state(pair)
    reword(expectation, "mentor", "Other words.")
    wrong = Expectation.objects.filter(pk=expectation.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        wrong.update(state="agreed")


def test_two_who_reword_at_once_both_keep_their_text(pair: Partnership) -> None:
    expectation = state(pair)
    reword(expectation, "mentor", "Bob's words.", seen=1)
    with pytest.raises(WordedMeanwhile) as refused:
        reword(expectation, "mentee", "Alice's words.", seen=1)
    assert refused.value.expectation.wording == 2
    reword(expectation, "mentee", "Alice's words.", seen=2)
    (opened,) = opened_expectations([now(expectation)], pair, by=pair.account_of("mentee"), whole=True)
    assert [opened.words, *(words for _, words in opened.earlier)] == [
        "Alice's words.",
        "Bob's words.",
        "We answer within two days.",
    ]


@pytest.mark.requirement("R34")
def test_what_is_not_applicable_leaves_the_list_and_stays_in_the_history(pair: Partnership) -> None:
    expectation = state(pair)
    set_expectation_aside(expectation, by=pair.account_of("mentor"), role="mentor")
    assert list(Expectation.objects.open()) == []
    assert [entry.move for entry in entries_about("expectation", expectation.pk)] == ["state", "set_aside"]


@pytest.mark.requirement("R35")
def test_what_was_put_off_reappears_on_the_agenda_on_its_day(
    pair: Partnership, clock: time_machine.Traveller
) -> None:
    expectation = defer(state(pair))
    assert list(expectations_to_discuss(pair, LATER - timedelta(days=1))) == []
    assert list(expectations_to_discuss(pair, LATER)) == [expectation]
    clock.move_to(timezone.now() + timedelta(days=30))
    for _ in range(2):
        bring_expectations_back(timezone.now())
    assert (now(expectation).state, now(expectation).review_on) == ("stated", LATER)
    assert list(expectations_to_discuss(pair, LATER)) == [expectation]
    told = Notice.objects.filter(event__contains="review")
    assert {notice.account for notice in told} == {pair.mentee.account, pair.mentor.account}
    assert told.count() == 2
    accept(expectation, "mentee")
    accept(expectation, "mentor")
    assert list(expectations_to_discuss(pair, LATER)) == []


def test_nothing_comes_back_before_its_day_or_after_the_end(
    pair: Partnership, clock: time_machine.Traveller
) -> None:
    expectation = defer(state(pair))
    clock.move_to(timezone.now() + timedelta(days=29))
    bring_expectations_back(timezone.now())
    assert now(expectation).state == "deferred"
    end_partnership(pair, by=pair.account_of("mentor"), role="mentor")
    clock.move_to(timezone.now() + timedelta(days=9))
    bring_expectations_back(timezone.now())
    assert now(expectation).state == "deferred"


def test_it_cannot_be_put_off_to_a_day_that_is_past(pair: Partnership) -> None:
    with pytest.raises(DayRefused):
        defer(state(pair), day=TODAY)


@pytest.mark.requirement("R36")
@pytest.mark.parametrize("aside", ["deferred", "not_applicable", "agreed"])
def test_opening_again_leads_back_to_stated_and_the_history_shows_both(pair: Partnership, aside: str) -> None:
    expectation = state(pair)
    if aside == "deferred":
        defer(expectation)
    elif aside == "agreed":
        accept(expectation, "mentor")
    else:
        set_expectation_aside(expectation, by=pair.account_of("mentor"), role="mentor")
    again = reopen_expectation(expectation, by=pair.account_of("mentee"), role="mentee")
    assert (again.state, again.review_on) == ("stated", None)
    assert [again.is_accepted_by(role) for role in ("mentee", "mentor")] == [False, False]
    sentences = [each.sentence for each in history_of(again)]
    assert sentences[-1] == "Alice opened it again."
    assert sentences[-2].startswith("Bob ")
    moves = [(each.entry.source, each.entry.target) for each in history_of(again)][-2:]
    assert moves == [("stated", aside), (aside, "stated")]


@pytest.mark.requirement("R29")
def test_the_mentor_leads_unless_they_hand_over(cast: Cast, pair: Partnership) -> None:
    assert lead_of(pair) == "mentor"
    for _ in range(2):
        pair = hand_over_expectations(pair, by=cast.bob.account, role="mentor")
    assert lead_of(pair) == "mentee"
    pair = hand_over_expectations(pair, by=cast.alice.account, role="mentee")
    assert lead_of(pair) == "mentor"


@pytest.mark.requirement("R30")
def test_the_round_is_incomplete_while_one_partner_has_none(pair: Partnership) -> None:
    assert round_of(pair).missing == ("mentee", "mentor")
    own = state(pair)
    assert (round_of(pair).missing, round_of(pair).is_done) == (("mentor",), False)
    theirs = state(pair, "mentor", "We are honest.")
    assert (round_of(pair).missing, round_of(pair).open) == ((), 2)
    accept(own, "mentor")
    accept(theirs, "mentee")
    assert round_of(pair).is_done


@pytest.mark.requirement("R28")
def test_the_round_is_late_after_the_first_session_until_it_is_done(pair: Partnership) -> None:
    assert not round_of(pair).late
    first = pair.sessions.get(number=1)
    hold_session(first, by=pair.account_of("mentee"), role="mentee", minutes=60, held_on=TODAY)
    assert round_of(pair).late


def test_sending_the_same_form_twice_does_everything_once(pair: Partnership) -> None:
    key, ask = uuid.uuid4(), uuid.uuid4()
    alice, bob = pair.account_of("mentee"), pair.account_of("mentor")
    for _ in range(2):
        expectation = state_expectation(pair, by=alice, role="mentee", text="Once.", expectation_id=key)
        clarify_expectation(expectation, by=bob, role="mentor", text="Why?", clarification_id=ask)
    for _ in range(2):
        accept(expectation, "mentor")
    moves = [entry.move for entry in entries_about("expectation", key)]
    assert moves == ["state", "clarify", "agree"]
    assert verify_journal()[1] == []


def test_one_notice_stands_until_it_is_read_and_never_says_what_was_written(pair: Partnership) -> None:
    expectation = state(pair)
    reword(expectation, "mentee", "We answer within a day.")
    notice = Notice.objects.get(kind="sharing")
    assert notice.account == pair.mentor.account
    assert "answer" not in notice.sentence + Mail.objects.get(kind="sharing").text
    accept(expectation, "mentor")
    assert Notice.objects.get(pk=notice.pk).cleared_at is not None
    assert Notice.objects.get(kind="sharing", cleared_at=None).account == pair.mentee.account


REACHED = ("stated", "clarifying", "agreed", "not_applicable", "deferred")
MOVES = ("clarify", "reword", "agree", "set_aside", "defer", "reopen")


def reached(pair: Partnership, goal: str) -> Expectation:
    expectation = state(pair)
    if goal == "clarifying":
        take(expectation, "clarify", "mentor")
    elif goal == "agreed":
        accept(expectation, "mentor")
    elif goal == "not_applicable":
        take(expectation, "set_aside", "mentor")
    elif goal == "deferred":
        take(expectation, "defer", "mentor")
    return now(expectation)


def take(expectation: Expectation, name: str, role: str) -> None:
    account = expectation.partnership.account_of(role)
    if name == "clarify":
        clarify_expectation(expectation, by=account, role=role, text="What?")
    elif name == "reword":
        reword(expectation, role, "Other words.")
    elif name == "agree":
        accept(expectation, role)
    elif name == "set_aside":
        set_expectation_aside(expectation, by=account, role=role)
    elif name == "defer":
        defer(expectation, role)
    else:
        reopen_expectation(expectation, by=account, role=role)


def outcome(expectation: Expectation, name: str, role: str) -> str:
    try:
        take(now(expectation), name, role)
    except MoveRefused:
        return "refused"
    return str(now(expectation).state)


def expected(expectation: Expectation, name: str, role: str) -> str:
    """What the table says; “agree” leads on only for the second of two, and what is done already stays."""
    row = next(each for each in EXPECTATION.moves if each.name == name)
    if name == "reopen" and expectation.state in ("stated", "clarifying"):
        return str(expectation.state)
    if expectation.state not in row.sources:
        return str(expectation.state) if expectation.state == row.target else "refused"
    if name == "agree" and role == "mentee":
        return str(expectation.state)  # the words are hers: she has accepted them by stating them
    return row.target


@pytest.mark.parametrize("start", REACHED)
def test_every_move_in_this_state_by_either(pair: Partnership, start: str) -> None:
    expectation = reached(pair, start)
    assert expectation.state == start
    for name, role in itertools.product(MOVES, ("mentee", "mentor")):
        before = transaction.savepoint()
        wanted = expected(expectation, name, role)
        assert (name, role, outcome(expectation, name, role)) == (name, role, wanted)
        transaction.savepoint_rollback(before)


def test_nothing_is_changed_once_the_partnership_has_ended(pair: Partnership) -> None:
    expectation = state(pair)
    end_partnership(pair, by=pair.account_of("mentor"), role="mentor")
    for name in MOVES:
        assert outcome(expectation, name, "mentor") == "refused"


@pytest.mark.django_db(transaction=True)
def test_of_one_who_accepts_and_one_who_rewords_at_once_nobody_agrees_to_words_they_never_saw(
    pair: Partnership, races: Races
) -> None:
    expectation = state(pair)
    races.at_once(
        lambda: accept(expectation, "mentor", seen=1),
        lambda: reword(expectation, "mentee", "Quite other words.", seen=1),
    )
    found = now(expectation)
    assert found.state in ("agreed", "stated")
    if found.state == "agreed":
        assert (found.wording, found.mentee_accepts, found.mentor_accepts) == (1, 1, 1)
    else:
        assert not found.is_accepted_by("mentor")
