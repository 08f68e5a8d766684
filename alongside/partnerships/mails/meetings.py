"""Invitations to sessions, and what both are told when a time is taken off."""

from datetime import datetime

from alongside.notices.actions import MailText, clear_notices, post_notice
from alongside.partnerships.invitation import CANCEL, REQUEST, calendar_text
from alongside.partnerships.mails import MEETING
from alongside.partnerships.mails.facilitators import facilitators_follow
from alongside.partnerships.mails.words import both_roles, moment_for, session_name, times_for
from alongside.partnerships.models import Session
from alongside.people.models import Account, Member


def meeting_events(session: Session) -> str:
    """How every event about the time of a session begins."""
    return f"session:{session.pk}:meeting:"


def invite(session: Session, *, by: Account | None, now: datetime) -> None:
    """Send both the invitation as it now stands; earlier news of this session's time is cleared."""
    clear_notices(event_prefix=meeting_events(session))
    calendar = calendar_text(session, method=REQUEST, now=now)
    for _, account, partner in both_roles(session.partnership):
        times = times_for(session, account, partner)
        post_notice(
            account,
            event=f"{meeting_events(session)}{session.sequence}",
            kind=MEETING,
            sentence=f"You meet {partner.name} for session {session.number}: {times.splitlines()[0]}.",
            path=f"/sessions/{session.pk}/",
            body_id=session.partnership.scheme.body_id,
            mail=MailText(
                subject=f"Session {session.number} with {partner.name}: {moment_for(account, session.dated_at)}",
                text=_invitation(session, account, partner, times, by),
                calendar=calendar,
                calendar_method=REQUEST,
            ),
        )
    facilitators_follow(session, now=now, called_off=False)


def call_off(session: Session, *, by: Account | None, now: datetime) -> None:
    """Tell both that the time no longer stands, so that it leaves their calendars."""
    clear_notices(event_prefix=meeting_events(session))
    calendar = calendar_text(session, method=CANCEL, now=now)
    for _, account, partner in both_roles(session.partnership):
        was = moment_for(account, session.dated_at)
        post_notice(
            account,
            event=f"{meeting_events(session)}{session.sequence}",
            kind=MEETING,
            sentence=f"Session {session.number} with {partner.name} is no longer on {was}.",
            path=f"/sessions/{session.pk}/",
            body_id=session.partnership.scheme.body_id,
            mail=MailText(
                subject=f"Cancelled: session {session.number} with {partner.name} on {was}",
                text=f"Your {session_name(session)} with {partner.name} no longer takes place on {was}. "
                "The time has been taken off; nothing you wrote for it is lost.",
                calendar=calendar,
                calendar_method=CANCEL,
            ),
        )
    facilitators_follow(session, now=now, called_off=True)


def _invitation(session: Session, account: Account, partner: Member, times: str, by: Account | None) -> str:
    who = "You have" if by == account else f"{partner.name} has"
    lines = [
        f"{who} set a time for your {session_name(session)}.",
        f"{times}\n{session.minutes} minutes",
        *_where(session),
        "The calendar entry in this mail replaces any earlier one for this session. "
        "The agenda and your preparation are on the session's page.",
    ]
    return "\n\n".join(lines)


def _where(session: Session) -> list[str]:
    said = []
    if tool := session.partnership.tool_label:
        said.append(f"You meet by {tool}.")
    if session.join_url:
        said.append(f"Join here: {session.join_url}")
    if session.place:
        said.append(f"Place: {session.place}")
    return ["\n".join(said)] if said else []
