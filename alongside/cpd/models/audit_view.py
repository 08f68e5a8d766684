"""A member's audit profile as they show it to a named auditor, until a day, by a link."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from alongside.cpd.models.profile import Profile
from alongside.journal.models import Journalled
from alongside.people.models import Account
from alongside.vault.models import LinkCopy


class AuditViewQuerySet(models.QuerySet["AuditView"]):
    """Views, as somebody may see them."""

    def visible_to(self, account: Account) -> "AuditViewQuerySet":
        """Those of one's own profiles; an auditor has the link instead."""
        return self.filter(profile__member__account=account)

    def with_a_copy(self) -> "AuditViewQuerySet":
        """Those that were not stopped, and whose last day the clock has not found over."""
        return self.filter(copy__isnull=False).select_related("profile__member__account", "copy")


class AuditView(Journalled):
    """The profile as it was when its writer showed it to `auditor`, to be opened up to and including `until`.

    `copy` is gone once that day is over or the writer has stopped it: nobody can open it any more, we neither.
    """

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="audit_views")
    auditor = models.CharField(max_length=120)
    until = models.DateField()
    copy = models.OneToOneField(LinkCopy, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    stopped_at = models.DateTimeField(null=True)

    objects: ClassVar = AuditViewQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-made_at", "id"]

    def __str__(self) -> str:
        return f"until {self.until}"

    def is_open(self, now: datetime) -> bool:
        """Whether an auditor can still open it; its last day is one of its writer's days, wherever the auditor is."""
        here = now.astimezone(self.profile.member.account.zone).date()
        return self.copy_id is not None and here <= self.until


class AuditOpening(models.Model):
    """One time that the link was opened, or the PDF taken."""

    view = models.ForeignKey(AuditView, on_delete=models.CASCADE, related_name="openings")
    at = models.DateTimeField()
    took_pdf = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
