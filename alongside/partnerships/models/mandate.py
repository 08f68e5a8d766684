"""A partnership that somebody requires, and what they are told of it: attendance, and nothing else."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.journal.models import Journalled
from alongside.partnerships.models.partnership import Partnership


class Mandate(Journalled):
    """Who requires the mentoring, under which reference, from when to when, and to whom attendance is reported.

    Nothing is reported unless both partners have agreed to it: `mentee_agreed_at` and `mentor_agreed_at` are empty while
    they have not, or have taken it back. `ended_at` is when the office noted that it no longer holds.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="mandates")
    authority = models.CharField(max_length=150)
    reference = models.CharField(max_length=80, blank=True)
    from_on = models.DateField()
    until_on = models.DateField()
    every_months = models.PositiveSmallIntegerField()
    report_name = models.CharField(max_length=150)
    report_email = models.EmailField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    mentee_agreed_at = models.DateTimeField(null=True)
    mentor_agreed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partnership"],
                condition=models.Q(ended_at=None),
                name="one_mandate_in_force_per_partnership",
            ),
            models.CheckConstraint(
                condition=models.Q(from_on__lte=models.F("until_on")), name="a_mandate_ends_after_it_begins"
            ),
        ]
        ordering: ClassVar = ["set_at", "pk"]

    def __str__(self) -> str:
        return self.authority

    @property
    def body_id(self) -> object:
        """The body whose scheme it is."""
        return self.partnership.body_id

    @property
    def is_agreed(self) -> bool:
        """Whether both have agreed that attendance is reported."""
        return bool(self.mentee_agreed_at and self.mentor_agreed_at)

    def agreed_at(self, role: str) -> datetime | None:
        """When the partner with this role agreed; None if they have not."""
        return self.mentee_agreed_at if role == "mentee" else self.mentor_agreed_at


class MandateReport(Journalled):
    """One report, word for word as it was sent; it covers the days from `from_on` to `due_on`, both included."""

    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="reports")
    from_on = models.DateField()
    due_on = models.DateField()
    text = models.TextField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mandate", "due_on"], name="one_report_per_day_due"),
        ]
        ordering: ClassVar = ["-due_on"]

    def __str__(self) -> str:
        return f"Report of {self.due_on}"

    @property
    def body_id(self) -> object:
        """The body whose scheme it is."""
        return self.mandate.body_id
