"""Data keys: one per unit of sharing, wrapped by the master key, with the accounts each one reaches."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.journal.moves import write_entry
from alongside.vault.ciphers import SealBroken, new_key, open_bytes, seal_bytes
from alongside.vault.master import master_keys
from alongside.vault.models import DataKey, KeyReader, KeyWrap

PARTNERSHIP = "partnership"
AUTHOR = "author"
APPLICATION = "application"
SIGNING = "signing"


def key_for_partnership(partnership_id: UUID, *, body_id: UUID, readers: Iterable[Any]) -> DataKey:
    """The partnership's own key, made on first use, reaching exactly these accounts (the two partners)."""
    return _shared_key(PARTNERSHIP, partnership_id, body_id, readers)


def key_for_application(application_id: UUID, *, body_id: UUID, applicant: Any) -> DataKey:
    """The key of an application's private answers; reaches the applicant, and whoever of the office is admitted."""
    return _shared_key(APPLICATION, application_id, body_id, [applicant])


def key_for_signing(body_id: UUID) -> DataKey:
    """The key that a body's signatures are made from; it reaches nobody, so no text is ever sealed under it."""
    return _shared_key(SIGNING, body_id, body_id, [])


@transaction.atomic
def admit_reader(key: DataKey, account: Any, *, by: Any, role: str) -> None:
    """Let the key reach one more account; journalled. Never for a partnership's key or an author's."""
    if key.scope != APPLICATION:
        raise ValueError("Only the key of an application takes more readers.")
    _, made = KeyReader.objects.get_or_create(data_key=key, account=account)
    if made:
        write_entry(noun="key", subject=key.pk, move="admit", by=by, role=role, body_id=key.body_id)


@transaction.atomic
def _shared_key(scope: str, subject: UUID, body_id: UUID, readers: Iterable[Any]) -> DataKey:
    key, made = DataKey.objects.get_or_create(
        scope=scope, subject=subject, owner=None, defaults={"body_id": body_id}
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


def unwrap(key: DataKey, masters: dict[int, bytes] | None = None) -> bytes:
    """The key itself, for the vault's own use only; by the installation's master keys unless others are given."""
    masters = master_keys() if masters is None else masters
    for wrap in key.wraps.all():
        if wrap.recipient_kind == "master" and wrap.key_version in masters:
            return open_bytes(masters[wrap.key_version], wrap.blob, _place(key))
    raise SealBroken(
        "The key of this text is gone: it was destroyed, or its version of the master key is missing."
    )


def _place(key: DataKey) -> str:
    return f"key:{key.pk}:{key.scope}:{key.subject}:{key.owner_id}"
