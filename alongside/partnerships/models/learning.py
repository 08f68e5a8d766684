"""What a person read, tried out, or heard from others between sessions."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.journal.models import Journalled
from alongside.partnerships.models.partnership import Partnership
from alongside.people.models import Account
from alongside.vault.models import Note


class LearningEntryQuerySet(models.QuerySet["LearningEntry"]):
    """Entries of the learning log, as somebody may see them."""

    def visible_to(self, account: Account) -> "LearningEntryQuerySet":
        """One's own alone: what the partner sees of an entry is the agenda item made from it."""
        return self.filter(author=account)

    def standing(self) -> "LearningEntryQuerySet":
        """Those that were not removed."""
        return self.filter(removed_at=None)


class LearningEntry(Journalled):
    """One entry: `kind` is a term of the scheme's vocabulary, the text is sealed under its author's own key."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="learning_entries")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10)
    kind = models.CharField(max_length=60)
    on = models.DateField()
    text = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    objects: ClassVar = LearningEntryQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["author", "on"])]
        ordering: ClassVar = ["-on", "-written_at", "id"]

    @property
    def body_id(self) -> object:
        """The body whose scheme it is."""
        return self.partnership.body_id
