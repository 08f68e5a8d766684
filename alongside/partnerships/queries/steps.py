"""What comes next in a partnership: the one step for whoever looks, and what waits on each of the two."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from alongside.partnerships.models import Action, Partnership, Session
from alongside.partnerships.queries.completion import goals_missing_for
from alongside.partnerships.queries.expectations import round_of, waits_for
from alongside.people.models import Account
from alongside.web.parts import NextStep


@dataclass(frozen=True)
class Errand:
    """One thing that waits on a partner: on whom (`mentee` or `mentor`), what, where, and by when if by a day."""

    role: str
    sentence: str
    url: str
    day: date | None = None


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
    if (session := _unfinished(partnership)) is not None:
        return _goal_step(partnership, session, role)
    session = next_session(partnership)
    if session is None:
        return _last_step(partnership, account)
    if session.starts_at is None:
        return _date_step(partnership, session, account)
    if session.starts_at <= now:
        return NextStep(
            f"Did you and {partnership.partner_of(account).given_name} meet?",
            f"Session {session.number}, “{session.theme}”, had its time.",
            button="Say how it went",
            url=_page(session),
            day=session.starts_at,
        )
    if role in sides_without_expectations(partnership):
        return _expectations_step(partnership, session)
    return _prepare_step(session, account, role)


def waiting_on(partnership: Partnership, account: Account, *, now: datetime | None = None) -> list[Errand]:
    """Everything that waits on either partner, one's own first; asks no database, as `next_step`."""
    now = now or timezone.now()
    if partnership.state in ("ended", "paused"):
        return []
    own = partnership.role_of(account)
    errands = [
        *_session_errands(partnership, now),
        *_expectation_errands(partnership),
        *_feedback_errands(partnership),
        *_late_actions(partnership),
    ]
    return sorted(errands, key=lambda errand: errand.role != own)


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


def late_actions(partnership: Partnership, today: date) -> list[Action]:
    """Open actions past their day."""
    return [action for action in partnership.actions.all() if action.is_late(today)]


def _unfinished(partnership: Partnership) -> Session | None:
    """A held session that waits for goals."""
    sessions = partnership.sessions.all()
    return next((each for each in sessions if each.state == "held" and each.completed_at is None), None)


def _resume_step(partnership: Partnership) -> NextStep:
    return NextStep(
        "Your partnership pauses",
        "It resumes by itself on this day. You can also go on now.",
        button="Resume now",
        url=reverse("partnership-resume", kwargs={"partnership_id": partnership.pk}),
        day=partnership.paused_until,
        method="post",
    )


def _goal_step(partnership: Partnership, session: Session, role: str) -> NextStep:
    partner = partnership.mentor if role == "mentee" else partnership.mentee
    if role in goals_missing_for(session):
        return NextStep(
            "Share a goal with your partner",
            f"Session {session.number} is complete once each of you has one.",
            button="Write a goal",
            url=reverse("goals", kwargs={"partnership_id": partnership.pk}),
        )
    return NextStep(
        f"Complete session {session.number}",
        f"{partner.given_name} has shared no goal yet. You can wait, or complete the session without it.",
        button="Open session",
        url=_page(session),
    )


def _date_step(partnership: Partnership, session: Session, account: Account) -> NextStep:
    partner = partnership.partner_of(account)
    return NextStep(
        f"Choose a time for session {session.number}",
        f"“{session.theme}”, with {partner.name}. The plan suggests this day; any other will do.",
        button="Choose a time",
        url=reverse("session-time", kwargs={"session_id": session.pk}),
        day=session.target_on,
        other="Open the session",
        other_url=_page(session),
    )


def _expectations_step(partnership: Partnership, session: Session) -> NextStep:
    return NextStep(
        "Say what you expect of each other",
        f"One expectation each is enough to begin with, before or in session {session.number}.",
        button="Say what you expect",
        url=reverse("expectations", kwargs={"partnership_id": partnership.pk}),
        day=session.starts_at,
        other="Open the session",
        other_url=_page(session),
    )


def _prepare_step(session: Session, account: Account, role: str) -> NextStep:
    partner = session.partnership.partner_of(account)
    empty = role == "mentee" and not session.agenda_items.all()
    return NextStep(
        f"Session {session.number} with {partner.name}: {session.theme}",
        "The agenda is still empty: one line is enough to begin." if empty else "",
        button="Begin the agenda" if empty else "Open the session",
        url=_page(session),
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


def _session_errands(partnership: Partnership, now: datetime) -> Iterator[Errand]:
    session = next_session(partnership)
    if session is None:
        return
    if session.starts_at is None:
        url = reverse("session-time", kwargs={"session_id": session.pk})
        for role in ("mentee", "mentor"):
            yield Errand(role, f"Choose a time for session {session.number}.", url, session.target_on)
    elif session.starts_at <= now:
        for role in ("mentee", "mentor"):
            yield Errand(role, f"Say whether you met for session {session.number}.", _page(session))
    elif not session.agenda_items.all():
        yield Errand(
            "mentee", f"Begin the agenda of session {session.number}.", _page(session), session.starts_at
        )


def _expectation_errands(partnership: Partnership) -> Iterator[Errand]:
    """From the introduction until everything is settled."""
    if not partnership.rules.expectations.enabled:
        return
    url = reverse("expectations", kwargs={"partnership_id": partnership.pk})
    missing = round_of(partnership).missing
    for role in ("mentee", "mentor"):
        if role in missing:
            yield Errand(role, "Say what you expect of each other.", url)
        if any(waits_for(each, role) for each in partnership.expectations.all()):
            yield Errand(role, "An expectation waits for your answer.", url)


def _feedback_errands(partnership: Partnership) -> Iterator[Errand]:
    for session in partnership.sessions.all():
        if session.state == "held" and session.completed_at is None:
            goals = reverse("goals", kwargs={"partnership_id": partnership.pk})
            for role in goals_missing_for(session):
                yield Errand(role, f"Share a goal: session {session.number} is complete then.", goals)
        for role in ("mentee", "mentor"):
            if owes_feedback(session, role):
                url = reverse("session-feedback", kwargs={"session_id": session.pk})
                yield Errand(role, f"Answer one question about session {session.number}.", url)


def _late_actions(partnership: Partnership) -> Iterator[Errand]:
    url = reverse("partnership-actions", kwargs={"partnership_id": partnership.pk})
    for action in late_actions(partnership, timezone.localdate()):
        yield Errand(action.owner, "An action is past its day.", url, action.due_on)


def _page(session: Session) -> str:
    return reverse("session", kwargs={"session_id": session.pk})
