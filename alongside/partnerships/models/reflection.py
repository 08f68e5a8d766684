"""One person's own account of how it goes."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.journal.models import Journalled
from alongside.partnerships.models.partnership import Partnership
from alongside.partnerships.models.session import Session
from alongside.people.models import Account
from alongside.vault.models import Note


class ReflectionQuerySet(models.QuerySet["Reflection"]):
    """Reflections, as somebody may see them."""

    def visible_to(self, account: Account) -> "ReflectionQuerySet":
        """One's own, and those that one's partner shares."""
        shared = models.Q(shared_text__isnull=False, partnership__in=Partnership.objects.visible_to(account))
        return self.filter(models.Q(author=account) | shared)

    def written_by(self, account: Account) -> "ReflectionQuerySet":
        """One's own alone."""
        return self.filter(author=account)


class Reflection(Journalled):
    """Answers to a set of prompts, sealed under their author's own key.

    What the partner reads is a copy under the partnership's key, made when it is shared and gone when that is taken
    back; `shared_version` is the version of `text` that the copy was made from.
    """

    OCCASIONS: ClassVar = [
        ("before_session", "before a session"),
        ("after_session", "after a session"),
        ("closing", "looking back at the end"),
        ("any_time", "at any time"),
    ]

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="reflections")
    session = models.ForeignKey(Session, null=True, on_delete=models.PROTECT, related_name="reflections")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10)
    occasion = models.CharField(max_length=20, choices=OCCASIONS)
    prompt_set = models.CharField(max_length=60)
    text = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="+")
    shared_text = models.ForeignKey(Note, null=True, on_delete=models.PROTECT, related_name="+")
    shared_version = models.PositiveIntegerField(null=True)
    shared_at = models.DateTimeField(null=True)
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects: ClassVar = ReflectionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(shared_text__isnull=True, shared_at__isnull=True)
                | models.Q(shared_text__isnull=False, shared_at__isnull=False),
                name="a_shared_reflection_has_its_copy_and_moment",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["author", "written_at"])]
        ordering: ClassVar = ["-written_at", "id"]

    @property
    def body_id(self) -> object:
        """The body whose scheme it is."""
        return self.partnership.body_id

    @property
    def is_shared(self) -> bool:
        """Whether the partner can read a copy."""
        return self.shared_text_id is not None
