"""Reminders about sessions: friendly, once each, with a link to the one thing to do."""

from datetime import date

from alongside.domain.scheme import Side
from alongside.notices.actions import MailText, clear_notices, post_notice
from alongside.partnerships.mails import NUDGE
from alongside.partnerships.mails.words import both_roles, moment_for, session_name
from alongside.partnerships.models import Partnership, Session
from alongside.people.models import Account, Member
from alongside.web.wording import day_in_full


def session_reminders(session: Session) -> str:
    """How every event that reminds of a session begins; cleared when the session moves on."""
    return f"session:{session.pk}:remind:"


def partnership_reminders(partnership: Partnership) -> str:
    """How every event that reminds of a time to find begins; cleared when one is found."""
    return f"partnership:{partnership.pk}:remind:"


def agenda_reminder(session: Session) -> str:
    """How the reminder of an empty agenda begins; cleared by the first item."""
    return f"{session_reminders(session)}agenda"


def remind_of_first_date(partnership: Partnership, first: Session, *, roles: tuple[Side, ...]) -> None:
    """Whoever arranges it: there is no date for the first session yet."""
    for role, account, partner in both_roles(partnership):
        if role not in roles:
            continue
        sentence = f"You and {partner.name} have no date for your first session yet."
        _post(
            account,
            partnership,
            event=f"{partnership_reminders(partnership)}first",
            sentence=sentence,
            path=f"/sessions/{first.pk}/time/",
            text=f"{sentence} The scheme suggests that you meet by {day_in_full(first.target_on)}. "
            f"Offer a time that suits you; {partner.given_name} gets an invitation.",
        )


def remind_of_empty_agenda(session: Session) -> None:
    """The mentee: nothing is on the agenda, and the session is near."""
    partnership = session.partnership
    account = partnership.mentee.account
    _post(
        account,
        partnership,
        event=f"{agenda_reminder(session)}:{session.sequence}",
        sentence=f"The agenda for {session_name(session)} is still empty.",
        path=f"/sessions/{session.pk}/",
        text=f"You meet {partnership.mentor.name} on {moment_for(account, session.dated_at)}. The agenda for "
        f"{session_name(session)} is still empty. One line is enough to begin with: what would you like to "
        "talk about?",
    )


def remind_mentor_to_prepare(session: Session) -> None:
    """The mentor: the mentee has put something on the agenda, and things to prepare are left; once for each time."""
    partnership = session.partnership
    account = partnership.mentor.account
    mentee = partnership.mentee.name
    _post(
        account,
        partnership,
        event=f"{session_reminders(session)}prepare:{session.sequence}",
        sentence=f"{mentee} has written the agenda for {session_name(session)}: a good moment to prepare.",
        path=f"/sessions/{session.pk}/",
        text=f"You meet {mentee} on {moment_for(account, session.dated_at)}. The agenda is on the session's page, and "
        "under it what mentors of your scheme prepare. Ten minutes are enough.",
    )


def remind_of_session(session: Session) -> None:
    """Both: the session is near."""
    for _, account, partner in both_roles(session.partnership):
        when = moment_for(account, session.dated_at)
        _post(
            account,
            session.partnership,
            event=f"{session_reminders(session)}soon:{session.sequence}",
            sentence=f"You meet {partner.name} on {when}.",
            path=f"/sessions/{session.pk}/",
            text=f"You meet {partner.name} for {session_name(session)} on {when}. The agenda and your "
            "preparation are on the session's page.",
        )


def ask_whether_they_met(session: Session) -> None:
    """Both: the time of the session has passed; did they meet?"""
    for _, account, partner in both_roles(session.partnership):
        _post(
            account,
            session.partnership,
            event=_asked_once(session),
            sentence=_did_they_meet(session, partner),
            path=f"/sessions/{session.pk}/",
            text=f"Your {session_name(session)} was on {moment_for(account, session.dated_at)}. If you met, say "
            "so with one tap; if not, choose another time.",
        )


def nudge_for_next_session(
    partnership: Partnership, following: Session, last_held_on: date | None, *, roles: tuple[Side, ...]
) -> None:
    """Whoever arranges it: it has been longer than the scheme's rhythm, and no session has a time ahead.

    Where one had a time that has passed, they may well have met: that is asked first.
    """
    since = f"You last met on {day_in_full(last_held_on)}." if last_held_on else "You have not met yet."
    for role, account, partner in both_roles(partnership):
        if role not in roles:
            continue
        sentence = f"You and {partner.name} have no date for session {following.number}."
        path = f"/sessions/{following.pk}/time/"
        event = f"{partnership_reminders(partnership)}cadence:{last_held_on or 'start'}"
        text = f"{since} A steady rhythm helps: choose a time for {session_name(following)}."
        if following.starts_at:
            sentence, path = _did_they_meet(following, partner), f"/sessions/{following.pk}/"
            event = f"{session_reminders(following)}rhythm:{following.sequence}"
            clear_notices(event=_asked_once(following), account=account)  # it asks the same
            text = (
                f"Your {session_name(following)} was on {moment_for(account, following.starts_at)}, and nobody has "
                "said whether it took place. If you met, say so with one tap; if not, choose another time."
            )
        _post(
            account,
            partnership,
            event=event,
            sentence=sentence,
            path=path,
            text=f"{text} If this is not a good moment, you can pause your partnership until a day that suits you.",
        )


def _asked_once(session: Session) -> str:
    """The event under which both are asked whether they met, some days after the time of the session."""
    return f"{session_reminders(session)}met:{session.sequence}"


def _did_they_meet(session: Session, partner: Member) -> str:
    return f"Did you and {partner.name} meet for session {session.number}?"


def _post(
    account: Account, partnership: Partnership, *, event: str, sentence: str, path: str, text: str
) -> None:
    post_notice(
        account,
        event=event,
        kind=NUDGE,
        sentence=sentence,
        path=path,
        body_id=partnership.scheme.body_id,
        mail=MailText(subject=sentence.rstrip("."), text=text),
        digest=True,
    )
