"""What a third person is told of the one meeting they are invited to, and what the two are told of them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from alongside.notices.actions import MailText, clear_notices, post_notice, queue_mail
from alongside.notices.registry import mail_kind
from alongside.partnerships.facilitator_links import facilitator_link
from alongside.partnerships.invitation import CANCEL, REQUEST, facilitator_calendar
from alongside.partnerships.mails import MEETING
from alongside.partnerships.mails.words import both_roles
from alongside.partnerships.models import Facilitator, Session
from alongside.web.wording import moment_in_full

FACILITATOR = mail_kind("facilitator", "Invitations of a third person to one meeting", optional=False).key
CANNOT = "If you cannot come, please write to {name}, {email}."


def facilitator_event(facilitator: Facilitator) -> str:
    """How every event about this person begins."""
    return f"facilitator:{facilitator.pk}:"


def invite_facilitator(facilitator: Facilitator, *, now: datetime, again: bool = False) -> None:
    """Send when and where, with an entry for their calendar once there is a time. The link works without signing in."""
    session, by = facilitator.session, facilitator.invited_by
    begins = (
        "The meeting to which you are invited has another time."
        if again
        else f"{by.name} asks you to be there when {session.partnership.title} meet as mentee and mentor."
    )
    lines = [
        f"{facilitator.name},",
        begins,
        when_and_where(session),
        "This page shows when and where they meet until the meeting is over, and nothing else of theirs. You need not "
        f"sign in:\n\n{facilitator_link(facilitator)}",
        CANNOT.format(name=by.name, email=_address_of(facilitator)),
    ]
    _send(facilitator, "Invitation to a mentoring meeting", lines, REQUEST if session.starts_at else "", now)


def _address_of(facilitator: Facilitator) -> str:
    """Where the third person answers: whoever invited them, or the office where one of the two is under 18."""
    partnership = facilitator.session.partnership
    return (
        partnership.scheme.body.contact_email if partnership.protects_minor else facilitator.invited_by.email
    )


def call_facilitator_off(facilitator: Facilitator, *, now: datetime) -> None:
    """The meeting has lost its time, or they are no longer invited: the entry leaves their calendar."""
    if facilitator.ended_at is None:
        said = "The meeting to which you were invited no longer takes place at that time. If it gets another one, you "
        said += "hear of it."
    else:
        said = (
            "You are no longer invited to the meeting, and need do nothing. The link that you had is closed."
        )
    method = CANCEL if facilitator.session.starts_at else ""
    _send(facilitator, "Cancelled: a mentoring meeting", [f"{facilitator.name},", said], method, now)


def tell_of_facilitator(facilitator: Facilitator) -> None:
    """Say to whichever partners did not invite them that a third person is invited; who it is stands on the page."""
    session = facilitator.session
    for role, account, partner in both_roles(session.partnership):
        if role == facilitator.role:
            continue
        who = "Your office" if facilitator.role == "office" else partner.name
        sentence = f"{who} has invited a third person to session {session.number}."
        post_notice(
            account,
            event=f"{facilitator_event(facilitator)}told",
            kind=MEETING,
            sentence=sentence,
            path=f"/sessions/{session.pk}/",
            body_id=session.body_id,  # type: ignore[arg-type]  # a foreign key's own value
            mail=MailText(
                subject="A third person is invited to your meeting",
                text=f"{sentence} You see who it is on the session's page, and can take the invitation back there. "
                "They see when and where you meet, and nothing else.",
            ),
        )


def forget_facilitator(facilitator: Facilitator) -> None:
    """Nobody need hear any more that they were invited."""
    clear_notices(event_prefix=facilitator_event(facilitator))


def facilitators_follow(session: Session, *, now: datetime, called_off: bool) -> None:
    """Whoever is invited to this session learns that its time has changed, or is gone."""
    for facilitator in session.facilitators.invited().select_related("invited_by"):
        facilitator.session = session
        if called_off:
            call_facilitator_off(facilitator, now=now)
        else:
            invite_facilitator(facilitator, now=now, again=True)


def when_and_where(session: Session) -> str:
    """The time in the zone in which it was set, the length and the place, a line each."""
    if session.starts_at is None:
        return "They have no time yet. You get one more mail when they do."
    lines = [f"{moment_of(session)}, {session.minutes} minutes"]
    if session.join_url:
        lines.append(f"Join here: {session.join_url}")
    if session.place:
        lines.append(f"Place: {session.place}")
    return "\n".join(lines)


def moment_of(session: Session) -> str:
    """`Friday 12 March 2027 at 14:00 GMT (London)` in the zone in which the time was set."""
    zone = session.time_zone or session.partnership.scheme.body.time_zone
    town = zone.rsplit("/", 1)[-1].replace("_", " ")
    with timezone.override(ZoneInfo(zone)):
        return f"{moment_in_full(session.dated_at)} ({town})"


def _send(facilitator: Facilitator, subject: str, lines: list[str], method: str, now: datetime) -> None:
    over = "off" if facilitator.ended_at else method or "undated"
    queue_mail(
        facilitator.email,
        event=f"{facilitator_event(facilitator)}{facilitator.session.sequence}:{over}",
        kind=FACILITATOR,
        mail=MailText(
            subject=subject,
            text="\n\n".join(lines),
            calendar=facilitator_calendar(facilitator, method=method, now=now) if method else "",
            calendar_method=method,
        ),
    )
