"""Compares checked rows with a body's members: who is new, who changes, who is missing from the file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alongside.people.importing.checking import CheckedRow
from alongside.people.importing.fields import FIELD
from alongside.people.importing.mapping import ColumnMapping
from alongside.people.importing.table import RowError

# What a member's account owns is taken from the file for new people only.
_FOR_NEW_ONLY = {"time_zone"}


@dataclass(frozen=True, slots=True)
class KnownMember:
    """A member as the body has them; `values` by field key, `line_manager` as the manager's number and address.

    `sign_in` is the address of their account, which may differ from the one on the body's list. A guest stands on the
    list of another body, so nobody misses them on this one.
    """

    key: int | str
    number: str
    email: str
    name: str
    values: Mapping[str, Any]
    sign_in: str = ""
    is_guest: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A member whom a row matches, and the fields it changes: from what to what."""

    row: CheckedRow
    member: KnownMember
    fields: Mapping[str, tuple[Any, Any]]

    @property
    def labels(self) -> str:
        """The changed facts in words."""
        return ", ".join(FIELD[key].label for key in self.fields)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Nothing is ever deleted: `missing` is shown to the office, who decides."""

    new: tuple[CheckedRow, ...]
    changed: tuple[Change, ...]
    unchanged: tuple[tuple[CheckedRow, KnownMember], ...]
    missing: tuple[KnownMember, ...]
    errors: tuple[RowError, ...]


def plan_import(
    rows: Sequence[CheckedRow], known: Iterable[KnownMember], mapping: ColumnMapping
) -> ImportPlan:
    """Matches on the member number first, then on the email address."""
    register = _Register(known)
    new: list[CheckedRow] = []
    changed: list[Change] = []
    unchanged: list[tuple[CheckedRow, KnownMember]] = []
    errors: list[RowError] = []
    for row in rows:
        member, sentence = register.match(row)
        if sentence:
            errors.append(RowError(row.number, mapping.heading_of("email"), sentence))
        elif member is None:
            new.append(row)
        elif fields := _changed_fields(row, member):
            changed.append(Change(row, member, fields))
        else:
            unchanged.append((row, member))
    errors += _unknown_managers(rows, register, mapping)
    return ImportPlan(
        tuple(new), tuple(changed), tuple(unchanged), register.unmatched(), tuple(sorted(errors))
    )


class _Register:
    def __init__(self, known: Iterable[KnownMember]) -> None:
        self._members = list(known)
        self._by_number = {member.number.casefold(): member for member in self._members if member.number}
        self._by_email = {member.sign_in.casefold(): member for member in self._members if member.sign_in}
        self._by_email |= {member.email.casefold(): member for member in self._members}
        self._matched: dict[int | str, int] = {}

    def match(self, row: CheckedRow) -> tuple[KnownMember | None, str]:
        """The member and an empty sentence; or nobody and what is in the way."""
        number, email = str(row.values.get("number", "")), str(row.values.get("email", ""))
        by_number = self._by_number.get(number.casefold()) if number else None
        by_email = self._by_email.get(email.casefold())
        if by_number and by_email and by_number.key != by_email.key:
            return (
                None,
                f"{by_email.name} has this address, {by_number.name} this number. Correct one of the two.",
            )
        if by_email and not by_number and number and by_email.number:
            return (
                None,
                f"{by_email.name} has this address and the number {by_email.number}. Correct one of them.",
            )
        member = by_number or by_email
        if member is None:
            return None, ""
        earlier = self._matched.setdefault(member.key, row.number)
        if earlier != row.number:
            return None, f"Row {earlier} is about the same member, {member.name}. Keep one of the two rows."
        return member, ""

    def knows(self, reference: str) -> bool:
        """Whether a number or address belongs to a member."""
        return reference.casefold() in (self._by_email if "@" in reference else self._by_number)

    def unmatched(self) -> tuple[KnownMember, ...]:
        """Members of the body about whom the file says nothing."""
        return tuple(
            member for member in self._members if member.key not in self._matched and not member.is_guest
        )


def _changed_fields(row: CheckedRow, member: KnownMember) -> dict[str, tuple[Any, Any]]:
    return {
        key: (member.values.get(key), value)
        for key, value in row.values.items()
        if key not in _FOR_NEW_ONLY and not _same(key, member, value)
    }


def _same(key: str, member: KnownMember, value: Any) -> bool:
    had = member.values.get(key)
    if key == "line_manager":
        # A manager may be named by number or by address.
        return had is not None and str(value).casefold() in {str(one).casefold() for one in had if one}
    return bool(had == value)


def _unknown_managers(
    rows: Sequence[CheckedRow], register: _Register, mapping: ColumnMapping
) -> list[RowError]:
    in_file = {str(row.values.get(key, "")).casefold() for row in rows for key in ("number", "email")}
    heading = mapping.heading_of("line_manager")
    return [
        RowError(
            row.number,
            heading,
            f"There is no member “{manager}”, in this file or before. Empty this cell or add them.",
        )
        for row in rows
        if (manager := row.values.get("line_manager"))
        and manager.casefold() not in in_file
        and not register.knows(manager)
    ]
