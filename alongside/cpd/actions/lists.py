"""Adding a list of activities from elsewhere: its file is kept while it is looked at, then added whole or not at all."""

import base64
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from alongside.cpd.actions.records import RecordFacts, record_activity
from alongside.cpd.queries.records import RecordText
from alongside.domain.lifecycle import MoveRefused
from alongside.people.models import Account
from alongside.vault.drafts import discard_draft, open_draft, save_draft

KEPT = "cpd-list"
GONE = "There is no list any more. It was added or discarded."


@dataclass(frozen=True)
class KeptFile:
    """A list that waits to be added, as it was uploaded."""

    name: str
    data: bytes


def keep_list(account: Account, kept: KeptFile) -> None:
    """Keep the file, sealed for its owner, until it is added or discarded."""
    packed = base64.b64encode(zlib.compress(kept.data, 6)).decode()
    save_draft(account, KEPT, {"file": packed, "name": kept.name[-120:]})


def kept_list(account: Account) -> KeptFile | None:
    """The kept file; None where none is kept."""
    kept = open_draft(account, KEPT)
    return KeptFile(kept["name"], zlib.decompress(base64.b64decode(kept["file"]))) if kept else None


@transaction.atomic
def add_list(
    account: Account, *, by: Account, kept: KeptFile, rows: Iterable[tuple[RecordFacts, RecordText]]
) -> int:
    """Add what was read from the kept file; returns how many activities. Sent twice, it is added once.

    Raises MoveRefused where the file is not kept any more.
    """
    Account.objects.select_for_update().get(pk=account.pk)
    if kept_list(account) != kept:
        raise MoveRefused(GONE)
    discard_draft(account, KEPT)
    added = [record_activity(account, by=by, facts=facts, text=text) for facts, text in rows]
    return len(added)


def discard_list(account: Account) -> None:
    """Forget the kept file."""
    discard_draft(account, KEPT)
