"""Signing in by a link from one's mail: asked for, opened once."""

import hashlib
import secrets
import uuid
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from alongside.notices.actions import MailText, queue_mail
from alongside.notices.registry import mail_kind
from alongside.people.models import Account, SignInLink

SIGN_IN: Final = mail_kind(
    "sign-in", "Signing in and your password", optional=False, urgent=True, forgotten=True
)
VALID: Final = timedelta(minutes=15)


@transaction.atomic
def send_sign_in_link(address: str, *, path: str, now: datetime) -> None:
    """Queue a mail to this address, with a link if it belongs to an account.

    A known and an unknown address take the same steps and so the same time; only the mail's owner learns which.
    """
    address = address.strip().lower()
    account = Account.objects.filter(email=address, is_active=True).first()
    token = secrets.token_urlsafe(32)
    SignInLink.objects.create(digest=_digest(token), account=account, path=path, expires_at=now + VALID)
    mail = _link_mail(token) if account else _unknown_mail()
    queue_mail(address, event=f"sign-in:{uuid.uuid4()}", kind=SIGN_IN.key, mail=mail, account=account)


def link_is_open(token: str, *, now: datetime) -> bool:
    """Whether the link would still sign somebody in."""
    return SignInLink.objects.open_at(now).filter(digest=_digest(token), account__is_active=True).exists()


@transaction.atomic
def use_sign_in_link(token: str, *, now: datetime) -> tuple[Account, str] | None:
    """Whose link it is and the page they came for; None if it was used, has run out or never was.

    Of two who use it at the same moment, one gets None.
    """
    if not SignInLink.objects.open_at(now).filter(digest=_digest(token)).update(used_at=now):
        return None
    link = SignInLink.objects.select_related("account").get(digest=_digest(token))
    return (link.account, link.path) if link.account and link.account.is_active else None


def forget_old_links(now: datetime) -> None:
    """A link that has run out is of no use to anybody."""
    SignInLink.objects.filter(expires_at__lt=now).delete()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _link_mail(token: str) -> MailText:
    address = f"{settings.SITE_URL}{reverse('sign-in-link-open', args=[token])}"
    return MailText(
        subject="Your link to sign in",
        text=(
            f"Open this link and press the button to sign in:\n\n{address}\n\n"
            "It works once, for 15 minutes. If you did not ask for it, leave it: nothing happens by itself."
        ),
    )


def _unknown_mail() -> MailText:
    return MailText(
        subject="You asked to sign in",
        text=(
            "Somebody, perhaps you, asked for a link to sign in to Alongside with this address. "
            "No account uses this address.\n\n"
            "If it was you, try the address under which your professional body knows you, "
            "or ask its mentoring office. If it was not you, you need do nothing."
        ),
    )
