"""A copy of a text for whoever has a link: the key is made from the link's secret, which is kept nowhere.

So neither the database, nor a backup, nor the installation's own master key opens such a copy without the link.
"""

import hashlib
import secrets
from typing import Final

from alongside.vault.ciphers import SealBroken, open_bytes, seal_bytes
from alongside.vault.models import LinkCopy

_KEY: Final = b"alongside link copy key v1:"
_DIGEST: Final = b"alongside link copy digest v1:"


def seal_for_link(text: str) -> tuple[LinkCopy, str]:
    """Keep a copy of the text; returns it with the secret of its link, which must be handed on at once."""
    secret = secrets.token_urlsafe(32)
    copy = LinkCopy(digest=_digest(secret))
    copy.blob = seal_bytes(_key(secret), text.encode(), _place(copy))
    copy.save(force_insert=True)
    return copy, secret


def copy_of_link(secret: str) -> LinkCopy | None:
    """The copy that this secret opens, if there is one."""
    return LinkCopy.objects.filter(digest=_digest(secret)).first()


def open_by_link(copy: LinkCopy, secret: str) -> str:
    """The text; SealBroken where the secret is another's."""
    if copy.digest != _digest(secret):
        raise SealBroken("This link opens another copy.")
    return open_bytes(_key(secret), copy.blob, _place(copy)).decode()


def _key(secret: str) -> bytes:
    # The secret has 256 random bits, so one hash over it is a key; the prefixes keep key and digest apart.
    return hashlib.sha256(_KEY + secret.encode()).digest()


def _digest(secret: str) -> str:
    return hashlib.sha256(_DIGEST + secret.encode()).hexdigest()


def _place(copy: LinkCopy) -> str:
    return f"link copy:{copy.pk}"
