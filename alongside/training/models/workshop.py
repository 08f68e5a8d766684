"""A run of a workshop: its half days, its places and who was there."""

import secrets
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from alongside.domain.lifecycles import PLACE, RUN
from alongside.journal.models import Journalled
from alongside.people.models import Account, Member, OfficeRole
from alongside.schemes.models import Scheme

CODE_LETTERS = "ACDEFGHJKLMNPQRTUVWXY34679"
"""Without letters and digits that are taken for others when read aloud or from a slide."""


def new_code() -> str:
    """Six letters by which somebody says that they are there."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(6))


class RunQuerySet(models.QuerySet["Run"]):
    """Runs, as somebody may see them."""

    def announced(self) -> "RunQuerySet":
        """Those that members have been told of."""
        return self.exclude(state="draft")

    def visible_to(self, account: Account) -> "RunQuerySet":
        """Announced runs of the schemes one sees, as a member or in the office."""
        return self.announced().filter(scheme__in=Scheme.objects.visible_to(account))

    def run_by(self, account: Account) -> "RunQuerySet":
        """Those of the schemes whose office one belongs to."""
        return self.filter(scheme__in=Scheme.objects.run_by(account))

    def led_by(self, account: Account) -> "RunQuerySet":
        """Those one leads, for as long as one is a trainer of the body."""
        bodies = OfficeRole.objects.filter(account=account, role=OfficeRole.TRAINER).values("body_id")
        return self.announced().filter(trainer=account, scheme__body__in=bodies)


class Run(Journalled):
    """A workshop on certain days. Without `apply_until` places go to whoever asks while there are any.

    `join_url` is for whoever has a place, and for the trainer. `provider` is who gives the workshop, where that is not
    the body itself.
    """

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="runs")
    name = models.CharField(max_length=150)
    about = models.TextField(max_length=4000, blank=True)
    provider = models.CharField(max_length=150, blank=True)
    trainer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    places = models.PositiveSmallIntegerField()
    join_url = models.URLField(max_length=500, blank=True)
    where = models.CharField(max_length=200, blank=True)
    apply_until = models.DateField(null=True, blank=True)
    prepares = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=RUN.choices(), default=RUN.start)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar = RunQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(places__gte=1), name="a_run_has_places"),
        ]
        indexes: ClassVar = [models.Index(fields=["scheme", "state"])]

    def __str__(self) -> str:
        return self.name

    @property
    def body_id(self) -> Any:
        """The body whose scheme it is."""
        return self.scheme.body_id

    @property
    def fills_at_once(self) -> bool:
        """Whether a free place goes to whoever asks for it, rather than waiting for the last day to apply."""
        return self.state == "allotted" or (self.state == "open" and self.apply_until is None)

    @property
    def takes_applications(self) -> bool:
        """Whether somebody can ask for a place, or to be put on the waiting list."""
        return self.state in ("open", "allotted")

    def has_begun(self, now: datetime) -> bool:
        """Whether its first half day is under way or past, so that nobody can join it any more."""
        first = self.half_days.first()
        return first is not None and first.starts_at <= now


class HalfDay(models.Model):
    """One sitting of a run, from a moment on; `code` is what participants type to say that they are there."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="half_days")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=180)
    code = models.CharField(max_length=6, default=new_code)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "starts_at"], name="one_half_day_at_a_time"),
        ]
        ordering: ClassVar = ["starts_at"]

    def __str__(self) -> str:
        return f"{self.run}, {self.starts_at:%d %B %Y}"

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)

    def takes_code(self, now: datetime) -> bool:
        """Whether it is the time to say that one is there: from a quarter of an hour before, to an hour after."""
        return self.starts_at - timedelta(minutes=15) <= now <= self.ends_at + timedelta(hours=1)


class PlaceQuerySet(models.QuerySet["Place"]):
    """Places, as somebody may see them."""

    def of(self, account: Account) -> "PlaceQuerySet":
        """One's own."""
        return self.filter(member__account=account)

    def held(self) -> "PlaceQuerySet":
        """Those that nobody else can have now: taken, or offered and not answered yet."""
        return self.filter(state__in=["taken", "offered"])

    def in_line(self) -> "PlaceQuerySet":
        """Those who wait for one, in the order in which they are served."""
        return self.filter(state__in=["applied", "waiting"]).order_by("tier", "applied_at", "pk")


class Place(Journalled):
    """Somebody who asked for a place, and what came of it.

    `tier` is the number of the scheme's tier when they asked, 0 first. `answers` are what the scheme asks about needs.
    `feedback` is what they said of it afterwards, first at `heard_at`, which is read together with that of others and
    without names.
    With `shares_address` they are on the list of those who wish to stay in touch, which these alone read.
    """

    OVER = ("declined", "lapsed", "withdrawn", "closed")

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="asked_for")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="workshop_places")
    state = models.CharField(max_length=10, choices=PLACE.choices(), default=PLACE.start)
    tier = models.PositiveSmallIntegerField(default=0)
    applied_at = models.DateTimeField()
    answer_by = models.DateField(null=True)
    answers: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    feedback: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    heard_at = models.DateTimeField(null=True)
    completed_on = models.DateField(null=True)
    shares_address = models.BooleanField(default=False)

    objects: ClassVar = PlaceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["run", "member"],
                condition=~models.Q(state__in=["declined", "lapsed", "withdrawn", "closed"]),
                name="one_place_per_member_and_run",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["run", "state", "tier", "applied_at"])]

    def __str__(self) -> str:
        return f"Place of {self.member}"

    @property
    def body_id(self) -> Any:
        """The body whose scheme it is."""
        return self.run.scheme.body_id

    def last_day_is_over(self, today: date) -> bool:
        """Whether the last day to say yes has passed."""
        return self.answer_by is not None and self.answer_by < today


class AnswerSum(models.Model):
    """What five people first answered to one question about a run, without any link to whose it is.

    `about` is `needs:` and the key of a question about needs, or `worth` for the mark afterwards. `chosen` says how
    many of the `people` chose what. `group` counts from 0, in the order in which people answered; only whole groups are
    ever shown.
    """

    WORTH, NEEDS = "worth", "needs:"

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="answer_sums")
    about = models.CharField(max_length=80)
    group = models.PositiveIntegerField()
    people = models.PositiveSmallIntegerField(default=0)
    chosen: "models.JSONField[dict[str, int], dict[str, int]]" = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "about", "group"], name="one_sum_per_question_and_group"),
        ]

    def __str__(self) -> str:
        return f"{self.about}, group {self.group}"


class Attendance(models.Model):
    """Somebody was there on a half day; `noted_by` is the trainer, the office, or themselves with the code."""

    half_day = models.ForeignKey(HalfDay, on_delete=models.CASCADE, related_name="attendances")
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="attendances")
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["half_day", "place"], name="there_once_each_half_day"),
        ]

    def __str__(self) -> str:
        return f"{self.place} on {self.half_day}"
