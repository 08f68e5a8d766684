"""A planned or held meeting of a partnership."""

from datetime import date, datetime, timedelta
from typing import ClassVar

from django.db import models

from alongside.domain.lifecycles import SESSION
from alongside.journal.models import Journalled
from alongside.partnerships.models.partnership import Partnership
from alongside.people.models import Account
from alongside.vault.models import Note


class SessionQuerySet(models.QuerySet["Session"]):
    """Sessions, as somebody may see them."""

    def visible_to(self, account: Account) -> "SessionQuerySet":
        """Sessions of one's own partnerships."""
        return self.filter(partnership__in=Partnership.objects.visible_to(account))


class Session(Journalled):
    """One session. `target_on` is the plan's day; `starts_at` is set once the partners have a time.

    `sequence` is the iCalendar SEQUENCE: it grows whenever the invitation changes. The UID is made from the
    id. A held session is complete once the scheme's conditions are met, such as goals of both;
    `without_goals` is the sealed reason of a pair that completes it all the same. `is_extra` marks what the
    two added to the plan.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="sessions")
    number = models.PositiveSmallIntegerField()
    theme = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)
    lead = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=10, choices=SESSION.choices(), default=SESSION.start)
    target_on = models.DateField()
    starts_at = models.DateTimeField(null=True)
    minutes = models.PositiveSmallIntegerField(default=60)
    time_zone = models.CharField(max_length=64, blank=True)
    join_url = models.URLField(max_length=500, blank=True)
    place = models.CharField(max_length=200, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    invited = models.BooleanField(default=False)
    held_on = models.DateField(null=True)
    held_minutes = models.PositiveSmallIntegerField(null=True)
    completed_at = models.DateTimeField(null=True)
    without_goals = models.ForeignKey(Note, null=True, on_delete=models.PROTECT, related_name="+")
    is_extra = models.BooleanField(default=False)
    prompt_pack = models.CharField(max_length=60, blank=True)
    record = models.ForeignKey(Note, null=True, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar = SessionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partnership", "number"], name="one_session_per_number"),
            models.CheckConstraint(
                condition=models.Q(state="held", held_minutes__isnull=False) | ~models.Q(state="held"),
                name="a_held_session_has_minutes",
            ),
            models.CheckConstraint(
                condition=models.Q(completed_at__isnull=True) | models.Q(state="held"),
                name="only_a_held_session_is_complete",
            ),
        ]
        ordering: ClassVar = ["partnership", "number"]
        indexes: ClassVar = [models.Index(fields=["state", "starts_at"])]

    def __str__(self) -> str:
        return f"Session {self.number}"

    @property
    def dated_at(self) -> datetime:
        """The time it has; ValueError where it has none."""
        if self.starts_at is None:
            raise ValueError("This session has no time yet.")
        return self.starts_at

    def is_past_its_suggestion(self, today: date) -> bool:
        """Whether it has no time yet, and the day that the plan suggested is over."""
        return self.starts_at is None and self.target_on < today

    def day_to_propose(self, today: date) -> date:
        """The day that the plan suggests; where that is over and could not be sent, a week from now."""
        return today + timedelta(days=7) if self.is_past_its_suggestion(today) else self.target_on

    @property
    def ends_at(self) -> datetime | None:
        """When the meeting ends, while it has a time."""
        return self.starts_at + timedelta(minutes=self.minutes) if self.starts_at else None

    @property
    def body_id(self) -> object:
        """The body whose scheme it is."""
        return self.partnership.scheme.body_id
