"""What the clock reminds partners of, once each, by the scheme's days."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.notices.models import Mail, Notice
from alongside.partnerships.actions import (
    add_agenda_item,
    hold_session,
    pause_partnership,
    resume_partnership,
    schedule_session,
)
from alongside.partnerships.actions.missing import miss_session
from alongside.partnerships.actions.preparing import tick_preparation
from alongside.partnerships.jobs import remind_partners
from alongside.partnerships.models import Partnership, Session
from alongside.partnerships.queries.office import office_line, partnerships_run_by
from tests.factories import Cast, make_member, make_partnership

SOON = datetime(2026, 9, 20, 12, 0, tzinfo=UTC)


def nudges_after(clock: time_machine.Traveller, moment: datetime) -> list[tuple[str, str]]:
    """Who was reminded of what, when the clock has run twice at that moment."""
    clock.move_to(moment)
    for _ in range(2):
        remind_partners(timezone.now())
    rows = Notice.objects.filter(kind="nudge", cleared_at=None).order_by("event", "account__email")
    return [(row.account.given_name, row.sentence) for row in rows.select_related("account")]


@pytest.mark.requirement("R255")
def test_both_are_asked_for_a_first_date(pair: Partnership, clock: time_machine.Traveller) -> None:
    assert nudges_after(clock, pair.introduced_at + timedelta(days=4, hours=23)) == []
    assert nudges_after(clock, pair.introduced_at + timedelta(days=5)) == [
        ("Alice", "You and Bob Example have no date for your first session yet."),
        ("Bob", "You and Alice Example have no date for your first session yet."),
    ]


@pytest.mark.requirement("R89")
def test_the_organiser_is_reminded_first_and_the_mentor_some_days_later(
    physicists: Partnership, clock: time_machine.Traveller
) -> None:
    days = physicists.rules.reminders.first_session_undated_after
    asked = physicists.introduced_at + timedelta(days=days)
    to_alice = ("Alice", "You and Bob Example have no date for your first session yet.")
    to_bob = ("Bob", "You and Alice Example have no date for your first session yet.")
    assert nudges_after(clock, asked) == [to_alice]
    assert nudges_after(clock, asked + timedelta(days=4, hours=23)) == [to_alice]
    assert nudges_after(clock, asked + timedelta(days=5)) == [to_alice, to_bob]


@pytest.mark.requirement("R89")
def test_when_the_rhythm_slips_the_organiser_hears_of_it_first(
    cast: Cast, physicists: Partnership, clock: time_machine.Traveller
) -> None:
    session = physicists.sessions.get(number=1)
    hold_session(
        session, by=cast.alice.account, role="mentee", minutes=60, held_on=physicists.introduced_at.date()
    )
    plan = physicists.rules.plan
    slipped = physicists.introduced_at + timedelta(days=plan.cadence_days + plan.grace_days + 1)
    assert [name for name, _ in nudges_after(clock, slipped)] == ["Alice"]
    assert [name for name, _ in nudges_after(clock, slipped + timedelta(days=5))] == ["Alice", "Bob"]


def test_after_a_pause_the_rhythm_begins_with_the_day_on_which_they_went_on(
    cast: Cast, physicists: Partnership, clock: time_machine.Traveller
) -> None:
    introduced, alice = physicists.introduced_at, cast.alice.account
    hold_session(
        physicists.sessions.get(number=1), by=alice, role="mentee", minutes=60, held_on=introduced.date()
    )
    clock.move_to(introduced + timedelta(days=1))
    back = (introduced + timedelta(days=200)).date()
    pause_partnership(physicists, by=alice, role="mentee", until=back)
    clock.move_to(introduced + timedelta(days=200))
    resume_partnership(physicists, by=None, role="clock")

    def is_slipping() -> bool:
        (row,) = partnerships_run_by(cast.carol, cast.body).filter(pk=physicists.pk)
        return office_line(row).is_slipping

    assert nudges_after(clock, introduced + timedelta(days=200)) == []
    assert not is_slipping()
    plan = physicists.rules.plan
    slipped = introduced + timedelta(days=200 + plan.cadence_days + plan.grace_days + 1)
    assert [name for name, _ in nudges_after(clock, slipped)] == ["Alice"]
    assert is_slipping()


def test_a_date_answers_the_reminder(
    cast: Cast, pair: Partnership, first: Session, clock: time_machine.Traveller
) -> None:
    nudges_after(clock, pair.introduced_at + timedelta(days=6))
    schedule_session(first, by=cast.alice.account, role="mentee", starts_at=SOON, minutes=60)
    assert Notice.objects.filter(kind="nudge", cleared_at=None).count() == 0


@pytest.mark.requirement("R12", "R90")
def test_the_mentee_is_reminded_of_an_empty_agenda_and_the_mentor_is_not(
    cast: Cast, first: Session, clock: time_machine.Traveller
) -> None:
    schedule_session(first, by=cast.bob.account, role="mentor", starts_at=SOON, minutes=60)
    assert nudges_after(clock, SOON - timedelta(days=3, minutes=1)) == []
    expected = [("Alice", "The agenda for session 1 (“Getting to know each other”) is still empty.")]
    assert nudges_after(clock, SOON - timedelta(days=3)) == expected
    add_agenda_item(first, by=cast.bob.account, role="mentor", text="Something")
    assert Notice.objects.filter(kind="nudge", cleared_at=None).count() == 0


PREPARE = (
    "Bob",
    "Alice Example has written the agenda for session 1 (“Getting to know each other”): a good moment to prepare.",
)


@pytest.mark.requirement("R12", "R93")
def test_an_agenda_that_is_begun_reminds_the_mentor_alone_to_prepare(
    cast: Cast, first: Session, clock: time_machine.Traveller
) -> None:
    schedule_session(first, by=cast.bob.account, role="mentor", starts_at=SOON, minutes=60)
    add_agenda_item(first, by=cast.alice.account, role="mentee", text="Something secret")
    assert nudges_after(clock, SOON - timedelta(days=4)) == []
    assert nudges_after(clock, SOON - timedelta(days=2, hours=12)) == [PREPARE]
    mails = Mail.objects.filter(kind="nudge")
    assert [("secret" in mail.text, mail.account) for mail in mails] == [(False, cast.bob.account)]


def test_a_mentor_who_has_prepared_or_wrote_the_agenda_alone_is_not_reminded(
    cast: Cast, first: Session, clock: time_machine.Traveller
) -> None:
    schedule_session(first, by=cast.bob.account, role="mentor", starts_at=SOON, minutes=60)
    add_agenda_item(first, by=cast.bob.account, role="mentor", text="Mine")
    assert nudges_after(clock, SOON - timedelta(days=2, hours=12)) == []
    add_agenda_item(first, by=cast.alice.account, role="mentee", text="Hers")
    asked = first.partnership.rules.preparation.items_for("mentor", 1)
    tick_preparation(first, by=cast.bob.account, role="mentor", done=[item.key for item in asked])
    assert nudges_after(clock, SOON - timedelta(days=2, hours=11)) == []


def test_both_are_reminded_of_a_session_and_then_asked_whether_they_met(
    cast: Cast, first: Session, clock: time_machine.Traveller
) -> None:
    schedule_session(first, by=cast.bob.account, role="mentor", starts_at=SOON, minutes=60)
    add_agenda_item(first, by=cast.alice.account, role="mentee", text="Something")
    assert nudges_after(clock, SOON - timedelta(days=2)) == [
        PREPARE,
        ("Alice", "You meet Bob Example on Sunday 20 September 2026 at 13:00 BST (London)."),
        ("Bob", "You meet Alice Example on Sunday 20 September 2026 at 13:00 BST (London)."),
    ]
    Notice.objects.filter(kind="nudge").update(cleared_at=timezone.now())
    assert nudges_after(clock, SOON + timedelta(days=2)) == [
        ("Alice", "Did you and Bob Example meet for session 1?"),
        ("Bob", "Did you and Alice Example meet for session 1?"),
    ]


@pytest.mark.requirement("R43")
def test_a_pair_that_slips_out_of_its_rhythm_gets_a_nudge(
    cast: Cast, first: Session, clock: time_machine.Traveller
) -> None:
    hold_session(first, by=cast.alice.account, role="mentee", minutes=60, held_on=date(2026, 9, 1))
    rhythm_and_grace = datetime(2026, 9, 1, 12, 0, tzinfo=UTC) + timedelta(days=44)
    assert nudges_after(clock, rhythm_and_grace) == []
    assert nudges_after(clock, rhythm_and_grace + timedelta(days=1)) == [
        ("Alice", "You and Bob Example have no date for session 2."),
        ("Bob", "You and Alice Example have no date for session 2."),
    ]


@pytest.mark.requirement("R43")
def test_a_pair_whose_session_had_its_time_is_asked_whether_they_met_and_not_told_that_it_has_none(
    cast: Cast, pair: Partnership, first: Session, clock: time_machine.Traveller
) -> None:
    alice = cast.alice.account
    hold_session(first, by=alice, role="mentee", minutes=60, held_on=date(2026, 9, 1))
    second = pair.sessions.get(number=2)
    schedule_session(second, by=alice, role="mentee", starts_at=SOON, minutes=60)
    assert len(nudges_after(clock, SOON + timedelta(days=20))) == 2
    assert len(nudges_after(clock, SOON + timedelta(days=80))) == 2
    nudges = Notice.objects.filter(event__contains=":rhythm:").order_by("account__email")
    assert [(each.sentence, each.path) for each in nudges] == [
        (f"Did you and {name} meet for session 2?", f"/sessions/{second.pk}/")
        for name in ("Bob Example", "Alice Example")
    ]
    mails = Mail.objects.filter(event__contains=":rhythm:")
    assert ["nobody has said whether it took place" in mail.text for mail in mails] == [True, True]
    miss_session(second, by=alice, role="mentee", absent="", was_at=SOON)
    assert not nudges.filter(cleared_at=None).exists()
    said = [sentence for _, sentence in nudges_after(clock, SOON + timedelta(days=81))]
    assert "You and Bob Example have no date for session 2." in said


@pytest.mark.requirement("R43")
def test_a_booked_session_or_a_pause_needs_no_nudge(
    cast: Cast, pair: Partnership, first: Session, clock: time_machine.Traveller
) -> None:
    alice = cast.alice.account
    hold_session(first, by=alice, role="mentee", minutes=60, held_on=date(2026, 9, 1))
    second = pair.sessions.get(number=2)
    booked = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
    schedule_session(second, by=alice, role="mentee", starts_at=booked, minutes=60)
    assert nudges_after(clock, datetime(2026, 10, 20, 12, 0, tzinfo=UTC)) == []
    pause_partnership(pair, by=alice, role="mentee", until=date(2027, 1, 31))
    assert nudges_after(clock, datetime(2027, 1, 20, 12, 0, tzinfo=UTC)) == []


def test_reminders_go_by_mail_once_and_wait_for_the_digest(
    pair: Partnership, clock: time_machine.Traveller
) -> None:
    for hours in range(0, 48, 6):
        nudges_after(clock, pair.introduced_at + timedelta(days=5, hours=hours))
    mails = Mail.objects.filter(kind="nudge")
    assert [mail.digest for mail in mails] == [True, True]


def test_looking_for_reminders_costs_the_same_for_three_pairs_as_for_one(
    cast: Cast, pair: Partnership, clock: time_machine.Traveller
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            remind_partners(timezone.now())
        return len(captured)

    one = queries()
    for _ in range(2):
        make_partnership(cast.scheme, make_member(cast.body), make_member(cast.body))
    assert queries() == one
