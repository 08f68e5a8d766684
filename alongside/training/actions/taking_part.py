"""The office notes who took part in a meeting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from alongside.journal.moves import write_entry
from alongside.people.models import Account, Body, Member
from alongside.training.models import TakingPart


@dataclass(frozen=True)
class Noted:
    """How many members were noted, how many of them were known already, and which lines name nobody."""

    noted: int
    known: int
    unknown: tuple[str, ...]


@transaction.atomic
def note_taking_part(body: Body, *, what: str, on: date, people: Sequence[str], by: Account) -> Noted:
    """Note members by address or number, one a line. Lines that name nobody are given back, the others kept."""
    lines = list(dict.fromkeys(line.strip() for line in people if line.strip()))
    found: dict[str, Member] = {}
    for member in Member.objects.filter(body=body).only("pk", "email", "number"):
        found[member.email.casefold()] = member
        if member.number:
            found.setdefault(member.number.casefold(), member)
    members = {found[line.casefold()] for line in lines if line.casefold() in found}
    new = 0
    for member in members:
        _, made = TakingPart.objects.get_or_create(member=member, what=what, on=on, defaults={"noted_by": by})
        new += made
    write_entry(
        noun="taking part", subject=body.pk, move="note", by=by, role="office", body_id=body.pk,
        facts={"what": what, "on": on.isoformat(), "members": len(members)},
    )  # fmt: skip
    unknown = tuple(line for line in lines if line.casefold() not in found)
    return Noted(new, len(members) - new, unknown)
