"""Circles: mentors of a scheme, mentees of a scheme, or those of one workshop, who talk among themselves."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from alongside.journal.models import Journalled
from alongside.people.models import Account, Member
from alongside.schemes.models import Scheme
from alongside.training.models import Run


class CircleQuerySet(models.QuerySet["Circle"]):
    """Circles, as somebody may see them."""

    def visible_to(self, account: Account) -> "CircleQuerySet":
        """Those that one has joined. The office has `run_by`."""
        return self.filter(memberships__member__account=account)

    def run_by(self, account: Account) -> "CircleQuerySet":
        """Those of the schemes whose office one belongs to, who keeps order in them."""
        return self.filter(scheme__in=Scheme.objects.run_by(account))


def title_of(part: str, run: Run | None) -> str:
    """`Mentors’ circle`, or the circle of a workshop by its name."""
    names = {"mentor": "Mentors’ circle", "mentee": "Mentees’ circle"}
    return f"Circle of “{run.name}”" if run else names[part]


class Circle(Journalled):
    """Those of one part in a scheme, or, where `run` is set, those who took part in one workshop."""

    PARTS: ClassVar = [("mentor", "mentors"), ("mentee", "mentees"), ("workshop", "workshop")]

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="circles")
    part = models.CharField(max_length=8, choices=PARTS)
    run = models.ForeignKey(Run, null=True, on_delete=models.PROTECT, related_name="circles")
    made_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar = CircleQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["scheme", "part"], condition=models.Q(run=None), name="one_circle_per_part"
            ),
            models.UniqueConstraint(
                fields=["run"], condition=models.Q(run__isnull=False), name="one_circle_per_workshop"
            ),
            models.CheckConstraint(
                condition=models.Q(part="workshop", run__isnull=False)
                | (~models.Q(part="workshop") & models.Q(run=None)),
                name="a_workshop_has_the_circle_of_a_workshop",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}: {self.part}"

    @property
    def title(self) -> str:
        """What it is called."""
        return title_of(self.part, self.run)

    @property
    def body_id(self) -> Any:
        """The body whose scheme it is."""
        return self.scheme.body_id


class CircleMember(models.Model):
    """Somebody has joined. `seen_at` is when they last read it, `told_at` when they were last told of news."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="memberships")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="circles")
    shows_address = models.BooleanField(default=False)
    joined_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    told_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["circle", "member"], name="one_place_in_a_circle"),
        ]

    def __str__(self) -> str:
        return f"{self.member} in {self.circle}"

    @property
    def shares_address(self) -> bool:
        """Whether the others read their address; of somebody under 18 nobody does."""
        return self.shows_address and not self.member.is_minor_on(timezone.localdate())


class Post(Journalled):
    """Something said in a circle, or a reply to it. Everybody in the circle and its office reads it.

    `taken_back_at` is when its author took it back, `hidden_at` when the office hid it.
    """

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="posts")
    author = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    reply_to = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="replies")
    text = models.TextField()
    written_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        indexes: ClassVar = [models.Index(fields=["circle", "reply_to", "written_at"])]
        ordering: ClassVar = ["written_at", "pk"]

    def __str__(self) -> str:
        return f"{self.written_at:%Y-%m-%d %H:%M}"

    @property
    def body_id(self) -> Any:
        """The body whose scheme it is."""
        return self.circle.body_id

    @property
    def is_shown(self) -> bool:
        """Whether its words are there to read."""
        return self.taken_back_at is None and self.hidden_at is None


class PostReport(models.Model):
    """Somebody says that a post breaks the rules of the circle; its author is not told who."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["post", "by"], name="one_report_per_reader"),
        ]

    def __str__(self) -> str:
        return f"At {self.at:%Y-%m-%d %H:%M}"
