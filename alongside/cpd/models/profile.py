"""An audit profile that a member is writing: its period, what was chosen, and the drafts sealed."""

from typing import ClassVar

from django.db import models

from alongside.cpd.models.record import Record
from alongside.journal.models import Journalled
from alongside.people.models import Account, Member
from alongside.vault.models import Note


class ProfileQuerySet(models.QuerySet["Profile"]):
    """Profiles, as somebody may see them."""

    def visible_to(self, account: Account) -> "ProfileQuerySet":
        """One's own and nobody else's, whatever office one holds."""
        return self.filter(member__account=account)


class Profile(Journalled):
    """The writer's side of an audit profile. `rules_key` names the definition it is written for.

    `text` holds summary, statement, reasons for gaps and the list of evidence, sealed under the writer's own
    key. `letter_on` is the day of the letter that asks for the profile, from which the deadline is counted. Every
    record of the period goes into the list except those in `left_out`.
    """

    LANGUAGES: ClassVar = [("en", "English"), ("cy", "Cymraeg"), ("fr", "Français")]

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="cpd_profiles")
    rules_key = models.CharField(max_length=60)
    on = models.DateField()
    until = models.DateField()
    language = models.CharField(max_length=2, choices=LANGUAGES, default="en")
    registration_number = models.CharField(max_length=40, blank=True)
    text = models.ForeignKey(Note, null=True, on_delete=models.PROTECT, related_name="+")
    described = models.ManyToManyField(Record, related_name="+")
    left_out = models.ManyToManyField(Record, related_name="+")
    version = models.PositiveIntegerField(default=1)
    letter_on = models.DateField(null=True)
    sent_on = models.DateField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar = ProfileQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("on")), name="a_cpd_period_ends_after_it_starts"
            ),
        ]
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.rules_key} {self.on} to {self.until}"

    @property
    def body_id(self) -> object:
        """The body whose membership it is written under."""
        return self.member.body_id
