"""The sessions of a partnership as a path of stones."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from alongside.partnerships.models import Partnership, Session
from alongside.partnerships.queries.steps import next_session
from alongside.people.models import Member
from alongside.web.parts import Side, Stone, StoneState


def stones_of(partnership: Partnership, *, now: datetime | None = None) -> list[Stone]:
    """One stone per session, in order; asks no database where the partnership was fetched with its sessions."""
    now = now or timezone.now()
    following = next_session(partnership) if partnership.state != "ended" else None
    return [_stone(session, following, now) for session in partnership.sessions.all()]


def _stone(session: Session, following: Session | None, now: datetime) -> Stone:
    leader, side = _leader(session)
    waits = session.state == "held" and session.completed_at is None and session.partnership.state != "ended"
    word = "Waits for goals" if waits else ""
    return Stone(
        number=session.number,
        title=session.theme,
        state=_state(session, following, now),
        day=session.held_on or session.starts_at or session.target_on,
        leader=leader.name if leader else "",
        leader_called=leader.given_name if leader else "",
        side=side,
        url=reverse("session", kwargs={"session_id": session.pk}),
        word=word or _word(session, following, now),
    )


def _state(session: Session, following: Session | None, now: datetime) -> StoneState:
    if session.state == "held":
        return "done"
    if session.state == "skipped":
        return "skipped"
    if session == following:
        return "late" if session.starts_at and session.starts_at <= now else "next"
    return "later"


def _word(session: Session, following: Session | None, now: datetime) -> str:
    """Whether the day is agreed or only what the plan suggests."""
    if session.state != "planned":
        return ""
    if session.starts_at is None:
        return "Next, no time yet" if session == following else "Suggested day"
    if session.starts_at <= now:
        return "Did you meet?"
    return "Next, agreed" if session == following else "Agreed"


def _leader(session: Session) -> tuple[Member | None, Side]:
    if session.lead == "mentee":
        return session.partnership.mentee, "mentee"
    if session.lead == "mentor":
        return session.partnership.mentor, "mentor"
    return None, ""
