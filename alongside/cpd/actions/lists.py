"""Adding a list of activities from elsewhere: looked at first, then added whole or not at all."""

import base64
import zlib
from datetime import date

from django.db import transaction

from alongside.cpd.actions.records import record_activity
from alongside.cpd.lists import ReadList, read_list
from alongside.cpd.models import Record
from alongside.domain.cpd.definition import ProfileDefinition
from alongside.domain.lifecycle import MoveRefused
from alongside.people.membership_files import read_table
from alongside.people.models import Account
from alongside.vault.drafts import discard_draft, open_draft, save_draft

KEPT = "cpd-list"


def keep_list(
    account: Account, *, file_name: str, data: bytes, rules: ProfileDefinition, today: date
) -> ReadList:
    """Read a list and keep the file, sealed for its owner, until it is added or discarded. Raises FileRefused."""
    found = _read(account, file_name, data, rules, today, "")
    packed = base64.b64encode(zlib.compress(data, 6)).decode()
    save_draft(account, KEPT, {"file": packed, "name": file_name[-120:]})
    return found


def kept_list(
    account: Account, *, rules: ProfileDefinition, today: date, order: str = ""
) -> tuple[str, ReadList] | None:
    """The name of the kept file, and what it says today; None where none is kept."""
    kept = open_draft(account, KEPT)
    if kept is None:
        return None
    data = zlib.decompress(base64.b64decode(kept["file"]))
    return kept["name"], _read(account, kept["name"], data, rules, today, order)


def name_of_kept_list(account: Account) -> str:
    """What the list that waits to be added is called; empty where none does."""
    kept = open_draft(account, KEPT)
    return str(kept["name"]) if kept else ""


@transaction.atomic
def add_list(account: Account, *, by: Account, rules: ProfileDefinition, today: date, order: str) -> int:
    """Add what is new in the kept list; returns how many activities. Sent twice, it is added once.

    Raises MoveRefused where nothing is kept or a row is wrong.
    """
    Account.objects.select_for_update().get(pk=account.pk)
    kept = kept_list(account, rules=rules, today=today, order=order)
    if kept is None:
        raise MoveRefused("There is no list any more. It was added or discarded.")
    _, found = kept
    if found.wrong:
        raise MoveRefused("Something in the list is to be put right first.")
    for row in found.new:
        if row.facts is not None:
            record_activity(account, by=by, facts=row.facts, text=row.text)
    discard_draft(account, KEPT)
    return len(found.new)


def discard_list(account: Account) -> None:
    """Forget the kept file."""
    discard_draft(account, KEPT)


def _read(
    account: Account, name: str, data: bytes, rules: ProfileDefinition, today: date, order: str
) -> ReadList:
    known = Record.objects.visible_to(account).standing()
    return read_list(read_table(name, data), known, rules, today, order)
