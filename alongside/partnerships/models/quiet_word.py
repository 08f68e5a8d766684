"""That a partner asks the office for a word: who, and nothing of what about."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.domain.lifecycles import QUIET_WORD
from alongside.journal.models import Journalled
from alongside.partnerships.models.expectation import ROLES
from alongside.partnerships.models.partnership import Partnership


class QuietWord(Journalled):
    """A request that the office gets in touch. It holds no text, and the partner never learns of it."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="quiet_words")
    role = models.CharField(max_length=10, choices=ROLES)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=QUIET_WORD.choices(), default=QUIET_WORD.start)
    asked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partnership", "role"],
                condition=models.Q(state="asked"),
                name="one_open_quiet_word_per_partner",
            ),
        ]
        ordering: ClassVar = ["asked_at", "id"]

    def __str__(self) -> str:
        return f"By the {self.role} at {self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def body_id(self) -> object:
        """The body whose scheme it is."""
        return self.partnership.body_id
