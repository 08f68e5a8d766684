"""Notices, the mails that carry them, the jobs of the worker and the marks of the clock."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.journal.models import Journalled


class Notice(Journalled):
    """Something a person should know or do, shown on their home page until they have dealt with it."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    body = models.ForeignKey("people.Body", null=True, on_delete=models.CASCADE, related_name="+")
    event = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    sentence = models.CharField(max_length=300)
    path = models.CharField(max_length=200, blank=True)
    by_when = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    cleared_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "account"], name="one_notice_per_event_and_person"),
        ]
        indexes: ClassVar = [models.Index(fields=["account", "cleared_at", "created_at"])]


class Mail(Journalled):
    """A row of the outbox: leased, sent, marked. Never holds private text."""

    WAITING, SENT, FAILED = "waiting", "sent", "failed"

    notice = models.OneToOneField(Notice, null=True, on_delete=models.CASCADE, related_name="mail")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    event = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    address = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    calendar = models.TextField(blank=True)
    calendar_method = models.CharField(max_length=10, blank=True)
    digest = models.BooleanField(default=False)
    status = models.CharField(max_length=10, default=WAITING)
    not_before = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    message_id = models.CharField(max_length=120)
    fault = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "address"], name="one_mail_per_event_and_recipient"),
        ]
        indexes: ClassVar = [models.Index(fields=["status", "not_before"])]


class MailPreference(models.Model):
    """A kind of mail that a person does not want; the notice still stands on their home page."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_preferences"
    )
    kind = models.CharField(max_length=40)
    wanted = models.BooleanField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "kind"], name="one_preference_per_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {'wanted' if self.wanted else 'not wanted'}"


class Job(Journalled):
    """Work for the worker, written with the change that asks for it; taken up again when a lease runs out."""

    WAITING, DONE, FAILED = "waiting", "done", "failed"

    kind = models.CharField(max_length=40)
    subject = models.UUIDField(null=True)
    payload = models.JSONField(default=dict)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    status = models.CharField(max_length=10, default=WAITING)
    not_before = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done_steps = models.PositiveIntegerField(default=0)
    all_steps = models.PositiveIntegerField(default=0)
    stage = models.CharField(max_length=120, blank=True)
    fault = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["status", "not_before"])]


class ClockMark(models.Model):
    """When a task of the clock last ran to its end, so that a late or restarted clock misses nothing."""

    task = models.CharField(max_length=60, unique=True)
    ran_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    fault = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.task
