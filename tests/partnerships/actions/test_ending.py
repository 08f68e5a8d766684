"""Ending and pausing: one step, no reason, no blame, and both know what comes next."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.enrolment.models import Application
from alongside.enrolment.queries import standing_of, waiting
from alongside.notices.models import Mail, Notice
from alongside.partnerships.actions import (
    TimeRefused,
    end_partnership,
    hold_session,
    introduce_pair,
    pause_partnership,
    restore_session,
    resume_partnership,
    schedule_session,
    skip_session,
    write_record,
)
from alongside.partnerships.jobs import resume_pauses
from alongside.partnerships.models import Partnership, Session
from alongside.reports.queries.office_home import introductions, late_applicants
from alongside.schemes.queries import rules_of
from alongside.vault.notes import open_note
from tests.factories import Cast, make_application, make_member
from tests.reading import text_of

SOON = datetime(2026, 9, 10, 12, 0, tzinfo=UTC)


@pytest.mark.requirement("R77")
def test_either_ends_in_one_step_without_a_reason(cast: Cast, pair: Partnership) -> None:
    ended = end_partnership(pair, by=cast.bob.account, role="mentor")
    assert (ended.state, ended.ending, ended.ended_by_id) == ("ended", "early", cast.bob.account_id)
    texts = [mail.text for mail in Mail.objects.filter(kind="partnership")]
    assert len(texts) == 2
    assert all("has ended" in text and "Bob Example ended" not in text for text in texts)


def test_ending_twice_is_ending_once(cast: Cast, pair: Partnership) -> None:
    for _ in range(2):
        end_partnership(pair, by=cast.alice.account, role="mentee")
    assert Mail.objects.filter(kind="partnership").count() == 2


def test_the_mentee_returns_to_the_head_of_the_queue(
    cast: Cast, pair: Partnership, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(days=10))
    make_application(cast.scheme, make_member(cast.body), "mentee")
    end_partnership(pair, by=cast.bob.account, role="mentor", rematch=True)
    head = waiting(cast.scheme, "mentee")[0]
    assert head.member == cast.alice


def test_whoever_comes_back_stands_first_and_is_promised_a_partner_anew(
    cast: Cast, pair: Partnership, clock: time_machine.Traveller, browser_of: Callable[[str], Client]
) -> None:
    clock.shift(timedelta(days=200))
    end_partnership(pair, by=cast.bob.account, role="mentor", rematch=True)
    today = timezone.localdate()
    application = Application.objects.get(role="mentee")
    standing = standing_of(application, today)
    assert (standing.since, standing.days, standing.is_late, standing.flag) == (today, 0, False, None)
    assert standing.pair_by == rules_of(application.definition).intake.pair_by(today)
    assert late_applicants(cast.body, today) == []
    page = text_of(browser_of("alice").get(f"/applications/{application.pk}/").content)
    assert "You came back to the queue" in page
    assert "We promised" not in page
    clock.shift(timedelta(days=standing.pair_by.toordinal() - today.toordinal() + 1))
    assert [one.application for one in late_applicants(cast.body, timezone.localdate())] == [application]


def test_the_days_to_an_introduction_count_from_the_return(
    cast: Cast, pair: Partnership, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(days=200))
    end_partnership(pair, by=cast.bob.account, role="mentor", rematch=True)
    clock.shift(timedelta(days=7))
    seeking = Application.objects.get(role="mentee")
    introduce_pair(
        mentee_application=seeking,
        mentor_application=Application.objects.get(role="mentor"),
        definition=seeking.definition,
        by=None,
        now=timezone.now(),
    )
    found = introductions(cast.body, timezone.localdate())
    assert found is not None
    assert found.median_days <= 7


def test_a_mentee_who_wants_no_other_partner_leaves_the_queue(cast: Cast, pair: Partnership) -> None:
    end_partnership(pair, by=cast.alice.account, role="mentee", rematch=False)
    assert Application.objects.get(role="mentee").state == "closed"


def test_the_mentors_place_is_free_again(cast: Cast, pair: Partnership) -> None:
    end_partnership(pair, by=cast.alice.account, role="mentee")
    another = make_application(cast.scheme, make_member(cast.body), "mentee")
    again = introduce_pair(
        mentee_application=another,
        mentor_application=Application.objects.get(role="mentor"),
        definition=another.definition,
        by=None,
        now=pair.introduced_at,
    )
    assert again.mentor_place == 1


def test_dates_to_come_leave_both_calendars(cast: Cast, pair: Partnership, first: Session) -> None:
    schedule_session(first, by=cast.alice.account, role="mentee", starts_at=SOON, minutes=60)
    end_partnership(pair, by=cast.alice.account, role="mentee")
    assert Mail.objects.filter(calendar_method="CANCEL").count() == 2
    assert set(pair.sessions.values_list("state", flat=True)) == {"skipped"}


def test_a_pair_that_held_all_its_sessions_completed(cast: Cast, pair: Partnership) -> None:
    for session in pair.sessions.order_by("number"):
        hold_session(session, by=cast.alice.account, role="mentee", minutes=60, held_on=date(2026, 9, 1))
    assert end_partnership(pair, by=cast.bob.account, role="mentor").ending == "completed"


def test_both_still_read_what_they_wrote_and_change_nothing(
    cast: Cast, pair: Partnership, first: Session
) -> None:
    session = write_record(first, by=cast.alice.account, role="mentee", text="Kept")
    end_partnership(pair, by=cast.alice.account, role="mentee")
    assert session.record is not None
    assert open_note(session.record, by=cast.bob.account, role="mentor") == "Kept"
    with pytest.raises(MoveRefused, match="has ended"):
        write_record(first, by=cast.bob.account, role="mentor", text="Changed", version=1)


def test_a_pause_takes_times_off_and_moves_the_plan_by_its_length(
    cast: Cast, pair: Partnership, first: Session, clock: time_machine.Traveller
) -> None:
    before = list(pair.sessions.values_list("target_on", flat=True))
    schedule_session(first, by=cast.alice.account, role="mentee", starts_at=SOON, minutes=60)
    pause_partnership(pair, by=cast.bob.account, role="mentor", until=date(2026, 10, 1))
    first.refresh_from_db()
    assert first.starts_at is None
    assert Mail.objects.filter(calendar_method="CANCEL").count() == 2
    clock.move_to(datetime(2026, 10, 1, 9, 0, tzinfo=UTC))
    resumed = resume_partnership(pair, by=cast.alice.account, role="mentee")
    assert (resumed.state, resumed.paused_until) == ("active", None)
    after = list(pair.sessions.values_list("target_on", flat=True))
    assert [late - early for early, late in zip(before, after, strict=True)] == [timedelta(days=30)] * 6


def test_no_time_is_set_inside_a_pause(cast: Cast, pair: Partnership, first: Session) -> None:
    alice = cast.alice.account
    pause_partnership(pair, by=alice, role="mentee", until=date(2026, 9, 20))
    with pytest.raises(TimeRefused, match="Choose a later day, or resume first"):
        schedule_session(first, by=alice, role="mentee", starts_at=SOON, minutes=60)
    later = datetime(2026, 9, 21, 12, 0, tzinfo=UTC)
    assert schedule_session(first, by=alice, role="mentee", starts_at=later, minutes=60).starts_at == later


def test_a_pause_ends_by_itself_on_its_day(
    cast: Cast, pair: Partnership, clock: time_machine.Traveller
) -> None:
    pause_partnership(pair, by=cast.bob.account, role="mentor", until=date(2026, 9, 20))
    clock.move_to(datetime(2026, 9, 19, 12, 0, tzinfo=UTC))
    resume_pauses(datetime(2026, 9, 19, 12, 0, tzinfo=UTC))
    pair.refresh_from_db()
    assert pair.state == "paused"
    clock.move_to(datetime(2026, 9, 20, 1, 0, tzinfo=UTC))
    for _ in range(2):
        resume_pauses(datetime(2026, 9, 20, 1, 0, tzinfo=UTC))
    pair.refresh_from_db()
    assert pair.state == "active"
    assert Notice.objects.filter(event__contains=":resumed:").count() == 2


def test_two_pauses_until_the_same_day_are_told_of_twice(cast: Cast, pair: Partnership) -> None:
    for _ in range(2):
        pause_partnership(pair, by=cast.bob.account, role="mentor", until=date(2026, 9, 20))
        told = Notice.objects.filter(event__contains=":paused:", cleared_at=None)
        assert {notice.account_id for notice in told} == {cast.alice.account_id, cast.bob.account_id}
        resume_partnership(pair, by=cast.bob.account, role="mentor")
    assert Notice.objects.filter(event__contains=":resumed:").count() == 4


def test_a_session_put_back_keeps_no_time_in_a_pause_or_out_of_its_turn(
    cast: Cast, pair: Partnership, first: Session
) -> None:
    alice, second = cast.alice.account, pair.sessions.get(number=2)
    schedule_session(first, by=alice, role="mentee", starts_at=SOON, minutes=60)
    skip_session(first, by=alice, role="mentee")
    schedule_session(second, by=alice, role="mentee", starts_at=SOON - timedelta(days=2), minutes=60)
    assert restore_session(first, by=alice, role="mentee").starts_at is None
    skip_session(second, by=alice, role="mentee")
    pause_partnership(pair, by=alice, role="mentee", until=date(2026, 9, 20))
    assert restore_session(second, by=alice, role="mentee").starts_at is None


@pytest.mark.parametrize("until", [date(2026, 9, 1), date(2020, 1, 1), date(2028, 1, 1)])
def test_a_pause_until_a_day_that_cannot_be_is_refused(cast: Cast, pair: Partnership, until: date) -> None:
    with pytest.raises(TimeRefused):
        pause_partnership(pair, by=cast.bob.account, role="mentor", until=until)


@pytest.mark.requirement("R234")
@pytest.mark.parametrize("ending", [one for one, _ in Partnership.ENDINGS])
def test_whoever_ends_it_says_how_and_nobody_is_told(
    cast: Cast, pair: Partnership, first: Session, ending: str
) -> None:
    hold_session(first, by=cast.alice.account, role="mentee", minutes=60, held_on=date(2026, 9, 1))
    Mail.objects.all().delete()
    assert end_partnership(pair, by=cast.bob.account, role="mentor", ending=ending).ending == ending
    words = dict(Partnership.ENDINGS)[ending].lower()
    texts = [mail.text.lower() for mail in Mail.objects.filter(kind="partnership")]
    assert (len(texts), [text for text in texts if words in text]) == (2, [])


def test_two_who_never_met_cannot_have_done_what_they_set_out_to_do(cast: Cast, pair: Partnership) -> None:
    with pytest.raises(MoveRefused, match="held no session"):
        end_partnership(pair, by=cast.bob.account, role="mentor", ending="completed")
    pair.refresh_from_db()
    assert pair.state != "ended"
    assert end_partnership(pair, by=cast.bob.account, role="mentor", ending="natural").ending == "natural"
