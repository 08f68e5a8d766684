"""One partner's short answers on how it is going, asked after some sessions."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.journal.models import Journalled
from alongside.partnerships.models.session import Session
from alongside.vault.models import Note


class Pulse(Journalled):
    """What the partner with this role answered after a session; no `text` means they skipped it.

    `text` holds the answers under their author's own key. `for_comparing` is a copy of the numbers under the
    partnership's key, kept only until the second partner has answered: then it is forgotten, and `differing` of
    the later pulse says, under the partnership's key, at which questions the two differ, never who gave which
    answer. That note has the same length whether they differ or not.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="pulses")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10)
    text = models.ForeignKey(Note, null=True, on_delete=models.PROTECT, related_name="+")
    for_comparing = models.ForeignKey(Note, null=True, on_delete=models.PROTECT, related_name="+")
    differing = models.ForeignKey(Note, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "role"], name="one_pulse_per_session_and_partner"),
            models.CheckConstraint(
                condition=models.Q(for_comparing__isnull=True) | models.Q(differing__isnull=True),
                name="a_compared_pulse_keeps_no_copy",
            ),
            models.CheckConstraint(
                condition=models.Q(text__isnull=False)
                | models.Q(for_comparing__isnull=True, differing__isnull=True),
                name="a_skipped_pulse_has_nothing_to_compare",
            ),
        ]

    @property
    def body_id(self) -> object:
        """The body whose scheme it is."""
        return self.session.body_id
