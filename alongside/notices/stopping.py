"""The signed link in a mail's footer by which a person stops mails of its kinds without signing in."""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

SALT = "alongside.notices.stop"


class LinkNotOurs(Exception):
    """The link was cut short or altered on its way."""


def stop_link(account_id: UUID, kinds: Iterable[str]) -> str:
    """The full address of the page with the button; it never runs out, as old mails are kept for years."""
    token = signing.dumps([str(account_id), *sorted(set(kinds))], salt=SALT)
    return f"{settings.SITE_URL}{reverse('stop-mails', args=[token])}"


def read_stop_token(token: str) -> tuple[UUID, list[str]]:
    """Whose mails, and of which kinds."""
    try:
        account_id, *kinds = signing.loads(token, salt=SALT)
    except signing.BadSignature as error:
        raise LinkNotOurs("This link is not complete.") from error
    return UUID(account_id), kinds
