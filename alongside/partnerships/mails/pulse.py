"""Asks both how it is going, once, and says when both have answered; never what anybody answered."""

from alongside.domain.scheme import BOTH_SIDES
from alongside.notices.actions import MailText, clear_notices, post_notice
from alongside.partnerships.mails import FEEDBACK
from alongside.partnerships.mails.words import both_roles
from alongside.partnerships.models import Partnership, Session
from alongside.partnerships.queries.pulse import owes_pulse, pulse_rules


def pulse_event(session: Session) -> str:
    """The event under which both are asked."""
    return f"session:{session.pk}:pulse:ask"


def ask_for_pulse(session: Session) -> None:
    """Ask each partner, where the scheme asks after this session. There is no reminder: they may skip it.

    It takes the place of an earlier one that somebody has not answered.
    """
    rules = pulse_rules(session)
    if rules is None or not any(owes_pulse(session, role) for role in BOTH_SIDES):
        return
    stop_asking_for_pulses(session.partnership)
    taps = len(rules.questions) + 1
    for _, account, partner in both_roles(session.partnership):
        post_notice(
            account,
            event=pulse_event(session),
            kind=FEEDBACK,
            sentence=f"How is it going with {partner.name}? {taps} taps will do.",
            path=f"/sessions/{session.pk}/pulse/",
            body_id=session.partnership.scheme.body_id,
            mail=MailText(
                subject=f"How is it going with {partner.name}?",
                text=f"{taps} taps will do, and you may skip it. Nobody else reads your answers: once you have both "
                "answered, you both see at which questions you differ, and that is all.",
            ),
            digest=True,
        )


def stop_asking_for_pulses(partnership: Partnership) -> None:
    """Take from both home pages what asks how it is going; the questions stay on the pages of the sessions."""
    for session in partnership.sessions.filter(state="held"):
        clear_notices(event=pulse_event(session))


def tell_of_pulse(session: Session, *, role: str) -> None:
    """Say to the partner of `role`, who answered first, that both have answered now, whatever came of it."""
    for own, account, partner in both_roles(session.partnership):
        if own != role:
            post_notice(
                account,
                event=f"session:{session.pk}:pulse:both",
                kind=FEEDBACK,
                sentence=f"You and {partner.name} have both said how it is going.",
                path=f"/sessions/{session.pk}/pulse/",
                body_id=session.partnership.scheme.body_id,
            )
