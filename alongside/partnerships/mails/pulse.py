"""Asks both how it is going, once, and says when both have answered; never what anybody answered."""

from alongside.notices.actions import MailText, post_notice
from alongside.partnerships.mails import FEEDBACK
from alongside.partnerships.mails.words import both_roles
from alongside.partnerships.models import Session
from alongside.partnerships.queries.pulse import pulse_rules


def pulse_event(session: Session) -> str:
    """The event under which both are asked."""
    return f"session:{session.pk}:pulse:ask"


def ask_for_pulse(session: Session) -> None:
    """Ask each partner, where the scheme asks after this session. There is no reminder: they may skip it."""
    rules = pulse_rules(session)
    if rules is None:
        return
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
