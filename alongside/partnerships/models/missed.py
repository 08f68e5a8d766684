"""A time of a session that came to nothing: given up beforehand, or one of the two was not there."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.journal.models import Journalled
from alongside.partnerships.models.expectation import ROLES
from alongside.partnerships.models.session import Session
from alongside.people.models import Account


class MissedTime(Journalled):
    """The partner with this role gave up the time `was_at`, or was not there; nobody but the two sees it.

    Whether it was given up late is computed from the scheme's hours, never stored.
    """

    GIVEN_UP, ABSENT = "given_up", "absent"
    KINDS: ClassVar = [(GIVEN_UP, "gave the time up"), (ABSENT, "was not there")]

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="missed_times")
    role = models.CharField(max_length=10, choices=ROLES)
    kind = models.CharField(max_length=10, choices=KINDS)
    was_at = models.DateTimeField()
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "was_at"], name="a_time_comes_to_nothing_once"),
        ]
        ordering: ClassVar = ["was_at"]

    def __str__(self) -> str:
        return f"{self.kind} by the {self.role}"

    @property
    def body_id(self) -> object:
        """The body whose scheme it is."""
        return self.session.body_id

    def notice(self) -> timedelta:
        """How long before its time it was given up."""
        before: timedelta = self.was_at - self.noted_at
        return before

    def is_late(self, hours: int) -> bool:
        """Whether it was given up fewer than so many hours before."""
        return self.kind == self.GIVEN_UP and self.notice() < timedelta(hours=hours)

    def may_be_forgiven_by(self, account: Account, role: str) -> bool:
        """The other partner may, as it was their time; and whoever noted an absence, who may have been mistaken."""
        return self.role != role or (self.kind == self.ABSENT and self.noted_by_id == account.pk)
