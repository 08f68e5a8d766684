"""A mentee asks for mentors in an order of their own; one after the other is offered the request."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.directory.models.entry import MentorEntry
from alongside.domain.lifecycles import OFFER, REQUEST
from alongside.domain.scheme import SchemeDefinition
from alongside.domain.scheme.asking import Requests
from alongside.enrolment.models import Application
from alongside.journal.models import Journalled
from alongside.people.models import Account, Member
from alongside.schemes.models import AdoptedDefinition, Scheme
from alongside.schemes.queries import rules_of

ENDED = ("introduced", "withdrawn")


class RequestQuerySet(models.QuerySet["Request"]):
    """Requests, as somebody may see them."""

    def of(self, account: Account) -> "RequestQuerySet":
        """One's own, as mentee."""
        return self.filter(application__member__account=account)

    def run_by(self, account: Account) -> "RequestQuerySet":
        """Those of the schemes whose office one belongs to, once they have been sent; a draft is its mentee's alone."""
        return self.filter(scheme__in=Scheme.objects.run_by(account)).exclude(sent_at=None)

    def under_way(self) -> "RequestQuerySet":
        """Those that have not come to their end."""
        return self.exclude(state__in=ENDED)


class Request(Journalled):
    """A request keeps the definition it began under, whatever the scheme adopts meanwhile.

    `tier` is the number of the mentee's tier when they sent it, 0 first, where the scheme serves some first.
    Who the mentee is and what they seek stands in their application. `office_message` is what the reviewer wrote when
    sending it back.
    """

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="requests")
    definition = models.ForeignKey(AdoptedDefinition, on_delete=models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="requests")
    state = models.CharField(max_length=12, choices=REQUEST.choices(), default=REQUEST.start)
    begun_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    tier = models.PositiveSmallIntegerField(default=0)
    review_by = models.DateField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    office_message = models.TextField(blank=True, max_length=2000)
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar = RequestQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application"],
                condition=~models.Q(state__in=["introduced", "withdrawn"]),
                name="one_request_under_way",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["scheme", "state", "tier", "sent_at"])]

    def __str__(self) -> str:
        return f"Request of {self.application.member}"

    @property
    def body_id(self) -> object:
        """The body whose scheme it is."""
        return self.scheme.body_id

    @property
    def member(self) -> Member:
        """The mentee."""
        return self.application.member

    @property
    def rules(self) -> SchemeDefinition:
        """The rules it began under."""
        return rules_of(self.definition)

    @property
    def settings(self) -> Requests:
        """How requests go by these rules; ValueError where the scheme has none, which no request was made under."""
        if self.rules.requests is None:
            raise ValueError("A request began under a definition that has none.")
        return self.rules.requests


class Choice(models.Model):
    """One mentor on a request; `rank` orders them, 1 first."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="choices")
    entry = models.ForeignKey(MentorEntry, on_delete=models.PROTECT, related_name="chosen")
    rank = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "entry"], name="a_mentor_is_chosen_once"),
            models.UniqueConstraint(fields=["request", "rank"], name="one_choice_per_rank"),
        ]
        ordering: ClassVar = ["request", "rank"]

    def __str__(self) -> str:
        return f"{self.rank}: {self.entry}"


class OfferQuerySet(models.QuerySet["Offer"]):
    """Offers, as somebody may see them."""

    def of(self, account: Account) -> "OfferQuerySet":
        """Those made to oneself as mentor."""
        return self.filter(mentor_application__member__account=account)


class Offer(Journalled):
    """A request put to one mentor, with the last day to answer. Its link is known by a digest alone.

    `reason` is one of the scheme's reasons for a no, which the office alone reads.
    """

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="offers")
    mentor_application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="offers")
    state = models.CharField(max_length=10, choices=OFFER.choices(), default=OFFER.start)
    offered_at = models.DateTimeField()
    answer_by = models.DateField()
    digest = models.CharField(max_length=64, unique=True)
    reason = models.CharField(max_length=60, blank=True)
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar = OfferQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["request"],
                condition=models.Q(state__in=["open", "accepted"]),
                name="one_live_offer_per_request",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "answer_by"])]

    def __str__(self) -> str:
        return f"Offer {self.pk}"

    @property
    def body_id(self) -> object:
        """The body whose scheme it is."""
        return self.request.scheme.body_id

    def last_day_is_over(self, now: datetime) -> bool:
        """Whether the last day to answer has passed where the office is."""
        return self.answer_by < now.astimezone(self.request.scheme.body.zone).date()


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    """Suggestions, as somebody may see them."""

    def of(self, account: Account) -> "SuggestionQuerySet":
        """Those that suggest oneself, and wait for one's answer."""
        return self.filter(entry__application__member__account=account, agreed_at=None)

    def agreed(self) -> "SuggestionQuerySet":
        """Those of which the mentee may know."""
        return self.exclude(agreed_at=None)


class Suggestion(Journalled):
    """Somebody whom the office, or a mentor who said no, suggests to a mentee. Whose idea it was is not told.

    `reasons` are the engine's sentences for the two, where the office took them over. `agreed_at` is empty while
    somebody whom a mentor suggests has not agreed to it; until then the mentee does not learn of it.
    """

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="suggestions")
    entry = models.ForeignKey(MentorEntry, on_delete=models.CASCADE, related_name="+")
    reasons: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    agreed_at = models.DateTimeField(null=True)

    objects: ClassVar = SuggestionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "entry"], name="suggested_once"),
        ]

    def __str__(self) -> str:
        return f"Suggestion of {self.entry}"

    @property
    def body_id(self) -> object:
        """The body whose scheme it is."""
        return self.request.scheme.body_id
