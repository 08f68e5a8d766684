"""A scheme of a body, and the definitions it has adopted, one after the other."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from alongside.journal.models import Journalled
from alongside.people.models import Account, Body, Member, OfficeRole


class SchemeQuerySet(models.QuerySet["Scheme"]):
    """Schemes, as somebody may see them."""

    def visible_to(self, account: Account) -> "SchemeQuerySet":
        """Open schemes of the bodies one is a member of, and all schemes of the bodies one runs."""
        memberships = Member.objects.of(account)
        own = models.Q(body_id__in=memberships.on_the_list().values("body_id"))
        return self.filter(
            models.Q(own | models.Q(pk__in=self._as_guest(memberships)), is_open=True)
            | models.Q(pk__in=self.run_by(account).values("pk"))
        )

    def _as_guest(self, memberships: "models.QuerySet[Member]") -> "models.QuerySet[JointBody, Any]":
        """Of the bodies whose guest one is, the schemes that are held together with one's own."""
        guests = memberships.filter(body=models.OuterRef("scheme__body"), guest_of=models.OuterRef("body"))
        agreed = JointBody.objects.filter(models.Exists(guests), state="agreed")
        return agreed.values("scheme_id")

    def run_by(self, account: Account) -> "SchemeQuerySet":
        """Schemes of the bodies whose office one belongs to."""
        roles = [OfficeRole.COORDINATOR, OfficeRole.DIRECTOR]
        return self.filter(body__in=Body.objects.run_by(account, *roles))

    def taught_by(self, account: Account) -> "SchemeQuerySet":
        """Schemes of the bodies in which one is a trainer."""
        return self.filter(body__in=Body.objects.run_by(account, OfficeRole.TRAINER))

    def read_by(self, account: Account) -> "SchemeQuerySet":
        """Schemes whose handbook and library one reads: those one sees, and those one is a trainer of."""
        return self.filter(
            models.Q(pk__in=self.visible_to(account).values("pk"))
            | models.Q(pk__in=self.taught_by(account).values("pk"))
        )


class Scheme(Journalled):
    """A mentoring programme. Its rules are those of the adopted definition in force on the day."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="schemes")
    slug = models.SlugField(max_length=40)
    name = models.CharField(max_length=200)
    is_open = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar = SchemeQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "slug"], name="one_scheme_per_slug_and_body"),
        ]

    def __str__(self) -> str:
        return self.name


class JointBodyQuerySet(models.QuerySet["JointBody"]):
    """Bodies that hold a scheme of another, as somebody may see them."""

    def visible_to(self, account: Account) -> "JointBodyQuerySet":
        """What the bodies are asked whose office one belongs to."""
        roles = [OfficeRole.COORDINATOR, OfficeRole.DIRECTOR]
        return self.filter(body__in=Body.objects.run_by(account, *roles))


class JointBody(Journalled):
    """A body that is asked to hold a scheme together with the scheme's own, so that its members may be guests in it."""

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="joint_bodies")
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="joint_schemes")
    state = models.CharField(max_length=10, default="asked")
    asked_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar = JointBodyQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scheme", "body"], name="each_body_is_asked_once_per_scheme"),
        ]

    def __str__(self) -> str:
        return f"{self.body.short_name} in {self.scheme}"


class AdoptedDefinition(Journalled):
    """The text of a definition as it was adopted. It never changes; a new one takes over from its date."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="definitions")
    version = models.PositiveIntegerField()
    text = models.TextField()
    digest = models.CharField(max_length=64)
    in_force_from = models.DateField()
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    adopted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scheme", "version"], name="one_definition_per_version"),
        ]
        ordering: ClassVar = ["scheme", "version"]

    def __str__(self) -> str:
        return f"{self.scheme} version {self.version}"


class AddedTerm(Journalled):
    """An entry that was added to one of the scheme's vocabularies while it runs."""

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="added_terms")
    vocabulary = models.CharField(max_length=60)
    key = models.CharField(max_length=60)
    label = models.CharField(max_length=120)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scheme", "vocabulary", "key"], name="one_added_term_per_key"),
        ]

    def __str__(self) -> str:
        return self.label
