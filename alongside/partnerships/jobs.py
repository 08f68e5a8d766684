"""What the clock looks after: reminders, each once, pauses and terms that end, and expectations that come back."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import QuerySet

from alongside.domain.lifecycle import MoveRefused
from alongside.domain.scheme import SchemeDefinition
from alongside.notices.registry import every
from alongside.partnerships.actions.locking import lock_partnership
from alongside.partnerships.actions.mandates import report_attendance
from alongside.partnerships.actions.pausing import end_pause
from alongside.partnerships.actions.postponing import bring_expectation_back
from alongside.partnerships.actions.renewing import look_at_last_day
from alongside.partnerships.mails import reminders
from alongside.partnerships.mails.outcomes import ask_about_outcomes, questions_standing, stop_asking
from alongside.partnerships.mails.renewal import ask_to_look_back
from alongside.partnerships.models import Partnership, Session
from alongside.partnerships.queries import reminding
from alongside.partnerships.queries.mandates import mandates_in_force
from alongside.partnerships.queries.outcomes import questions_of, stage_open, still_asked
from alongside.partnerships.queries.renewals import (
    near_their_last_day,
    times_to_look_back,
    without_a_last_day,
)
from alongside.partnerships.queries.rhythm import has_slipped
from alongside.schemes.models import AdoptedDefinition
from alongside.schemes.queries import rules_of

Row = TypeVar("Row", Partnership, Session)
OFTEN = timedelta(minutes=30)
LONG_AGO = timedelta(days=90)
"""Who has not said for so long whether they met is not asked any more."""


@every(OFTEN, "remind partners")
def remind_partners(now: datetime) -> None:
    """Post every reminder that is due and was not posted yet; the days come from each adopted definition."""
    for adopted in reminding.definitions_in_use():
        rules = rules_of(adopted)
        _first_dates(adopted, rules, now)
        _sessions_near(adopted, rules, now)
        _sessions_past(adopted, rules, now)
        _cadence(adopted, rules, now)


@every(OFTEN, "resume paused partnerships")
def resume_pauses(now: datetime) -> None:
    """Resume those whose day has come where the mentee lives."""
    for partnership in reminding.pauses_that_end(now):
        end_pause(partnership, now=now)


@every(OFTEN, "bring back expectations put off to a day")
def bring_expectations_back(now: datetime) -> None:
    """Open again what was put off to a day that has come where the mentee lives, and tell both."""
    for expectation in reminding.expectations_put_off(now):
        today = now.astimezone(expectation.partnership.mentee.account.zone).date()
        with suppress(MoveRefused):  # the two ended their partnership in this moment
            bring_expectation_back(expectation, today=today)


@every(OFTEN, "ask about renewal, and end what is over")
def look_at_last_days(now: datetime) -> None:
    """When the last day comes near, ask both whether they go on, or say that it ends; end what is over."""
    for adopted in reminding.definitions_in_use():
        days = rules_of(adopted).agreement.renewal_days_before
        for partnership in near_their_last_day(adopted, (now + timedelta(days=days + 1)).date()):
            look_at_last_day(partnership, now=now)


@every(OFTEN, "ask whether a partnership without a last day is still useful")
def ask_for_a_look_back(now: datetime) -> None:
    """Both are asked each time as many months have passed as the scheme says; nothing ends by itself."""
    for adopted in reminding.definitions_in_use():
        if months := rules_of(adopted).agreement.look_back_months:
            _each_as_it_stands(without_a_last_day(adopted), partial(_look_back, now=now, months=months))


@every(OFTEN, "ask what a partnership has been good for")
def ask_what_it_was_good_for(now: datetime) -> None:
    """Ask those whose partnership has ended, at the end and some months later, each once for each stage.

    What they can answer no longer leaves their home page.
    """
    standing = questions_standing()
    for adopted in AdoptedDefinition.objects.all():
        outcomes = rules_of(adopted).outcomes
        for partnership in still_asked(adopted, outcomes, now) if outcomes else ():
            today = now.astimezone(partnership.mentee.account.zone).date()
            for role in ("mentee", "mentor"):
                stage = stage_open(partnership, role, today)
                stop_asking(partnership, role=role, stage=stage, standing=standing)
                if stage:
                    asked = len(questions_of(partnership, role))
                    ask_about_outcomes(partnership, role=role, stage=stage, questions=asked)


@every(OFTEN, "report attendance where both agree to it")
def report_attendance_due(now: datetime) -> None:
    """Send each report that is due, one after the other until none is."""
    for mandate in mandates_in_force():
        while report_attendance(mandate, now=now):
            pass


def _each_as_it_stands(
    rows: QuerySet[Row], do: Callable[[Row], None], choose: Callable[[QuerySet[Row]], Iterable[Row]] = iter
) -> None:
    """Do it with each chosen row, its partnership locked, while it is still chosen: the clock read it some time ago.

    Whoever ends it or finds a time in that moment waits, and then takes away what was said here.
    """
    for row in choose(rows):
        with transaction.atomic():
            lock_partnership(row.partnership_id if isinstance(row, Session) else row.pk)
            for still in choose(rows.filter(pk=row.pk)):
                do(still)


def _look_back(partnership: Partnership, *, now: datetime, months: int) -> None:
    today = now.astimezone(partnership.mentee.account.zone).date()
    if time := times_to_look_back(partnership, months, today):
        ask_to_look_back(partnership, time)


def _first_dates(adopted: AdoptedDefinition, rules: SchemeDefinition, now: datetime) -> None:
    before = now - timedelta(days=rules.reminders.first_session_undated_after)

    def remind(partnership: Partnership) -> None:
        if first := _next_planned(partnership):
            waited = partnership.introduced_at <= before - timedelta(days=rules.meetings.organiser_first_days)
            roles = rules.meetings.arranging(waited=waited)
            reminders.remind_of_first_date(partnership, first, roles=roles)

    _each_as_it_stands(reminding.without_first_date(adopted, before), remind)


def _sessions_near(adopted: AdoptedDefinition, rules: SchemeDefinition, now: datetime) -> None:
    days = rules.reminders
    soon = reminding.dated_sessions(adopted, now, now + timedelta(days=days.session_days_before))
    _each_as_it_stands(soon, reminders.remind_of_session)
    nearing = reminding.dated_sessions(adopted, now, now + timedelta(days=days.empty_agenda_days_before))
    _each_as_it_stands(nearing, reminders.remind_of_empty_agenda, reminding.with_empty_agenda)
    _each_as_it_stands(nearing, reminders.remind_mentor_to_prepare, reminding.with_agenda_to_prepare)


def _sessions_past(adopted: AdoptedDefinition, rules: SchemeDefinition, now: datetime) -> None:
    before = now - timedelta(days=rules.reminders.record_days_after)

    def remind(session: Session) -> None:
        if session.partnership.paper_level != "none":
            reminders.ask_whether_they_met(session)

    _each_as_it_stands(reminding.dated_sessions(adopted, now - LONG_AGO, before), remind)


def _cadence(adopted: AdoptedDefinition, rules: SchemeDefinition, now: datetime) -> None:
    first_days = timedelta(days=rules.meetings.organiser_first_days)

    def remind(partnership: Any) -> None:
        zone = partnership.mentee.account.zone
        today, following = now.astimezone(zone).date(), _next_planned(partnership)
        if following and has_slipped(partnership, zone=zone, today=today):
            waited = has_slipped(partnership, zone=zone, today=today - first_days)
            roles = rules.meetings.arranging(waited=waited)
            reminders.nudge_for_next_session(partnership, following, partnership.last_held_on, roles=roles)

    _each_as_it_stands(reminding.without_next_date(adopted, now), remind)


def _next_planned(partnership: Partnership) -> Session | None:
    planned = [session for session in partnership.sessions.all() if session.state == "planned"]
    return min(planned, key=lambda session: session.number, default=None)
