"""Events to which a body invites its members: meetings to learn, to talk and to get to know each other."""

from datetime import date, timedelta
from decimal import Decimal
from typing import ClassVar, Final

from django.conf import settings
from django.db import models

from alongside.domain.cpd.activities import KIND_NAMES, Kind, hours_of_minutes
from alongside.domain.lifecycles import EVENT
from alongside.journal.models import Journalled
from alongside.people.models import Account, Body, Member

KINDS: Final = (Kind.CONFERENCE, Kind.WORKSHOP, Kind.COURSE, Kind.PEER_REVIEW, Kind.CONVERSATION, Kind.OTHER)
"""What an event can count as for whoever was there."""


class EventQuerySet(models.QuerySet["Event"]):
    """Events, as somebody may see them."""

    def visible_to(self, account: Account) -> "EventQuerySet":
        """Those of the bodies one is a member of, or in whose office one works."""
        run = models.Q(body__in=Body.objects.run_by(account, "coordinator", "director"))
        return self.filter(models.Q(pk__in=self.announced_to(account).values("pk")) | run)

    def announced_to(self, account: Account) -> "EventQuerySet":
        """Those of the bodies on whose list one stands; a guest has the events of their own body."""
        return self.filter(body__in=Member.objects.of(account).on_the_list().values("body"))

    def run_by(self, account: Account) -> "EventQuerySet":
        """Those of the bodies whose office one belongs to."""
        return self.filter(body__in=Body.objects.run_by(account, "coordinator", "director"))


class Event(Journalled):
    """What it is, when, and where or by which link. `hours` are those of learning, where its length is not.

    Who came is not kept: whoever was there may put it on their own CPD list, of which nobody learns.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="events")
    state = models.CharField(max_length=12, choices=EVENT.choices(), default=EVENT.start)
    title = models.CharField(max_length=120)
    audience = models.CharField(max_length=120, blank=True)
    about = models.TextField(blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    where = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=500, blank=True)
    kind = models.CharField(max_length=24, choices=[(kind.value, KIND_NAMES[kind]) for kind in KINDS])
    hours = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    objects: ClassVar = EventQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="an_event_ends_after_it_begins"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["body", "ends_at"])]
        ordering: ClassVar = ["starts_at", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def first_day(self) -> date:
        """By the body's clock."""
        return self.starts_at.astimezone(self.body.zone).date()

    @property
    def last_day(self) -> date:
        """By the body's clock; an event that ends at midnight ends on the day before."""
        return (self.ends_at - timedelta(minutes=1)).astimezone(self.body.zone).date()

    @property
    def counted_hours(self) -> Decimal | None:
        """What somebody who was there would count; None where it went on over days and the office gave no hours."""
        if self.hours is not None:
            return self.hours
        if self.first_day != self.last_day:
            return None
        return hours_of_minutes(round((self.ends_at - self.starts_at).total_seconds() / 60))

    def has_begun(self, today: date) -> bool:
        """Whether its first day is there, so that one can say one was there."""
        return today >= self.first_day
