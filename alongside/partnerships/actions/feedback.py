"""Gives the other partner an answer to the one question after a session, or skips it."""

from django.db import transaction
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.journal.moves import write_entry
from alongside.notices.actions import clear_notices
from alongside.partnerships.actions.locking import lock_partnership
from alongside.partnerships.actions.sealing import seal_for_both
from alongside.partnerships.mails.feedback import feedback_event, tell_of_feedback
from alongside.partnerships.models import Session, SessionFeedback
from alongside.people.models import Account


@transaction.atomic
def give_feedback(session: Session, *, by: Account, role: str, text: str) -> SessionFeedback:
    """Answer the question, for the partner to read; an empty answer skips it. A new answer replaces the last."""
    partnership = lock_partnership(session.partnership_id)
    session = partnership.sessions.get(pk=session.pk)
    session.partnership = partnership
    if session.state != "held":
        raise MoveRefused("Feedback is for a session you have had.")
    given = SessionFeedback.objects.select_related("text").filter(session=session, role=role).first()
    given = given or SessionFeedback(session=session, author=by, role=role)
    if text.strip():
        given.text = seal_for_both(
            text.strip(), partnership, by=by, role=role, kind="feedback", note=given.text
        )
    given.given_at = timezone.now()
    given.save()
    write_entry(
        noun="feedback",
        subject=given.pk,
        move="give" if given.text_id else "skip",
        by=by,
        role=role,
        body_id=partnership.scheme.body_id,
    )
    clear_notices(event=feedback_event(session), account=by)
    if given.text_id:
        tell_of_feedback(session, role=role)
    return given
