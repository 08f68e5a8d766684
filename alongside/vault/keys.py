"""Data keys: one per unit of sharing, wrapped by the master key, with the accounts each one reaches."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.vault.ciphers import new_key, open_bytes, seal_bytes
from alongside.vault.master import master_keys
from alongside.vault.models import DataKey, KeyReader, KeyWrap

PARTNERSHIP = "partnership"
AUTHOR = "author"


@transaction.atomic
def key_for_partnership(partnership_id: UUID, *, body_id: UUID, readers: Iterable[Any]) -> DataKey:
    """The partnership's own key, made on first use, reaching exactly these accounts (the two partners)."""
    key, made = DataKey.objects.get_or_create(
        scope=PARTNERSHIP, subject=partnership_id, owner=None, defaults={"body_id": body_id}
    )
    if made:
        _wrap_new(key)
        KeyReader.objects.bulk_create(KeyReader(data_key=key, account=account) for account in readers)
    return key


@transaction.atomic
def key_for_author(author: Any, *, subject: UUID | None = None, body_id: UUID | None = None) -> DataKey:
    """The author's own key, which reaches nobody else: at large, or for one `subject` such as a partnership."""
    key, made = DataKey.objects.get_or_create(
        scope=AUTHOR, subject=subject or author.pk, owner=author, defaults={"body_id": body_id}
    )
    if made:
        _wrap_new(key)
        KeyReader.objects.create(data_key=key, account=author)
    return key


def _wrap_new(key: DataKey) -> None:
    version, master = max(master_keys().items())
    KeyWrap.objects.create(data_key=key, key_version=version, blob=seal_bytes(master, new_key(), _place(key)))


def unwrap(key: DataKey) -> bytes:
    """The key itself; for the vault's own use only."""
    wrap = next(wrap for wrap in key.wraps.all() if wrap.recipient_kind == "master")
    return open_bytes(master_keys()[wrap.key_version], wrap.blob, _place(key))


def _place(key: DataKey) -> str:
    return f"key:{key.pk}:{key.scope}:{key.subject}:{key.owner_id}"
