"""A plan becomes dated sessions: proposing days and leads, moving a session, seeing when a pair is late."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from alongside.domain.local_time import Resolved, resolve_local
from alongside.domain.months import months_after
from alongside.domain.scheme.part import Side
from alongside.domain.scheme.plan import Plan, SessionTemplate

WORKING_DAYS = frozenset(range(5))


class DoesNotFit(Exception):
    """There is no room for these sessions; the message says what to change."""


@dataclass(frozen=True, slots=True)
class Preference:
    """When the two like to meet: weekdays (Monday is 0), an hour, and the zone the hour is told in."""

    zone: ZoneInfo
    clock: time = time(12, 30)
    weekdays: frozenset[int] = WORKING_DAYS


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """One session of a plan with its moment in UTC, its length in minutes, and who leads (None: nobody)."""

    number: int
    theme: str
    kind: str
    lead: Side | None
    starts_at: datetime
    minutes: int


def leads(plan: Plan, first_turn: Side | None = None) -> tuple[Side | None, ...]:
    """Who leads each session, in order; where they lead in turn, nobody leads twice running.

    `first_turn` is who leads first of those; the plan says so where it is None.
    """
    turn = first_turn or plan.first_turn
    chosen: list[Side | None] = []
    for session in plan.sessions:
        if session.lead == "alternate":
            chosen.append(turn)
            turn = partner_of(turn)
        else:
            chosen.append(None if session.lead == "none" else session.lead)
    return tuple(chosen)


def partner_of(side: Side) -> Side:
    """The other one of the two."""
    return "mentor" if side == "mentee" else "mentee"


def propose_dates(
    plan: Plan,
    *,
    starts_on: date,
    preference: Preference,
    first_on: date | None = None,
    first_turn: Side | None = None,
) -> tuple[PlannedSession, ...]:
    """One dated session for each of the plan, in order, the last within the plan's months of `starts_on`.

    `first_on` is the day the two have agreed for the first session; otherwise it is near the middle of the
    days the plan allows for it. Proposed days are those the two prefer where there are enough of them, and
    never one on which the hour does not exist or comes twice. Raises DoesNotFit where the days cannot hold
    the sessions.
    """
    first = first_on or starts_on + timedelta(days=(plan.first_session_within_days + 1) // 2)
    last = months_after(starts_on, plan.within_months)
    if not starts_on <= first <= last:
        raise DoesNotFit(f"Choose a first day from {_said(starts_on)} to {_said(last)}.")
    wanted = _spread(first, last, plan.days_between())
    days = _days_near(wanted, first, last, preference, keep_first=first_on is not None)
    return tuple(
        _planned(session, lead, _moment(day, preference), plan.default_minutes)
        for session, lead, day in zip(plan.sessions, leads(plan, first_turn), days, strict=True)
    )


def move_session(
    sessions: tuple[PlannedSession, ...],
    number: int,
    starts_at: datetime,
    *,
    last: date,
    preference: Preference,
) -> tuple[PlannedSession, ...]:
    """The sessions with that one at another moment, and every later one still after it.

    Later sessions stay where they are unless the moved one would overtake one; then all of them are spread
    anew up to `last`. Raises DoesNotFit where the moment is not after the session before, or too few days
    are left.
    """
    place = next((index for index, session in enumerate(sessions) if session.number == number), None)
    if place is None:
        raise LookupError(f"There is no session {number}.")
    before, later = sessions[:place], sessions[place + 1 :]
    if before and starts_at <= before[-1].starts_at:
        raise DoesNotFit(f"Choose a time after session {before[-1].number}, or move that one first.")
    moved = replace(sessions[place], starts_at=starts_at.astimezone(UTC))
    if later and later[0].starts_at <= moved.starts_at:
        later = _spread_anew(later, moved.starts_at, last, preference)
    return (*before, moved, *later)


def _spread_anew(
    later: tuple[PlannedSession, ...], after: datetime, last: date, preference: Preference
) -> tuple[PlannedSession, ...]:
    first = after.astimezone(preference.zone).date() + timedelta(days=1)
    room = (last - first).days
    wanted = [first + timedelta(days=room * (step + 1) // len(later)) for step in range(len(later))]
    days = _days_near(wanted, first, last, preference, keep_first=False)
    return tuple(
        replace(session, starts_at=_moment(day, preference)) for session, day in zip(later, days, strict=True)
    )


def days_at_rhythm(
    count: int, *, after: date, cadence_days: int, preference: Preference, until: date | None = None
) -> tuple[date, ...]:
    """`count` days, each a rhythm after the one before and the first a rhythm after `after`; squeezed before `until`.

    The days are those the two prefer where there are enough of them. Raises DoesNotFit where the days up to
    `until` cannot hold so many.
    """
    first = after + timedelta(days=1)
    furthest = after + timedelta(days=cadence_days * count)
    end = furthest + timedelta(days=6) if until is None else min(until, furthest + timedelta(days=6))
    if end < first:
        raise DoesNotFit(f"Choose a day after {_said(after)}.")
    room = min((end - after).days, (furthest - after).days)
    wanted = [after + timedelta(days=room * step // count) for step in range(1, count + 1)]
    return tuple(_days_near(wanted, first, end, preference, keep_first=False))


def next_due(plan: Plan, *, started_on: date, last_held_on: date | None) -> date:
    """The day by which the next session is due by the plan's rhythm, or the first where none was held."""
    if last_held_on is None:
        return started_on + timedelta(days=plan.first_session_within_days)
    return last_held_on + timedelta(days=plan.cadence_days)


