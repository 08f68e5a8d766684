"""Choosing by whose rules one counts."""

from datetime import date

from django.db import transaction

from alongside.cpd.models import Counting
from alongside.journal.moves import write_entry
from alongside.people.models import Account


@transaction.atomic
def choose_counting(account: Account, *, by: Account, rules_key: str, cycle_from: date | None) -> Counting:
    """Count by these rules from now on; no record changes, only how the hours are looked at."""
    counting, _ = Counting.objects.update_or_create(
        owner=account, defaults={"rules_key": rules_key, "cycle_from": cycle_from}
    )
    facts = {"rules": rules_key}
    write_entry(
        noun="cpd counting",
        subject=counting.pk,
        move="choose",
        by=by,
        role="author",
        body_id=None,
        facts=facts,
    )
    return counting
