"""Sends what waits in the outbox: lease, send, mark, in this order, so that a kill loses nothing.

A kill between sending and marking sends one mail again, under the same Message-ID.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import get_connection
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from alongside.notices.hours import next_morning, quiet_end
from alongside.notices.letters import compose_letter
from alongside.notices.models import Mail
from alongside.notices.registry import MAIL_KINDS
from alongside.notices.troubles import is_final, words_for

LEASE: Final = timedelta(minutes=2)
DELAYS: Final = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440)]
"""How long a mail waits after each refusal; after the last one it is given up, two days after the first."""
SERVER_PAUSE: Final = timedelta(minutes=1)

log = logging.getLogger(__name__)


class MailServerSilent(Exception):
    """The installation's own mail server does not answer; the mails go on waiting."""


def send_waiting(*, lease: timedelta = LEASE, stop: Callable[[], bool] = lambda: False) -> int:
    """Send all mail that is due; returns how many letters left. Raises MailServerSilent."""
    sent, server = 0, get_connection()
    try:
        while not stop():
            mails = take_letter(timezone.now(), lease)
            if mails is None:
                break
            if mails:
                sent += _send(mails, server)
    finally:
        server.close()
    return sent


def take_letter(now: datetime, lease: timedelta) -> list[Mail] | None:
    """Lease the mails of the next letter. None when none is due; empty when the next has to wait."""
    if not _due(now).exists():
        return None
    with transaction.atomic():
        mail = (
            _locked(_due(now))
            .select_related("account", "notice__body")
            .order_by("not_before", "created_at")
            .first()
        )
        if mail is None:
            return None
        if wait := _must_wait_until(mail, now):
            Mail.objects.filter(pk=mail.pk).update(not_before=wait)
            return []
        mails = _whole_digest(mail.account, mail, now) if mail.digest else [mail]
        Mail.objects.filter(pk__in=[one.pk for one in mails]).update(lease_until=now + lease)
    return mails


def _due(now: datetime) -> QuerySet[Mail]:
    # A lease far ahead was written by a clock that has been set back since.
    free = Q(lease_until=None) | Q(lease_until__lt=now) | Q(lease_until__gt=now + 2 * LEASE)
    return Mail.objects.filter(free, status=Mail.WAITING, not_before__lte=now)


def _locked(rows: QuerySet[Mail]) -> QuerySet[Mail]:
    """Rows that no other sender is looking at; SQLite has one writer at a time and needs no such lock."""
    if connection.features.has_select_for_update_skip_locked:
        return rows.select_for_update(skip_locked=True, of=("self",))
    return rows


def _must_wait_until(mail: Mail, now: datetime) -> datetime | None:
    """The end of the person's quiet hours, or their next morning if today's digest has left already."""
    kind = MAIL_KINDS.get(mail.kind)
    if mail.account is None or (kind and kind.urgent):
        return None
    if mail.digest and _had_digest_today(mail.account, now):
        return next_morning(mail.account, now)
    return quiet_end(mail.account, now)


def _had_digest_today(account: Any, now: datetime) -> bool:
    midnight = now.astimezone(account.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    return Mail.objects.filter(account=account, digest=True, sent_at__gte=midnight).exists()


def _whole_digest(account: Any, mail: Mail, now: datetime) -> list[Mail]:
    """All that may leave in one letter with this mail; the account's row keeps a second sender out."""
    get_user_model().objects.select_for_update(of=("self",)).get(pk=account.pk)
    rows = _locked(_due(now)).filter(account=account, digest=True, address=mail.address)
    return list(rows.select_related("account", "notice__body").order_by("created_at", "pk"))


def _send(mails: list[Mail], server: Any) -> int:
    try:
        server.open()
    except OSError as error:
        _put_off(mails, fault=words_for(error))
        raise MailServerSilent(words_for(error)) from error
    try:
        server.send_messages([compose_letter(mails)])
    except Exception as error:  # whatever goes wrong with one letter must not stop the others
        server.close()
        _note_refusal(mails, error)
        return 0
    _mark_sent(mails)
    return 1


@transaction.atomic
def _mark_sent(mails: list[Mail]) -> None:
    rows = Mail.objects.filter(pk__in=[mail.pk for mail in mails])
    rows.update(status=Mail.SENT, sent_at=timezone.now(), lease_until=None, fault="")
    kind = MAIL_KINDS.get(mails[0].kind)
    if kind and kind.forgotten and not settings.DEMO:
        rows.update(text="")


@transaction.atomic
def _put_off(mails: list[Mail], *, fault: str) -> None:
    """The server, not the mail, is at fault: this does not count as one of its attempts."""
    rows = Mail.objects.filter(pk__in=[mail.pk for mail in mails])
    rows.update(lease_until=None, not_before=timezone.now() + SERVER_PAUSE, fault=fault)


@transaction.atomic
def _note_refusal(mails: list[Mail], error: Exception) -> None:
    attempts = max(mail.attempts for mail in mails) + 1
    given_up = is_final(error) or attempts > len(DELAYS)
    rows = Mail.objects.filter(pk__in=[mail.pk for mail in mails])
    rows.update(lease_until=None, attempts=F("attempts") + 1, fault=words_for(error))
    if given_up:
        rows.update(status=Mail.FAILED)
        log.error(
            "A mail of the kind %s was given up (%s): %s", mails[0].kind, mails[0].pk, type(error).__name__
        )
    else:
        rows.update(not_before=timezone.now() + DELAYS[attempts - 1])
