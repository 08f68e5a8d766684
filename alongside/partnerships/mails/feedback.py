"""Asks both for feedback after a session, and says when there is some; never what it says."""

from alongside.notices.actions import MailText, post_notice
from alongside.partnerships.mails import FEEDBACK
from alongside.partnerships.mails.words import both_roles
from alongside.partnerships.models import PartnerFeedback, Session


def feedback_event(session: Session) -> str:
    """The event under which both are asked."""
    return f"session:{session.pk}:feedback:ask"


def ask_for_feedback(session: Session) -> None:
    """Ask each partner the scheme's one question, where it has one; they may skip it."""
    rules = session.partnership.rules.feedback
    if not rules.after_session or not rules.question:
        return
    for _, account, partner in both_roles(session.partnership):
        sentence = f"One question about session {session.number} with {partner.name}."
        post_notice(
            account,
            event=feedback_event(session),
            kind=FEEDBACK,
            sentence=sentence,
            path=f"/sessions/{session.pk}/feedback/",
            body_id=session.partnership.scheme.body_id,
            mail=MailText(
                subject=f"After session {session.number} with {partner.name}",
                text=f"{rules.question}\n\nOne sentence is enough, and you may skip it. Only {partner.name} "
                "reads your answer.",
            ),
            digest=True,
        )


def tell_of_feedback(session: Session, *, role: str) -> None:
    """Say to the partner of `role` that there is something to read."""
    for own, account, partner in both_roles(session.partnership):
        if own != role:
            post_notice(
                account,
                event=f"session:{session.pk}:feedback:given",
                kind=FEEDBACK,
                sentence=f"{partner.name} has told you what helped in session {session.number}.",
                path=f"/sessions/{session.pk}/",
                body_id=session.partnership.scheme.body_id,
            )


def partner_feedback_event(given: PartnerFeedback) -> str:
    """The event under which the other is told."""
    return f"feedback:{given.pk}"


def tell_of_partner_feedback(given: PartnerFeedback) -> None:
    """Say to the other that there is something to read; not what, nor about which goal."""
    for own, account, partner in both_roles(given.partnership):
        if own != given.role:
            sentence = f"{partner.name} has given you feedback."
            post_notice(
                account,
                event=partner_feedback_event(given),
                kind=FEEDBACK,
                sentence=sentence,
                path=f"/partnerships/{given.partnership_id}/feedback/",
                body_id=given.partnership.scheme.body_id,
                mail=MailText(
                    subject="Feedback from your partner", text=f"{sentence} Only the two of you can read it."
                ),
                digest=True,
            )
