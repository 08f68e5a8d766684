"""Keeps the sessions of a partnership in order when one of them gets a time."""

from datetime import date, datetime, timedelta

from alongside.domain.months import months_after
from alongside.domain.sessions import DoesNotFit, PlannedSession, Preference, days_at_rhythm, move_session
from alongside.partnerships.models import Partnership, Session
from alongside.web.wording import day_in_full


class TimeRefused(Exception):
    """A session cannot be at that time; the message says what to choose instead."""


def must_be_in_order(session: Session, starts_at: datetime) -> None:
    """Refuse a time before an earlier session or after a later one that has its own time."""
    dated = session.partnership.sessions.filter(state="planned").exclude(starts_at=None).order_by("number")
    for other in dated.exclude(pk=session.pk):
        if other.number < session.number and starts_at <= other.dated_at:
            raise TimeRefused(f"Choose a time after session {other.number}, or move that one first.")
        if other.number > session.number and starts_at >= other.dated_at:
            raise TimeRefused(f"Choose a time before session {other.number}, or move that one first.")


def must_be_after_the_pause(partnership: Partnership, starts_at: datetime) -> None:
    """Refuse a time before the day on which a paused partnership resumes."""
    until = partnership.paused_until
    if until is not None and starts_at.astimezone(partnership.mentee.account.zone).date() < until:
        raise TimeRefused(f"You pause until {day_in_full(until)}. Choose a later day, or resume first.")


def fits(session: Session, starts_at: datetime) -> bool:
    """Whether neither a pause nor another session stands in the way of that time."""
    try:
        must_be_after_the_pause(session.partnership, starts_at)
        must_be_in_order(session, starts_at)
    except TimeRefused:
        return False
    return True


def move_the_rest(session: Session, starts_at: datetime) -> None:
    """Move the suggested days of later sessions along where this one would overtake them.

    Sessions with a time of their own stay; where no days are left in the plan, the suggestions stay as they were.
    """
    preference = Preference(session.partnership.mentee.account.zone)
    later = _without_a_time(session)
    plan = tuple(_planned(each, preference) for each in (session, *later))
    try:
        moved = move_session(
            plan, session.number, starts_at, last=_last_day(session, starts_at), preference=preference
        )
    except DoesNotFit:
        return
    for row, planned in zip(later, moved[1:], strict=True):
        day = planned.starts_at.astimezone(preference.zone).date()
        if day != row.target_on:
            Session.objects.filter(pk=row.pk).update(target_on=day)


def follow_rhythm(partnership: Partnership, *, now: datetime) -> None:
    """Suggest days anew for the sessions without a time, at the rhythm the two have agreed on.

    They follow the last session that was held or has its own time; before there is one, the first session keeps
    its suggested day. Sessions that stand before one with a time of its own stay, and so does everything where the
    days up to the agreed last one cannot hold it.
    """
    zone = partnership.mentee.account.zone
    rows = list(partnership.sessions.exclude(state="skipped").order_by("number"))
    fixed = [place for place, row in enumerate(rows) if row.state == "held" or row.starts_at is not None]
    loose = rows[fixed[-1] + 1 :] if fixed else rows[1:]
    if not loose:
        return
    anchor = rows[fixed[-1]] if fixed else rows[0]
    own = (
        anchor.held_on or (anchor.starts_at and anchor.starts_at.astimezone(zone).date()) or anchor.target_on
    )
    try:
        days = days_at_rhythm(
            len(loose),
            after=max(own, now.astimezone(zone).date()) if fixed else own,
            cadence_days=partnership.plan.cadence_days,
            preference=Preference(zone),
            until=partnership.until,
        )
    except DoesNotFit:
        return
    for row, day in zip(loose, days, strict=True):
        if day != row.target_on:
            Session.objects.filter(pk=row.pk).update(target_on=day)


def _without_a_time(session: Session) -> list[Session]:
    """The sessions after this one, up to the first that has its own time."""
    later: list[Session] = []
    for each in session.partnership.sessions.filter(state="planned", number__gt=session.number):
        if each.starts_at is not None:
            break
        later.append(each)
    return later


def _planned(session: Session, preference: Preference) -> PlannedSession:
    noon = datetime.combine(session.target_on, preference.clock, preference.zone)
    return PlannedSession(session.number, session.theme, session.kind, None, noon, session.minutes)


def _last_day(session: Session, starts_at: datetime) -> date:
    """The end of the plan, or of the stretch up to the next session that has its own time."""
    partnership = session.partnership
    zone = partnership.mentee.account.zone
    following = (
        partnership.sessions.filter(state="planned", number__gt=session.number, starts_at__gt=starts_at)
        .order_by("number")
        .first()
    )
    if following is not None and following.starts_at is not None:
        return following.starts_at.astimezone(zone).date() - timedelta(days=1)
    begun = partnership.introduced_at.astimezone(zone).date()
    return months_after(begun, partnership.rules.plan.within_months)
