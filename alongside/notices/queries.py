"""What is asked about notices, the outbox, jobs and the worker."""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import F, QuerySet

from alongside.notices.jobs import ALIVE
from alongside.notices.models import ClockMark, Job, Mail, Notice
from alongside.notices.registry import MAIL_KINDS, MailKind

SILENCE: Final = timedelta(minutes=5)


def own_notices(account: Any) -> QuerySet[Notice]:
    """All that a person was told, also what is off their page."""
    return Notice.objects.filter(account=account)


def open_notices(account: Any) -> QuerySet[Notice]:
    """What stands on a person's home page, the most pressing first, and then the newest."""
    # Databases disagree where an empty date stands in an order, so it is said.
    pressing = F("by_when").asc(nulls_last=True)
    return (
        own_notices(account).filter(cleared_at=None).select_related("body").order_by(pressing, "-created_at")
    )


def numbered_event(events: str, account: Any) -> str:
    """The next event of a kind, for what is told each time: two pauses are told of twice, though they may be alike."""
    return f"{events}{own_notices(account).filter(event__startswith=events).count()}"


def standing_event(events: str, account: Any) -> str:
    """The event of a kind of which one notice stands at a time, until its reader has dealt with it."""
    dealt_with = own_notices(account).filter(event__startswith=events).exclude(cleared_at=None)
    return f"{events}{dealt_with.count()}"


def reader_of_mail(account_id: UUID) -> Any | None:
    """The account that a signed link in a mail names; None where it is no more."""
    return get_user_model().objects.filter(pk=account_id).first()


def kinds_to_choose(account: Any) -> list[tuple[MailKind, bool]]:
    """The optional kinds of mail in the order of their words, and whether the person wants each."""
    chosen = {row.kind: row.wanted for row in account.mail_preferences.all()}
    kinds = sorted((kind for kind in MAIL_KINDS.values() if kind.optional), key=lambda kind: kind.words)
    return [(kind, chosen.get(kind.key, True)) for kind in kinds]


def given_up_mails() -> QuerySet[Mail]:
    """Mails that could not be delivered, newest first: to whom and why, never their text."""
    rows = Mail.objects.filter(status=Mail.FAILED).defer("text", "calendar")
    return rows.select_related("account").order_by("-created_at", "pk")


def last_job(kind: str, subject: UUID) -> Job | None:
    """The newest job of a kind about one thing, whose progress and fault a page shows."""
    return Job.objects.filter(kind=kind, subject=subject).order_by("-created_at").first()


def worker_is_silent(now: datetime) -> bool:
    """Whether nobody sends mail or runs jobs at present: the worker has left no mark for five minutes."""
    return not ClockMark.objects.filter(task=ALIVE, ran_at__gt=now - SILENCE).exists()
