"""Each held session is one CPD record for each partner, however often anybody looks."""

from datetime import timedelta
from decimal import Decimal
from functools import partial

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.cpd.actions import edit_record, record_session_hours, remove_record
from alongside.cpd.actions.documents import attach_document, remove_document
from alongside.cpd.actions.sessions import record_hours_of_everybody
from alongside.cpd.models import Record
from alongside.cpd.queries.records import RecordText
from alongside.cpd.queries.sessions import accounts_behind
from alongside.journal.queries import entries_about
from alongside.notices.registry import CLOCK_TASKS
from alongside.partnerships.actions.holding import amend_session, correct_session
from alongside.partnerships.models import Partnership
from tests.cpd.test_evidence import a_pdf
from tests.cpd.worlds import facts, first_session, hold, introduced
from tests.factories import Cast, make_cast
from tests.plugins.races import Races

pytestmark = pytest.mark.django_db
DAY = timezone.localdate() - timedelta(days=20)


@pytest.fixture
def pair(cast: Cast) -> Partnership:
    return introduced(cast)


def records(cast: Cast, name: str) -> list[Record]:
    return list(Record.objects.visible_to(cast.account(name)).standing())


@pytest.mark.requirement("R48")
def test_a_held_session_counts_for_both_partners_with_its_length(cast: Cast, pair: Partnership) -> None:
    session = hold(first_session(pair), by=cast.alice.account, on=DAY, minutes=50)
    for account in (cast.alice.account, cast.bob.account):
        assert record_session_hours(account) == 1
    found = {record.owner_id: record for record in Record.objects.all()}
    for member, kind, partner in (
        (cast.alice, "being_mentored", cast.bob),
        (cast.bob, "mentoring", cast.alice),
    ):
        record = found[member.account_id]
        assert (record.kind, record.on, record.hours) == (kind, DAY, Decimal("0.83"))
        assert record.title == f"Mentoring session 1: {session.theme}"
        assert (record.reference, record.partner) == (session.pk, partner)


@pytest.mark.requirement("R48")
def test_a_session_counts_once_however_often_somebody_looks(cast: Cast, pair: Partnership) -> None:
    hold(first_session(pair), by=cast.alice.account)
    assert [record_session_hours(cast.alice.account) for _ in range(3)] == [1, 0, 0]
    assert len(records(cast, "alice")) == 1


def test_the_database_refuses_a_second_record_of_a_session(cast: Cast, pair: Partnership) -> None:
    hold(first_session(pair), by=cast.alice.account)
    record_session_hours(cast.alice.account)
    (record,) = records(cast, "alice")
    record.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        record.save(force_insert=True)


def test_a_session_that_is_only_planned_counts_for_nobody(cast: Cast, pair: Partnership) -> None:
    assert record_session_hours(cast.alice.account) == 0


def test_others_get_nothing_from_a_session_that_was_not_theirs(cast: Cast, pair: Partnership) -> None:
    hold(first_session(pair), by=cast.alice.account)
    assert [record_session_hours(cast.account(name)) for name in ("carol", "dan", "erin", "frank")] == [0] * 4


def test_the_clock_records_for_those_who_never_look(cast: Cast, pair: Partnership) -> None:
    hold(first_session(pair), by=cast.alice.account)
    task = CLOCK_TASKS["cpd records of held sessions"]
    task.run(timezone.now())
    task.run(timezone.now())
    assert [len(records(cast, name)) for name in ("alice", "bob", "erin")] == [1, 1, 0]


def test_a_record_goes_when_the_session_was_not_held_after_all(cast: Cast, pair: Partnership) -> None:
    session = hold(first_session(pair), by=cast.alice.account)
    record_session_hours(cast.alice.account)
    correct_session(session, by=cast.alice.account, role="mentee")
    record_hours_of_everybody(timezone.now())
    assert records(cast, "alice") == []


def test_an_untouched_record_follows_its_session(cast: Cast, pair: Partnership) -> None:
    session = hold(first_session(pair), by=cast.alice.account, minutes=30)
    record_session_hours(cast.alice.account)
    amend_session(session, by=cast.bob.account, role="mentor", minutes=90, held_on=DAY)
    record_session_hours(cast.alice.account)
    assert [(record.hours, record.on) for record in records(cast, "alice")] == [(Decimal("1.50"), DAY)]


def test_an_edited_record_stays_whatever_becomes_of_its_session(cast: Cast, pair: Partnership) -> None:
    session = hold(first_session(pair), by=cast.alice.account)
    record_session_hours(cast.alice.account)
    (record,) = records(cast, "alice")
    own = facts(title="What I made of it")
    edit_record(record, by=cast.alice.account, facts=own, text=RecordText(learned="Much."), version=1)
    correct_session(session, by=cast.alice.account, role="mentee")
    record_session_hours(cast.alice.account)
    assert [record.title for record in records(cast, "alice")] == ["What I made of it"]


@pytest.mark.parametrize("taken_off", [False, True])
def test_a_record_with_a_document_stays_with_it_and_stops_nobody(
    cast: Cast, pair: Partnership, taken_off: bool
) -> None:
    session = hold(first_session(pair), by=cast.alice.account)
    record_session_hours(cast.alice.account)
    (record,) = records(cast, "alice")
    document = attach_document(record, by=cast.alice.account, name="thanks.pdf", data=a_pdf())
    if taken_off:
        remove_document(document, by=cast.alice.account)
    correct_session(session, by=cast.bob.account, role="mentor")
    record_session_hours(cast.alice.account)
    record_hours_of_everybody(timezone.now())
    assert records(cast, "alice") == [record]
    assert cast.alice.account.pk not in accounts_behind()


def test_a_removed_record_does_not_come_back(cast: Cast, pair: Partnership) -> None:
    hold(first_session(pair), by=cast.alice.account)
    record_session_hours(cast.alice.account)
    remove_record(records(cast, "alice")[0], by=cast.alice.account)
    record_hours_of_everybody(timezone.now())
    assert (record_session_hours(cast.alice.account), records(cast, "alice")) == (0, [])


def test_the_journal_says_from_which_session_a_record_came(cast: Cast, pair: Partnership) -> None:
    session = hold(first_session(pair), by=cast.alice.account)
    record_session_hours(cast.alice.account)
    (entry,) = entries_about("cpd record", records(cast, "alice")[0].pk)
    assert (entry.move, entry.facts) == ("record", {"source": "session", "reference": str(session.pk)})


def test_looking_costs_the_same_with_one_session_and_with_three(cast: Cast, pair: Partnership) -> None:
    sessions = list(pair.sessions.order_by("number")[:3])
    counts = []
    for number, session in enumerate(sessions):
        hold(session, by=cast.alice.account, on=DAY - timedelta(days=number))
        record_session_hours(cast.alice.account)
        with CaptureQueriesContext(connection) as queries:
            record_session_hours(cast.alice.account)
        counts.append(len(queries))
    assert counts[0] == counts[2]


def test_two_who_look_at_once_make_one_record(races: Races) -> None:
    cast = make_cast()
    session = hold(first_session(introduced(cast)), by=cast.alice.account)
    look = partial(record_session_hours, cast.alice.account)
    outcomes = races.at_once(look, look, look, look)
    assert [outcome.error for outcome in outcomes] == [None] * 4
    assert sum(outcome.value for outcome in outcomes) == 1
    assert Record.objects.filter(reference=session.pk, owner=cast.alice.account).count() == 1
