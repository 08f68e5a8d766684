"""What comes next in a partnership: the one step for whoever looks."""

from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from alongside.partnerships.models import Partnership, Session
from alongside.partnerships.queries.agreements import agreement_of, must_agree_before, waits_for_signature
from alongside.partnerships.queries.completion import goals_missing_for
from alongside.partnerships.queries.expectations import round_of
from alongside.people.models import Account
from alongside.web.parts import NextStep
from alongside.web.wording import day_in_full


def next_step(partnership: Partnership, account: Account, *, now: datetime | None = None) -> NextStep | None:
    """The one thing that matters now to this partner; None once the partnership has ended.

    Asks no database where the partnership came from `partnerships_of` or `partnership_or_404`.
    """
    now = now or timezone.now()
    role = partnership.role_of(account)
    if partnership.state == "ended":
        return None
    if partnership.state == "paused":
        return _resume_step(partnership)
    if (session := _waiting_for_goal_of(partnership, role)) is not None:
        return _goal_step(partnership, session)
    session = next_session(partnership)
    if session is None:
        return _last_step(partnership, account)
    if session.starts_at is None:
        return _undated_step(partnership, session, account, now.astimezone(account.zone).date())
    if session.starts_at <= now:
        return NextStep(
            f"Did you and {partnership.partner_of(account).given_name} meet?",
            f"Session {session.number}, “{session.theme}”, had its time.",
            button="Say how it went",
            url=page_of(session),
            day=session.starts_at,
        )
    if role in sides_without_expectations(partnership):
        return _expectations_step(partnership, session)
    return _prepare_step(session, account, role)


def next_session(partnership: Partnership) -> Session | None:
    """The first session that is still planned."""
    planned = [session for session in partnership.sessions.all() if session.state == "planned"]
    return min(planned, key=lambda session: session.number, default=None)


def owes_feedback(session: Session, role: str) -> bool:
    """Whether this partner was asked about the session and has neither answered nor skipped."""
    feedback = session.partnership.rules.feedback
    asked = session.state == "held" and feedback.after_session and bool(feedback.question)
    return asked and all(given.role != role for given in session.feedback.all())


def sides_without_expectations(partnership: Partnership) -> tuple[str, ...]:
    """The roles of those who have not said yet what they expect, where the scheme wants them to."""
    return round_of(partnership).missing if partnership.rules.expectations.enabled else ()


def _waiting_for_goal_of(partnership: Partnership, role: str) -> Session | None:
    """A held session that is not complete because this partner has shared no goal."""
    sessions = partnership.sessions.all()
    held = (each for each in sessions if each.state == "held" and each.completed_at is None)
    return next((each for each in held if role in goals_missing_for(each)), None)


def _resume_step(partnership: Partnership) -> NextStep:
    last = partnership.last_day_in_pause
    by_itself = (
        f"Your last day, {day_in_full(last)}, comes first" if last else "It resumes by itself on this day"
    )
    return NextStep(
        "Your partnership pauses",
        f"{by_itself}. You can also go on now.",
        button="Resume now",
        url=reverse("partnership-resume", kwargs={"partnership_id": partnership.pk}),
        day=partnership.paused_until,
        method="post",
    )


def _goal_step(partnership: Partnership, session: Session) -> NextStep:
    return NextStep(
        "Share a goal with your partner",
        f"Session {session.number} is complete once each of you has one.",
        button="Write a goal",
        url=reverse("goals", kwargs={"partnership_id": partnership.pk}),
        other="Open the session",
        other_url=page_of(session),
    )


def _agreement_step(partnership: Partnership, session: Session, account: Account) -> NextStep:
    agreement, partner = agreement_of(partnership), partnership.partner_of(account).given_name
    if agreement is None:
        title, button = "Begin your agreement", "Begin our agreement"
    elif waits_for_signature(agreement, partnership.role_of(account)):
        title, button = "Read and sign your agreement", "Read and sign it"
    else:
        title, button = f"{partner} signs your agreement next", "Read it again"
    return NextStep(
        title,
        f"In your scheme, session {session.number} waits until you have both signed it.",
        button=button,
        url=reverse("agreement", kwargs={"partnership_id": partnership.pk}),
        other="Open the session",
        other_url=page_of(session),
    )


def _undated_step(partnership: Partnership, session: Session, account: Account, today: date) -> NextStep:
    if must_agree_before(session):
        return _agreement_step(partnership, session, account)
    return _date_step(partnership, session, account, today)


def _date_step(partnership: Partnership, session: Session, account: Account, today: date) -> NextStep:
    """To find a day; one that the plan suggested and that is over is no day to go by."""
    partner = partnership.partner_of(account)
    day = None if session.is_past_its_suggestion(today) else session.target_on
    if partnership.role_of(account) not in partnership.rules.meetings.arranging():
        return NextStep(
            f"{partner.given_name} chooses a time for session {session.number}",
            f"“{session.theme}”. You get an invitation; if it suits you better, you may send one yourself.",
            button="Open the session",
            url=page_of(session),
            day=day,
            other="Choose a time yourself",
            other_url=reverse("session-time", kwargs={"session_id": session.pk}),
        )
    return NextStep(
        f"Choose a time for session {session.number}",
        f"“{session.theme}”, with {partner.name}. "
        + (
            "The plan suggests this day; any other will do."
            if day
            else f"The plan suggested {day_in_full(session.target_on)}; any day that suits you both will do."
        ),
        button="Choose a time",
        url=reverse("session-time", kwargs={"session_id": session.pk}),
        day=day,
        other="Open the session",
        other_url=page_of(session),
    )


def _expectations_step(partnership: Partnership, session: Session) -> NextStep:
    return NextStep(
        "Say what you expect of each other",
        f"One expectation each is enough to begin with, before or in session {session.number}.",
        button="Say what you expect",
        url=reverse("expectations", kwargs={"partnership_id": partnership.pk}),
        day=session.starts_at,
        other="Open the session",
        other_url=page_of(session),
    )


def _prepare_step(session: Session, account: Account, role: str) -> NextStep:
    partner = session.partnership.partner_of(account)
    empty = role == "mentee" and not session.agenda_items.all()
    return NextStep(
        f"Session {session.number} with {partner.name}: {session.theme}",
        "The agenda is still empty: one line is enough to begin." if empty else "",
        button="Begin the agenda" if empty else "Open the session",
        url=page_of(session),
        day=session.starts_at,
    )


def _last_step(partnership: Partnership, account: Account) -> NextStep:
    """All sessions are behind them."""
    page = {"partnership_id": partnership.pk}
    return NextStep(
        "Your last session is behind you",
        f"Look back on what you and {partnership.partner_of(account).given_name} did. You can add another session, "
        "or end here.",
        button="Look back",
        url=reverse("partnership-sessions", kwargs=page),
        other="End this partnership",
        other_url=reverse("partnership-end", kwargs=page),
    )


def page_of(session: Session) -> str:
    """The address of a session's page."""
    return reverse("session", kwargs={"session_id": session.pk})
