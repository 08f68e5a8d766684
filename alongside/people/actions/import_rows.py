"""Writes the members that an import plan names, in few queries however many they are."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from secrets import token_hex
from typing import Any, TypeVar

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q

from alongside.journal.moves import write_entry
from alongside.people.actions.members import change_address
from alongside.people.changes import tell_of_change, tell_of_coming_change
from alongside.people.importing.checking import CheckedRow
from alongside.people.importing.planning import Change, ImportPlan
from alongside.people.models import Account, Body, Member

BATCH = 500
_NOT_COLUMNS = ("line_manager", "time_zone", "email")

Thing = TypeVar("Thing")


def lock_changed(plan: ImportPlan) -> None:
    """Lock whom a plan changes, and what follows from that elsewhere, before the import is journalled.

    Whoever changes one of them in the office, or their own entry, holds these rows and waits for the journal.
    """
    for ids in _batches(sorted(str(change.member.key) for change in plan.changed)):
        rows = Member.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")
        tell_of_coming_change(rows.values_list("pk", flat=True))


def write_plan(body: Body, plan: ImportPlan, *, by: Account | None, today: date) -> None:
    """Must be called inside the transaction that holds the body's row."""
    for batch in _batches(plan.new):
        _write_new(body, batch, today)
    for changes in _batches(plan.changed):
        _write_changed(body, changes, by=by, today=today)
    _write_managers(body, [*plan.new, *(change.row for change in plan.changed)])
    _take_in_guests(body, plan)


def _write_new(body: Body, rows: Sequence[CheckedRow], today: date) -> None:
    accounts = _accounts_for(body, rows)
    members = [
        Member(
            body=body,
            account=accounts[row.values["email"]],
            email=row.values["email"],
            years_noted_on=today if "years_experience" in row.values else None,
            **_columns(row.values),
        )
        for row in rows
    ]
    for member in members:
        member.findable = member.words_to_find()
    Member.objects.bulk_create(members)


def _accounts_for(body: Body, rows: Sequence[CheckedRow]) -> dict[str, Account]:
    """The account of each address; those that are missing are made, without a password."""
    addresses = [row.values["email"] for row in rows]
    found = {account.email: account for account in Account.objects.filter(email__in=addresses)}
    made = [
        Account(
            email=row.values["email"],
            given_name=row.values["given_name"],
            family_name=row.values.get("family_name", ""),
            time_zone=row.values.get("time_zone", body.time_zone),
            password=f"{UNUSABLE_PASSWORD_PREFIX}{token_hex(20)}",
        )
        for row in rows
        if row.values["email"] not in found
    ]
    Account.objects.bulk_create(made)
    return found | {account.email: account for account in made}


def _write_changed(body: Body, changes: Sequence[Change], *, by: Account | None, today: date) -> None:
    members = Member.objects.select_related("account").in_bulk([change.member.key for change in changes])
    touched: set[str] = set()
    for change in changes:
        member = members[change.member.key]
        columns = _columns({key: after for key, (_, after) in change.fields.items()})
        if "years_experience" in columns:
            columns["years_noted_on"] = today
        if "status" in columns:
            _note_status(member, columns["status"], by)
        for key, value in columns.items():
            setattr(member, key, value)
        if "email" in change.fields:
            change_address(member, change.fields["email"][1])
        member.findable = member.words_to_find()
        touched.update(columns)
    if touched:
        Member.objects.bulk_update(members.values(), sorted({*touched, "findable"}), batch_size=BATCH)
        tell_of_change(members.values(), touched)


def _note_status(member: Member, status: str, by: Account | None) -> None:
    write_entry(
        noun="member",
        subject=member.pk,
        move="change status",
        by=by,
        role="office" if by else "system",
        body_id=member.body_id,
        source=member.status,
        target=status,
    )


def _take_in_guests(body: Body, plan: ImportPlan) -> None:
    """Whoever stands on the body's own list is no guest of it."""
    known = [*(member for _, member in plan.unchanged), *(change.member for change in plan.changed)]
    guests = [str(member.key) for member in known if member.is_guest]
    Member.objects.filter(body=body, pk__in=guests).update(guest_of=None)


def _write_managers(body: Body, rows: Sequence[CheckedRow]) -> None:
    """Line managers come last: they may stand further down in the same file."""
    named = [row for row in rows if row.values.get("line_manager")]
    for batch in _batches(named):
        wanted = {str(row.values["line_manager"]) for row in batch}
        managers = _members_by_key(body, wanted)
        members = _members_by_key(body, {row.values["email"] for row in batch})
        for row in batch:
            members[row.values["email"]].line_manager = managers[row.values["line_manager"].casefold()]
        Member.objects.bulk_update(members.values(), ["line_manager"], batch_size=BATCH)


def _members_by_key(body: Body, keys: Iterable[str]) -> dict[str, Member]:
    rows = Member.objects.filter(
        Q(number__in=keys) | Q(email__in=keys) | Q(account__email__in=keys), body=body
    )
    found: dict[str, Member] = {}
    for member in rows.select_related("account"):
        for key in (member.account.email, member.email, member.number):
            if key:
                found[key.casefold()] = member
    return found


def _columns(values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key not in _NOT_COLUMNS}


def _batches(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    rest = iter(things)
    while batch := list(islice(rest, BATCH)):
        yield batch
