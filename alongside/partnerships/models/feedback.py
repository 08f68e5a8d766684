"""The one question that each partner answers for the other after a session."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.journal.models import Journalled
from alongside.partnerships.models.partnership import Partnership
from alongside.partnerships.models.session import Session
from alongside.people.models import Account
from alongside.vault.models import Note


class SessionFeedbackQuerySet(models.QuerySet["SessionFeedback"]):
    """Feedback, as somebody may see it."""

    def visible_to(self, account: Account) -> "SessionFeedbackQuerySet":
        """What was given and received in one's own partnerships."""
        return self.filter(session__partnership__in=Partnership.objects.visible_to(account))


class SessionFeedback(Journalled):
    """What the partner with this role says to the other about a session; no `text` means they skipped it."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="feedback")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10)
    text = models.ForeignKey(Note, null=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    objects: ClassVar = SessionFeedbackQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "role"], name="one_feedback_per_session_and_partner"),
        ]

    @property
    def body_id(self) -> object:
        """The body whose scheme it is."""
        return self.session.body_id
