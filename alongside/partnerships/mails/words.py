"""Turns of phrase that several mails share: a time in each partner's zone, an address to reach someone."""

from datetime import datetime

from django.utils import timezone

from alongside.partnerships.models import Partnership, Session
from alongside.people.models import Account, Member
from alongside.web.wording import clock, day_in_full, zone_name


def moment_for(account: Account, moment: datetime) -> str:
    """`Friday 12 March 2027 at 14:00 GMT (London)` in the zone of this person."""
    with timezone.override(account.zone):
        return f"{day_in_full(moment)} at {clock(moment)} {zone_name(moment)} ({place_of(account)})"


def place_of(account: Account) -> str:
    """The town that names the person's zone."""
    return account.time_zone.rsplit("/", 1)[-1].replace("_", " ")


def times_for(session: Session, reader: Account, partner: Member) -> str:
    """The session's time for the reader, and for their partner where their clocks differ."""
    if session.starts_at is None:
        return ""
    own = moment_for(reader, session.starts_at)
    if _offset(session.starts_at, reader) == _offset(session.starts_at, partner.account):
        return own
    return f"{own}\n{partner.given_name}'s clock says: {moment_for(partner.account, session.starts_at)}"


def _offset(moment: datetime, account: Account) -> object:
    return moment.astimezone(account.zone).utcoffset()


def contact_of(member: Member) -> str:
    """A name and how to reach it."""
    return f"{member.name}, {member.account.email}"


def session_name(session: Session) -> str:
    """`session 2 (“Setting objectives”)`: nothing else of a session leaves its page."""
    return f"session {session.number} (“{session.theme}”)"


def both_roles(partnership: Partnership) -> tuple[tuple[str, Account, Member], ...]:
    """For each partner: role, account, and the other one's membership."""
    return (
        ("mentee", partnership.mentee.account, partnership.mentor),
        ("mentor", partnership.mentor.account, partnership.mentee),
    )


def role_word(partnership: Partnership, role: str) -> str:
    """What the scheme calls this role."""
    roles = partnership.rules.roles
    return (roles.mentee if role == "mentee" else roles.mentor).singular
