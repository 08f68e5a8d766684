"""A plan becomes dated sessions, in order, in time, led in turn, at hours that exist."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from alongside.domain.local_time import Resolved, resolve_local
from alongside.domain.months import months_after
from alongside.domain.scheme import SchemeDefinition, load_scheme
from alongside.domain.scheme.plan import Plan
from alongside.domain.sessions import (
    DoesNotFit,
    PlannedSession,
    Preference,
    days_at_rhythm,
    is_overdue,
    leads,
    move_session,
    next_due,
    propose_dates,
)
from alongside.presets import preset_text

LONDON = ZoneInfo("Europe/London")
ZONES = tuple(
    map(
        ZoneInfo,
        ("Europe/London", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kolkata", "UTC"),
    )
)
START = date(2026, 11, 21)


def imi() -> SchemeDefinition:
    definition, problems = load_scheme(preset_text("schemes", "imi"))
    assert problems == ()
    assert definition is not None
    return definition


IMI_PLAN = imi().plan
DAYS = st.dates(date(2000, 1, 1), date(2090, 1, 1))
PREFERENCES = st.builds(
    Preference,
    zone=st.sampled_from(ZONES),
    clock=st.times().map(lambda clock: clock.replace(second=0, microsecond=0)),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
)


def local_days(sessions: tuple[PlannedSession, ...], zone: ZoneInfo) -> list[date]:
    return [session.starts_at.astimezone(zone).date() for session in sessions]


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    count = draw(st.integers(1, 12))
    template = IMI_PLAN.sessions[2]
    kinds = draw(
        st.lists(st.sampled_from(("alternate", "mentee", "mentor", "none")), min_size=count, max_size=count)
    )
    sessions = tuple(
        template.model_copy(update={"number": place + 1, "lead": lead}) for place, lead in enumerate(kinds)
    )
    return IMI_PLAN.model_copy(
        update={
            "sessions": sessions,
            "within_months": draw(st.integers(1, 24)),
            "cadence_days": draw(st.integers(1, 120)),
            "first_session_within_days": draw(st.integers(1, 28)),
        }
    )


@pytest.mark.requirement("R1")
@given(starts_on=DAYS, preference=PREFERENCES)
def test_the_illustrators_get_exactly_six_dated_sessions_within_six_months(
    starts_on: date, preference: Preference
) -> None:
    sessions = propose_dates(IMI_PLAN, starts_on=starts_on, preference=preference)
    days = local_days(sessions, preference.zone)
    assert [session.number for session in sessions] == [1, 2, 3, 4, 5, 6]
    assert days[0] >= starts_on
    assert days[-1] <= months_after(starts_on, 6)
    assert days == sorted(set(days))


@pytest.mark.requirement("R4")
def test_sessions_three_to_five_are_two_way_discussions() -> None:
    sessions = propose_dates(IMI_PLAN, starts_on=START, preference=Preference(LONDON))
    assert [session.kind for session in sessions] == [
        "first",
        "objectives",
        "two_way",
        "two_way",
        "two_way",
        "reflection",
    ]


@pytest.mark.requirement("R5")
@pytest.mark.parametrize("first", ["mentee", "mentor"])
def test_sessions_three_to_five_are_led_in_turn_and_nobody_leads_all_three(first: str) -> None:
    plan = IMI_PLAN.model_copy(update={"first_turn": first})
    sessions = propose_dates(plan, starts_on=START, preference=Preference(LONDON))
    other = "mentor" if first == "mentee" else "mentee"
    assert [session.lead for session in sessions[2:5]] == [first, other, first]


@given(plan=plans())
def test_nobody_leads_two_sessions_in_turn_one_after_the_other(plan: Plan) -> None:
    chosen = [
        lead for lead, session in zip(leads(plan), plan.sessions, strict=True) if session.lead == "alternate"
    ]
    assert all(one != two for one, two in pairwise(chosen))


@settings(max_examples=200)
@given(plan=plans(), starts_on=DAYS, preference=PREFERENCES)
def test_any_plan_is_dated_in_order_and_in_time(plan: Plan, starts_on: date, preference: Preference) -> None:
    last = months_after(starts_on, plan.within_months)
    assume((last - starts_on).days > len(plan.sessions) + 20)
    sessions = propose_dates(plan, starts_on=starts_on, preference=preference)
    days = local_days(sessions, preference.zone)
    assert len(sessions) == len(plan.sessions)
    assert days == sorted(set(days))
    assert starts_on <= days[0] <= days[-1] <= last
    assert {session.starts_at.astimezone(preference.zone).time() for session in sessions} == {
        preference.clock
    }


def test_the_proposed_days_keep_the_rhythm_and_the_weekday() -> None:
    preference = Preference(LONDON, time(12, 30), frozenset({2}))
    sessions = propose_dates(IMI_PLAN, starts_on=START, preference=preference)
    assert local_days(sessions, LONDON) == [
        date(2026, 12, 2),
        date(2026, 12, 30),
        date(2027, 2, 3),
        date(2027, 3, 3),
        date(2027, 3, 31),
        date(2027, 4, 28),
    ]
    assert sessions[0].starts_at == datetime(2026, 12, 2, 12, 30, tzinfo=UTC)
    assert sessions[5].starts_at == datetime(2027, 4, 28, 11, 30, tzinfo=UTC)


def test_the_day_agreed_for_the_first_session_is_kept_even_at_a_weekend() -> None:
    sessions = propose_dates(
        IMI_PLAN, starts_on=START, preference=Preference(LONDON), first_on=date(2026, 11, 28)
    )
    assert local_days(sessions, LONDON)[0] == date(2026, 11, 28)


def test_a_first_day_before_the_start_is_refused_with_the_days_to_choose_from() -> None:
    with pytest.raises(DoesNotFit, match="Choose a first day from 21 November 2026 to 21 May 2027"):
        propose_dates(
            IMI_PLAN, starts_on=START, preference=Preference(LONDON), first_on=START - timedelta(days=1)
        )


def test_more_sessions_than_days_are_refused() -> None:
    with pytest.raises(DoesNotFit, match="6 sessions do not fit between"):
        propose_dates(
            IMI_PLAN, starts_on=START, preference=Preference(LONDON), first_on=months_after(START, 6)
        )


@given(
    number=st.integers(1, 6),
    hours=st.integers(-24 * 60, 24 * 60),
    preference=PREFERENCES,
)
def test_moving_a_session_keeps_the_order_or_is_refused(
    number: int, hours: int, preference: Preference
) -> None:
    sessions = propose_dates(IMI_PLAN, starts_on=START, preference=preference)
    last = months_after(START, 6)
    wanted = sessions[number - 1].starts_at + timedelta(hours=hours)
    try:
        moved = move_session(sessions, number, wanted, last=last, preference=preference)
    except DoesNotFit:
        return
    assert moved[: number - 1] == sessions[: number - 1]
    assert moved[number - 1].starts_at == wanted
    assert [session.number for session in moved] == [1, 2, 3, 4, 5, 6]
    assert all(one.starts_at < two.starts_at for one, two in pairwise(moved))
    assert [session.lead for session in moved] == [session.lead for session in sessions]


def test_moving_a_session_a_little_moves_no_other() -> None:
    preference = Preference(LONDON)
    sessions = propose_dates(IMI_PLAN, starts_on=START, preference=preference)
    wanted = sessions[1].starts_at + timedelta(days=2)
    moved = move_session(sessions, 2, wanted, last=months_after(START, 6), preference=preference)
    assert moved[2:] == sessions[2:]


def test_moving_a_session_past_the_next_spreads_the_later_ones_anew() -> None:
    preference = Preference(LONDON)
    sessions = propose_dates(IMI_PLAN, starts_on=START, preference=preference)
    wanted = sessions[3].starts_at + timedelta(days=1)
    moved = move_session(sessions, 2, wanted, last=months_after(START, 6), preference=preference)
    days = local_days(moved, LONDON)
    assert days[2] > days[1]
    assert days[-1] <= months_after(START, 6)


def test_moving_a_session_before_the_one_before_is_refused() -> None:
    preference = Preference(LONDON)
    sessions = propose_dates(IMI_PLAN, starts_on=START, preference=preference)
    with pytest.raises(DoesNotFit, match="Choose a time after session 1"):
        move_session(sessions, 2, sessions[0].starts_at, last=months_after(START, 6), preference=preference)


def test_a_session_that_is_not_there_cannot_be_moved() -> None:
    preference = Preference(LONDON)
    sessions = propose_dates(IMI_PLAN, starts_on=START, preference=preference)
    with pytest.raises(LookupError, match="no session 9"):
        move_session(sessions, 9, sessions[0].starts_at, last=months_after(START, 6), preference=preference)


@given(
    st.integers(1, 40),
    DAYS,
    st.integers(1, 120),
    PREFERENCES,
    st.none() | st.integers(-5, 2000),
)
def test_days_at_a_rhythm_are_in_order_and_before_the_last_or_are_refused(
    number: int, after: date, cadence: int, preference: Preference, room: int | None
) -> None:
    until = None if room is None else after + timedelta(days=room)
    try:
        days = days_at_rhythm(number, after=after, cadence_days=cadence, preference=preference, until=until)
    except DoesNotFit:
        assert until is not None
        assert room is not None
        assert room < number + 5 or any(
            not usual(after + timedelta(days=one), preference) for one in range(room)
        )
        return
    assert len(days) == number
    assert all(earlier < later for earlier, later in pairwise((after, *days)))
    assert until is None or days[-1] <= until
    assert days[-1] <= after + timedelta(days=cadence * number + 6)


def usual(day: date, preference: Preference) -> bool:
    return isinstance(resolve_local(day, preference.clock, preference.zone), Resolved)


def test_days_at_a_rhythm_keep_it_to_the_nearest_working_day() -> None:
    days = days_at_rhythm(5, after=START, cadence_days=30, preference=Preference(LONDON))
    assert all(day.weekday() < 5 for day in days)
    assert all(27 <= (later - earlier).days <= 33 for earlier, later in pairwise((START, *days)))


def test_the_first_session_is_due_by_the_plan_and_the_next_by_the_rhythm() -> None:
    assert next_due(IMI_PLAN, started_on=START, last_held_on=None) == date(2026, 12, 12)
    assert next_due(IMI_PLAN, started_on=START, last_held_on=date(2026, 12, 1)) == date(2026, 12, 31)


@pytest.mark.parametrize(
    "today,next_booked_on,late",
    [
        (date(2027, 1, 14), None, False),
        (date(2027, 1, 15), None, True),
        (date(2027, 1, 15), date(2027, 1, 20), False),
        (date(2027, 1, 15), date(2027, 1, 14), True),
    ],
)
def test_a_pair_is_late_once_rhythm_and_grace_have_passed_with_nothing_booked(
    today: date, next_booked_on: date | None, late: bool
) -> None:
    assert (
        is_overdue(
            IMI_PLAN,
            started_on=START,
            last_held_on=date(2026, 12, 1),
            next_booked_on=next_booked_on,
            today=today,
        )
        == late
    )