def is_overdue(
    plan: Plan, *, started_on: date, last_held_on: date | None, next_booked_on: date | None, today: date
) -> bool:
    """True when rhythm and grace have passed and no session is booked for today or later."""
    booked = next_booked_on is not None and next_booked_on >= today
    due = next_due(plan, started_on=started_on, last_held_on=last_held_on)
    return not booked and today > due + timedelta(days=plan.grace_days)


def _spread(first: date, last: date, between: tuple[int, ...]) -> list[date]:
    """One day after the other, so many days between them, or all shorter alike where the last day would be passed."""
    whole = max(sum(between), 1)
    room = min((last - first).days, sum(between))
    passed = [sum(between[:step]) for step in range(len(between) + 1)]
    return [first + timedelta(days=room * days // whole) for days in passed]


def _days_near(
    wanted: list[date], first: date, last: date, preference: Preference, *, keep_first: bool
) -> list[date]:
    """For each wanted day the nearest good one, all different and in order."""
    good = list(_good_days(first, last, preference))
    if keep_first and first not in good:
        good = [first, *good]
    if len(good) < len(wanted):
        good = [day for day in _all_days(first, last) if _clear(day, preference)]
    if len(good) < len(wanted):
        raise DoesNotFit(f"{len(wanted)} sessions do not fit between {_said(first)} and {_said(last)}.")
    chosen: list[date] = []
    start = 0
    for position, day in enumerate(wanted):
        end = len(good) - (len(wanted) - position - 1)
        index = min(range(start, end), key=lambda each: abs((good[each] - day).days))
        chosen.append(good[index])
        start = index + 1
    return chosen


def _good_days(first: date, last: date, preference: Preference) -> Iterator[date]:
    return (
        day
        for day in _all_days(first, last)
        if day.weekday() in preference.weekdays and _clear(day, preference)
    )


def _all_days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=step) for step in range((last - first).days + 1))


def _clear(day: date, preference: Preference) -> bool:
    return isinstance(resolve_local(day, preference.clock, preference.zone), Resolved)


def _moment(day: date, preference: Preference) -> datetime:
    resolved = resolve_local(day, preference.clock, preference.zone)
    return resolved.at if isinstance(resolved, Resolved) else resolved.earlier


def _planned(
    session: SessionTemplate, lead: Side | None, starts_at: datetime, minutes: int
) -> PlannedSession:
    return PlannedSession(session.number, session.theme, session.kind, lead, starts_at, minutes)


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
