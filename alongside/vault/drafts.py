"""Drafts on the server: what someone is typing, sealed under their own key, kept through sign-out and idle weeks."""

import json
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from alongside.vault.ciphers import open_bytes, seal_bytes
from alongside.vault.keys import key_for_author, unwrap
from alongside.vault.models import DataKey, Draft


@transaction.atomic
def save_draft(account: Any, purpose: str, fields: dict[str, Any]) -> datetime:
    """Keep the fields of a half-written form, replacing what was kept before; returns when."""
    key = DataKey.objects.select_for_update().get(pk=key_for_author(account).pk)
    draft = Draft.objects.select_for_update().filter(account=account, purpose=purpose).first()
    draft = draft or Draft(account=account, purpose=purpose, data_key=key, version=0)
    draft.version += 1
    draft.blob = seal_bytes(unwrap(key), json.dumps(fields).encode(), draft.place)
    draft.saved_at = timezone.now()
    draft.save()
    return draft.saved_at


def open_draft(account: Any, purpose: str) -> dict[str, Any] | None:
    """The kept fields, or None. Only its own author's account can ask."""
    draft = Draft.objects.filter(account=account, purpose=purpose).select_related("data_key").first()
    if draft is None:
        return None
    fields: dict[str, Any] = json.loads(open_bytes(unwrap(draft.data_key), draft.blob, draft.place))
    return fields


def discard_draft(account: Any, purpose: str) -> None:
    """Forget the draft, once what it held was saved or is no longer wanted."""
    Draft.objects.filter(account=account, purpose=purpose).delete()
