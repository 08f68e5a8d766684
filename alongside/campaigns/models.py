"""Calls for people to take part in a scheme, and who is interested."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.journal.models import Journalled
from alongside.people.models import Account, Member
from alongside.schemes.models import Scheme


class CampaignQuerySet(models.QuerySet["Campaign"]):
    """Calls, as somebody may see them; the page of each is public."""

    def run_by(self, account: Account) -> "CampaignQuerySet":
        """Those of the schemes whose office one belongs to."""
        return self.filter(scheme__in=Scheme.objects.run_by(account))


class Campaign(Journalled):
    """A call for people to take part, with a public page that is open from one day to another, both included."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="campaigns")
    title = models.CharField(max_length=150)
    text = models.TextField(max_length=4000)
    opens_on = models.DateField()
    closes_on = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar = CampaignQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")), name="a_call_opens_before_it_closes"
            ),
        ]
        ordering: ClassVar = ["scheme", "-opens_on", "-made_at"]

    def __str__(self) -> str:
        return self.title

    @property
    def body_id(self) -> object:
        """The body whose scheme it is."""
        return self.scheme.body_id

    def stands_on(self, today: date) -> str:
        """“ahead”, “open” or “over” on a day."""
        if today < self.opens_on:
            return "ahead"
        return "open" if today <= self.closes_on else "over"


class Interest(models.Model):
    """A member has said that a call interests them; an application is another thing."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="interests")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    said_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "member"], name="interested_once"),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.campaign}"
