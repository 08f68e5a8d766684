"""Somebody whom a mentee would like as their mentor, whether the body knows them or not."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from alongside.domain.lifecycles import NAMED_MENTOR
from alongside.domain.scheme import SchemeDefinition
from alongside.domain.scheme.asking import OwnMentor
from alongside.enrolment.models import Application, DeclaredConflict
from alongside.journal.models import Journalled
from alongside.people.models import Account, Member
from alongside.schemes.models import AdoptedDefinition, Scheme
from alongside.schemes.queries import rules_of
from alongside.vault.models import LinkCopy, Note


class NamedMentorQuerySet(models.QuerySet["NamedMentor"]):
    """Those who were named, as somebody may see them."""

    def of(self, account: Account) -> "NamedMentorQuerySet":
        """Whom one has named oneself, and who agreed to be named to one; the person has the link of their mail instead."""
        return self.filter(application__member__account=account).exclude(
            suggested_by__isnull=False, agreed_at=None
        )


class NamedMentor(Journalled):
    """Asked by a link of which only a digest is kept. `message` is the mentee's to read; `copy` opens with the link alone.

    `suggested_by` is who said no and thought of this person; until these agree, at `agreed_at`, the mentee does not learn
    of them, and never reads their address. `relation` is what either of the two declared when asked, a key of the relations
    at work. `email` is forgotten some months after it came to nothing.
    """

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="named_mentors")
    definition = models.ForeignKey(AdoptedDefinition, on_delete=models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="named_mentors")
    name = models.CharField(max_length=150)
    email = models.EmailField(max_length=254, blank=True)
    state = models.CharField(max_length=10, choices=NAMED_MENTOR.choices(), default=NAMED_MENTOR.start)
    message = models.ForeignKey(Note, null=True, on_delete=models.PROTECT, related_name="+")
    copy = models.OneToOneField(LinkCopy, null=True, on_delete=models.SET_NULL, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    relation = models.CharField(max_length=30, blank=True, choices=DeclaredConflict.KINDS)
    suggested_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="suggestions")
    named_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)
    answer_by = models.DateField()
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar = NamedMentorQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application"],
                condition=models.Q(state="open"),
                name="one_named_mentor_is_asked_at_a_time",
            ),
            models.UniqueConstraint(fields=["suggested_by"], name="who_says_no_thinks_of_one_other"),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "answer_by"])]
        ordering: ClassVar = ["-named_at", "pk"]

    def __str__(self) -> str:
        return self.name

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
        """The rules of the mentee's application."""
        return rules_of(self.definition)

    @property
    def settings(self) -> OwnMentor:
        """How one's own mentor is brought by these rules; ValueError where the scheme has nothing of it."""
        if self.rules.own_mentor is None:
            raise ValueError("Somebody was named under a definition that knows nothing of it.")
        return self.rules.own_mentor

    def last_day_is_over(self, now: datetime) -> bool:
        """Whether the last day to answer has passed where the office is."""
        return self.answer_by < now.astimezone(self.scheme.body.zone).date()
