"""The learning log: one's own, brought to the next session by choice, and there for CPD."""

import uuid
from datetime import date

import pytest

from alongside.domain.cpd.activities import Period
from alongside.domain.lifecycle import MoveRefused
from alongside.journal.queries import entries_about
from alongside.partnerships.actions import hold_session, remove_agenda_item
from alongside.partnerships.actions.learning import (
    bring_learning,
    change_learning,
    log_learning,
    remove_learning,
    restore_learning,
)
from alongside.partnerships.models import AgendaItem, LearningEntry, Partnership
from alongside.partnerships.queries.learning import learning_entries_of, learning_log, opened_entries
from alongside.vault.models import Note
from alongside.vault.notes import NotAReader, WrittenMeanwhile, open_note
from tests.factories import Cast
from tests.partnerships.conftest import INTRODUCED

TODAY = INTRODUCED.date()


def log(pair: Partnership, on: date = TODAY, text: str = "A paper on lighting wounds.") -> LearningEntry:
    return log_learning(pair, by=pair.account_of("mentee"), role="mentee", kind="read", on=on, text=text)


def test_an_entry_is_its_authors_alone(cast: Cast, pair: Partnership) -> None:
    entry = log(pair)
    assert list(learning_log(cast.bob.account, pair)) == []
    with pytest.raises(NotAReader):
        open_note(entry.text, by=cast.bob.account, role="mentor")
    assert b"lighting" not in bytes(Note.objects.get(pk=entry.text_id).blob)


@pytest.mark.requirement("R41")
def test_an_entry_is_brought_to_the_next_agenda_once(cast: Cast, pair: Partnership) -> None:
    entry = log(pair)
    for _ in range(2):
        item = bring_learning(entry, by=cast.alice.account, role="mentee")
    assert AgendaItem.objects.count() == 1
    assert item.session.number == 1
    assert open_note(item.text, by=cast.bob.account, role="mentor") == "Reading: A paper on lighting wounds."


def test_one_taken_off_the_agenda_can_be_brought_again(cast: Cast, pair: Partnership) -> None:
    item = bring_learning(log(pair), by=cast.alice.account, role="mentee")
    remove_agenda_item(item, by=cast.alice.account, role="mentee")
    again = bring_learning(LearningEntry.objects.get(), by=cast.alice.account, role="mentee")
    assert (again.pk, again.removed_at) == (item.pk, None)


def test_after_a_session_it_can_be_brought_to_the_next(cast: Cast, pair: Partnership) -> None:
    entry = log(pair)
    bring_learning(entry, by=cast.alice.account, role="mentee")
    first = pair.sessions.get(number=1)
    hold_session(first, by=cast.alice.account, role="mentee", minutes=60, held_on=TODAY)
    assert bring_learning(entry, by=cast.alice.account, role="mentee").session.number == 2
    (opened,) = opened_entries(learning_log(cast.alice.account, pair), pair, by=cast.alice.account)
    assert [session.number for session in opened.sessions] == [1, 2]


def test_where_no_session_is_planned_it_says_what_to_do(cast: Cast, pair: Partnership) -> None:
    entry = log(pair)
    for session in pair.sessions.all():
        hold_session(session, by=cast.alice.account, role="mentee", minutes=60, held_on=TODAY)
    with pytest.raises(MoveRefused, match="Add one first"):
        bring_learning(entry, by=cast.alice.account, role="mentee")


@pytest.mark.requirement("R41")
def test_entries_of_a_period_are_there_for_cpd_and_for_their_owner_alone(
    cast: Cast, pair: Partnership
) -> None:
    inside, edge = log(pair), log(pair, date(2026, 8, 1))
    log(pair, date(2026, 7, 31))
    period = Period(date(2026, 8, 1), TODAY)
    assert list(learning_entries_of(cast.alice.account, period)) == [inside, edge]
    assert list(learning_entries_of(cast.bob.account, period)) == []


def test_a_removed_entry_is_gone_and_can_be_put_back(cast: Cast, pair: Partnership) -> None:
    entry = log(pair)
    for _ in range(2):
        remove_learning(entry, by=cast.alice.account, role="mentee")
    assert list(learning_log(cast.alice.account, pair)) == []
    for _ in range(2):
        restore_learning(entry, by=cast.alice.account, role="mentee")
    assert list(learning_log(cast.alice.account, pair)) == [entry]
    assert [row.move for row in entries_about("learning entry", entry.pk)] == ["log", "remove", "restore"]


def test_sending_twice_logs_once_and_two_windows_lose_nothing(cast: Cast, pair: Partnership) -> None:
    key = uuid.uuid4()
    common = {"by": cast.alice.account, "role": "mentee", "kind": "read", "on": TODAY}
    for _ in range(2):
        entry = log_learning(pair, **common, text="Once.", entry_id=key)  # type: ignore[arg-type]  # four kinds of value
    assert LearningEntry.objects.count() == 1
    change_learning(entry, **common, text="First.", version=1)  # type: ignore[arg-type]  # as above
    with pytest.raises(WrittenMeanwhile):
        change_learning(entry, **common, text="Second.", version=1)  # type: ignore[arg-type]  # as above


def test_nobody_else_touches_an_entry(cast: Cast, pair: Partnership) -> None:
    entry = log(pair)
    for step in (bring_learning, remove_learning, restore_learning):
        with pytest.raises(MoveRefused):
            step(entry, by=cast.bob.account, role="mentor")
