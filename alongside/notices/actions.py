"""Telling people, and asking the worker: always a row in the transaction of the change itself."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from alongside.notices.hours import next_morning
from alongside.notices.models import Job, Mail, MailPreference, Notice
from alongside.notices.queries import own_notices
from alongside.notices.registry import MAIL_KINDS

TURNING: Final = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Signs that turn the direction of writing, with which a name can pretend to be another."""


@dataclass(frozen=True)
class MailText:
    """What a mail says. `calendar` is the text of an invitation, with its iTIP method."""

    subject: str
    text: str
    calendar: str = ""
    calendar_method: str = ""


@transaction.atomic
def post_notice(
    account: Any,
    *,
    event: str,
    kind: str,
    sentence: str,
    path: str = "",
    body_id: UUID | None = None,
    by_when: datetime | None = None,
    mail: MailText | None = None,
    digest: bool = False,
) -> Notice:
    """Tell one person one thing, once per `event`: on their home page and, if `mail` is given, by mail.

    Mails that may wait are sent together when `digest` is set. Nothing private may stand in any of it.
    """
    if kind not in MAIL_KINDS:
        raise KeyError(f"No app declares mails of the kind {kind}")
    notice, made = Notice.objects.get_or_create(
        event=event,
        account=account,
        defaults={"kind": kind, "sentence": sentence, "path": path, "body_id": body_id, "by_when": by_when},
    )
    if made and mail:
        queue_mail(
            account.email, event=event, kind=kind, mail=mail, account=account, notice=notice, digest=digest
        )
    return notice


@transaction.atomic
def queue_mail(
    address: str,
    *,
    event: str,
    kind: str,
    mail: MailText,
    account: Any = None,
    notice: Notice | None = None,
    digest: bool = False,
) -> Mail | None:
    """Put one mail in the outbox, once per event and recipient. None if this person does not want the kind.

    Raises ValidationError for an address that no server would take. An invitation never waits for a digest.
    """
    validate_email(address)
    if account is not None and not wants_mail(account, kind):
        return None
    waits = digest and account is not None and not mail.calendar
    now = timezone.now()
    row, made = Mail.objects.get_or_create(
        event=event,
        address=address,
        defaults={
            "notice": notice,
            "account": account,
            "kind": kind,
            "subject": _one_line(mail.subject),
            "text": mail.text,
            "calendar": mail.calendar,
            "calendar_method": mail.calendar_method,
            "digest": waits,
            "not_before": next_morning(account, now) if waits else now,
            "message_id": "",
        },
    )
    if made:
        row.message_id = f"<{row.pk}@{settings.MAIL_DOMAIN}>"
        row.save(update_fields=["message_id"])
    return row


def wants_mail(account: Any, kind: str) -> bool:
    """Whether this person takes this kind by mail; what is not optional always goes out."""
    declared = MAIL_KINDS.get(kind)
    if declared is not None and not declared.optional:
        return True
    preference = account.mail_preferences.filter(kind=kind).first()
    return preference is None or preference.wanted


@transaction.atomic
def choose_mail(account: Any, *, kind: str, wanted: bool) -> None:
    """Switch an optional kind of mail on or off; what is waiting of a kind switched off never leaves."""
    if not MAIL_KINDS[kind].optional:
        raise ValueError(f"Mails of the kind {kind} are always sent.")
    MailPreference.objects.update_or_create(account=account, kind=kind, defaults={"wanted": wanted})
    if not wanted:
        Mail.objects.filter(account=account, kind=kind, status=Mail.WAITING).delete()


@transaction.atomic
def choose_mails(
    account: Any, *, kinds: dict[str, bool], quiet_from: time | None, quiet_until: time | None
) -> None:
    """Say for each kind whether it is wanted, and between which hours of the own day only urgent ones come."""
    for kind, wanted in kinds.items():
        choose_mail(account, kind=kind, wanted=wanted)
    account.quiet_from, account.quiet_until = quiet_from, quiet_until
    account.save(update_fields=["quiet_from", "quiet_until"])


@transaction.atomic
def try_mail_again(mail: Mail) -> Mail:
    """Send a mail that was given up once more, from the first attempt."""
    row = Mail.objects.select_for_update(of=("self",)).get(pk=mail.pk)
    if row.status == Mail.FAILED:
        row.status, row.attempts, row.not_before = Mail.WAITING, 0, timezone.now()
        row.save(update_fields=["status", "attempts", "not_before"])
    return row


@transaction.atomic
def clear_notices(*, event: str = "", event_prefix: str = "", account: Any = None) -> int:
    """Take notices off the home page once what they asked for is done; returns how many."""
    rows = Notice.objects.filter(cleared_at=None)
    rows = rows.filter(event=event) if event else rows.filter(event__startswith=event_prefix)
    if account is not None:
        rows = rows.filter(account=account)
    return rows.update(cleared_at=timezone.now())


def take_off(notices: Collection[Notice], *, by: Any) -> int:
    """Take these of a person's own notices off their page; returns how many stood there."""
    rows = own_notices(by).filter(pk__in=[one.pk for one in notices], cleared_at=None)
    return rows.update(cleared_at=timezone.now())


def put_back(notice: Notice, *, by: Any) -> int:
    """Put a notice back on its reader's page, and those taken off with it; returns how many."""
    if notice.cleared_at is None:
        return 0
    return own_notices(by).filter(cleared_at=notice.cleared_at).update(cleared_at=None)


@transaction.atomic
def ask_worker(
    kind: str, *, subject: UUID | None = None, payload: dict[str, Any] | None = None, by: Any = None
) -> Job:
    """Ask the worker for something; the row appears only if the transaction around it commits."""
    return Job.objects.create(
        kind=kind, subject=subject, payload=payload or {}, asked_by=by, not_before=timezone.now()
    )


def _one_line(text: str) -> str:
    """A subject carries no line break, which would end the header, nor signs that turn its direction."""
    shown = "".join(sign for sign in text if sign.isspace() or unicodedata.category(sign) != "Cc")
    return " ".join(shown.translate(TURNING).split())[:200]
