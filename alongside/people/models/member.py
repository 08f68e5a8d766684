"""A member is a person's membership of one body, as the body's own list has it."""

import unicodedata
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django_countries import countries

from alongside.journal.models import Journalled
from alongside.people.models.body import Body, OfficeRole

if TYPE_CHECKING:
    from alongside.people.models.account import Account


def folded(text: str) -> str:
    """Text as it is compared in a search: without case and accents, which SQLite's own LIKE would not ignore."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def holding_words(words: str, path: str = "") -> models.Q:
    """A filter for members whose name, number or address holds every word; `path` leads to the member."""
    found = models.Q()
    for word in words.split()[:8]:
        found &= models.Q(**{f"{path}findable__contains": folded(word)})
    return found


class MemberQuerySet(models.QuerySet["Member"]):
    """Members, as somebody may see them."""

    def visible_to(self, account: "Account") -> "MemberQuerySet":
        """One's own memberships, and every member of the bodies whose office one belongs to."""
        offices = OfficeRole.objects.filter(
            account=account, role__in=[OfficeRole.COORDINATOR, OfficeRole.DIRECTOR]
        ).values("body_id")
        return self.filter(models.Q(account=account) | models.Q(body_id__in=offices))

    def of(self, account: "Account") -> "MemberQuerySet":
        """The account's own memberships."""
        return self.filter(account=account)

    def on_the_list(self) -> "MemberQuerySet":
        """Those whose body it is, and no guests."""
        return self.filter(guest_of=None)


class Member(Journalled):
    """A membership. `experience_since` counts where known; `years_experience` is what the list said instead.

    `guest_of` is set of somebody who stands on the list of another body, and takes part here in what the two bodies hold
    together. Their record is a copy, made by themselves of what they read beforehand: no body reads another's list.

    `adult_on` is the day on which somebody turns 18, noted of those alone who are younger: of adults nobody is asked.
    """

    ACTIVE, LAPSED, PENDING, ENDED = "active", "lapsed", "pending", "ended"
    STATUSES: ClassVar = [(status, status) for status in (ACTIVE, LAPSED, PENDING, ENDED)]

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="members")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships"
    )
    number = models.CharField(max_length=40, blank=True)
    given_name = models.CharField(max_length=150)
    family_name = models.CharField(max_length=150, blank=True)
    email = models.EmailField(max_length=254)
    status = models.CharField(max_length=10, choices=STATUSES, default=ACTIVE)
    since = models.DateField(null=True, blank=True)
    experience_since = models.DateField(null=True, blank=True)
    years_experience = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    years_noted_on = models.DateField(null=True, blank=True)
    career_stage = models.CharField(max_length=80, blank=True)
    job_title = models.CharField(max_length=150, blank=True)
    grade = models.CharField(max_length=40, blank=True)
    profession = models.CharField(max_length=80, blank=True)
    employer = models.CharField(max_length=150, blank=True)
    sections = models.JSONField(default=list, blank=True)
    country = models.CharField(max_length=80, blank=True)
    region = models.CharField(max_length=80, blank=True)
    adult_on = models.DateField(null=True, blank=True)
    guest_of = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="guests_elsewhere"
    )
    line_manager = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="line_manages"
    )
    findable = models.CharField(max_length=700, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar = MemberQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "account"], name="one_membership_per_body_and_account"),
            models.UniqueConstraint(
                fields=["body", "number"], condition=~models.Q(number=""), name="one_member_per_number"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["body", "family_name", "given_name"]),
            models.Index(fields=["body", "status"]),
            models.Index(fields=["body", "email"]),
            # Holds all that a search by part of a name reads, so that no search reads the rows it does not find.
            models.Index(fields=["body", "findable", "id"], name="people_to_find"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name on the body's list."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def country_name(self) -> str:
        """The country in words, whether the body's list gives a code or a name."""
        return str(countries.name(self.country) or self.country)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep what is searched in step with what is shown. `bulk_create` and `bulk_update` must do so themselves."""
        self.findable = self.words_to_find()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "findable"}
        super().save(*args, **kwargs)

    def words_to_find(self) -> str:
        """Name, number and address, folded."""
        return folded(" ".join((self.given_name, self.family_name, self.email, self.number)))[:700]

    def is_minor_on(self, today: date) -> bool:
        """Whether they are known to be under 18 on a day."""
        return self.adult_on is not None and self.adult_on > today

    def experience_on(self, today: date) -> Decimal | None:
        """Years of experience on a day, to one decimal rounded down; None where the body's list does not say."""
        if self.experience_since:
            days = (today - self.experience_since).days
            return Decimal(max(days, 0) * 10 * 400 // 146097) / 10
        if self.years_experience is not None and self.years_noted_on:
            days = max((today - self.years_noted_on).days, 0)
            return self.years_experience + Decimal(days * 10 * 400 // 146097) / 10
        return self.years_experience
