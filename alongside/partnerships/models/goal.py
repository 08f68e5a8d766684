"""What a person wants to reach, and what they note on the way."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.domain.lifecycles import GOAL
from alongside.journal.models import Journalled
from alongside.partnerships.models.partnership import Partnership
from alongside.people.models import Account
from alongside.vault.models import Note


class GoalQuerySet(models.QuerySet["Goal"]):
    """Goals, as somebody may see them."""

    def visible_to(self, account: Account) -> "GoalQuerySet":
        """One's own, and those that one's partner has shared."""
        own = models.Q(author=account) | models.Q(shared_at__isnull=False)
        return self.filter(own, partnership__in=Partnership.objects.visible_to(account))

    def shared(self) -> "GoalQuerySet":
        """Those that both partners can read."""
        return self.exclude(shared_at=None)

    def standing(self) -> "GoalQuerySet":
        """Those that their owner has not let go."""
        return self.exclude(state="dropped")


class Goal(Journalled):
    """A goal of the partner with the role `owner`: its words, kind and parts are sealed together.

    Sealed under the author's own key while `shared_at` is empty, and under the partnership's once it is set: the
    state alone does not tell, since a goal that nobody else has seen can be met as well.
    """

    ROLES: ClassVar = [("mentee", "mentee"), ("mentor", "mentor")]

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="goals")
    owner = models.CharField(max_length=10, choices=ROLES)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=GOAL.choices(), default=GOAL.start)
    drafted_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    objects: ClassVar = GoalQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(state="shared") | models.Q(shared_at__isnull=False),
                name="a_shared_goal_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="draft") | models.Q(shared_at__isnull=True),
                name="a_draft_goal_is_not_shared",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["partnership", "owner", "state"])]
        # A mentee's goals are the spine of a partnership; "mentee" happens to sort before "mentor".
        ordering: ClassVar = ["partnership", "owner", "drafted_at", "id"]

    @property
    def body_id(self) -> object:
        """The body whose scheme it is."""
        return self.partnership.body_id

    @property
    def is_common(self) -> bool:
        """Whether both partners can read it and nobody has let it go."""
        return self.is_shared and self.state != "dropped"

    @property
    def is_shared(self) -> bool:
        """Whether the partner can read it."""
        return self.shared_at is not None


class GoalProgress(Journalled):
    """What its owner notes about a goal on the way; readable by whoever can read the goal."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="progress")
    text = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["goal", "noted_at", "id"]

    def __str__(self) -> str:
        return f"Progress noted at {self.noted_at:%Y-%m-%d %H:%M}"
