"""Checks every row of a table under a mapping and returns what it says together with all that is wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.people.importing.cells import CellRefused, clean_lines
from alongside.people.importing.fields import FIELD, MAX_ANSWER, ROLES, fold
from alongside.people.importing.mapping import ColumnMapping
from alongside.people.importing.readers import Reading, Refused, read_cell, split_name
from alongside.people.importing.table import Row, RowError, Table


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """`values` holds only the fields that the row fills: an empty cell says nothing and erases nothing."""

    number: int
    values: Mapping[str, Any]
    role: str = ""
    answers: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class CheckedTable:
    """Rows in file order; where `errors` holds anything, nothing may be applied."""

    rows: tuple[CheckedRow, ...]
    errors: tuple[RowError, ...]


def check_table(table: Table, mapping: ColumnMapping, *, today: date) -> CheckedTable:
    """Every row error at once, in the order of the rows."""
    checker = _Checker(table, mapping, today)
    rows = tuple(checker.check(row) for row in table.rows)
    errors = [
        *table.errors,
        *checker.errors,
        *_twins(rows, mapping),
        *_rows_managing_themselves(rows, mapping),
    ]
    return CheckedTable(rows, tuple(sorted(errors)))


class _Checker:
    def __init__(self, table: Table, mapping: ColumnMapping, today: date) -> None:
        self.errors: list[RowError] = []
        self._mapping = mapping
        place = {heading: index for index, heading in enumerate(table.headings)}
        self._readings = [
            (place[heading], Reading(FIELD[key], heading, mapping, today))
            for heading, key in mapping.columns.items()
            if heading in place
        ]
        self._answers = [
            (place[heading], heading, key) for heading, key in mapping.answers.items() if heading in place
        ]
        self._role_place = place.get(mapping.role_column)

    def check(self, row: Row) -> CheckedRow:
        values, refused = self._values(row)
        self._complete(row, values, refused)
        return CheckedRow(row.number, values, self._role(row), self._given_answers(row))

    def _values(self, row: Row) -> tuple[dict[str, Any], set[str]]:
        """What the cells say, and the fields whose cell was refused."""
        values: dict[str, Any] = {}
        refused: set[str] = set()
        for place, reading in self._readings:
            raw = row.cells[place]
            if not raw:
                continue
            try:
                value = read_cell(raw, reading)
            except Refused as refusal:
                self.errors.append(RowError(row.number, reading.heading, str(refusal)))
                refused.add(reading.field.key)
                continue
            if value not in ("", []):
                values[reading.field.key] = value
        return values, refused

    def _complete(self, row: Row, values: dict[str, Any], refused: set[str]) -> None:
        full = values.pop("full_name", "")
        if full and "given_name" not in values and "family_name" not in values:
            values["given_name"], values["family_name"] = split_name(full)
        if "given_name" not in values:
            # Some people have one name, and lists put it in either column.
            values["given_name"] = values.pop("family_name", "")
        if not values["given_name"] and not refused & {"given_name", "family_name", "full_name"}:
            heading = self._mapping.heading_of("given_name") or self._mapping.heading_of("full_name")
            self.errors.append(
                RowError(row.number, heading, "This row has no name. Write the person's name.")
            )
        if len(values["given_name"]) > FIELD["given_name"].longest:
            heading = self._mapping.heading_of("full_name")
            self.errors.append(
                RowError(row.number, heading, "This name is too long. Give two columns of names.")
            )
        if "email" not in values and "email" not in refused:
            sentence = "This row has no email address. Every member needs one to sign in."
            self.errors.append(RowError(row.number, self._mapping.heading_of("email"), sentence))

    def _role(self, row: Row) -> str:
        if self._role_place is None:
            return self._mapping.role
        raw = row.cells[self._role_place]
        role = self._mapping.roles.get(fold(raw), "")
        if role not in ROLES:
            sentence = "Say whether this person applies as mentor or as mentee."
            self.errors.append(RowError(row.number, self._mapping.role_column, sentence))
        return role

    def _given_answers(self, row: Row) -> dict[str, str] | None:
        if not (self._mapping.role or self._mapping.role_column):
            return None
        answers: dict[str, str] = {}
        for place, heading, key in self._answers:
            try:
                answers[key] = clean_lines(row.cells[place], longest=MAX_ANSWER)
            except CellRefused as refusal:
                self.errors.append(RowError(row.number, heading, str(refusal)))
        return answers


def _twins(rows: Iterable[CheckedRow], mapping: ColumnMapping) -> list[RowError]:
    """The same number or address twice in one file: nobody but the office can say which row counts."""
    errors: list[RowError] = []
    for key, noun in (("number", "member number"), ("email", "email address")):
        first: dict[str, int] = {}
        for row in rows:
            value = row.values.get(key)
            if not value:
                continue
            earlier = first.setdefault(value.casefold(), row.number)
            if earlier != row.number:
                sentence = f"Row {earlier} has the same {noun}. Keep one of the two rows."
                errors.append(RowError(row.number, mapping.heading_of(key), sentence))
    return errors


def _rows_managing_themselves(rows: Iterable[CheckedRow], mapping: ColumnMapping) -> list[RowError]:
    heading = mapping.heading_of("line_manager")
    sentence = "This person is given as their own line manager. Correct or empty this cell."
    return [
        RowError(row.number, heading, sentence)
        for row in rows
        if row.values.get("line_manager")
        and row.values["line_manager"] in (row.values.get("email"), row.values.get("number"))
    ]
