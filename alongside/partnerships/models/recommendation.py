"""That a mentor recommends their mentee as a mentor."""

from typing import ClassVar

from django.db import models

from alongside.journal.models import Journalled
from alongside.partnerships.models.partnership import Partnership
from alongside.vault.models import Note


class Recommendation(Journalled):
    """The mentor of the partnership recommends the mentee; `text` is a line for the mentee, sealed for both, if any.

    While `shown_at` is set the office reads it with the mentee's applications as mentor: `shown_text` is its copy of the
    line, to which the mentee has consented. Both are empty otherwise.
    """

    partnership = models.OneToOneField(Partnership, on_delete=models.PROTECT, related_name="recommendation")
    text = models.ForeignKey(Note, null=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True)
    shown_text = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(shown_at__isnull=False) | models.Q(shown_text=""),
                name="the_office_has_a_line_only_while_it_is_shown",
            ),
        ]

    def __str__(self) -> str:
        return f"Given at {self.given_at:%Y-%m-%d %H:%M}"

    @property
    def body_id(self) -> object:
        """The body whose scheme it is."""
        return self.partnership.body_id
