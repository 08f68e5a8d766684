"""Which column of a file feeds which fact: proposed from the headings, chosen by the office, remembered."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from alongside.people.importing.dates import DAY_FIRST, MONTH_FIRST, depends_on_order, possible_orders
from alongside.people.importing.fields import DATE, FIELD, FIELD_OF_HEADING, STATUSES, fold
from alongside.people.importing.shapes import Shape, recognise, shape_named
from alongside.people.importing.table import Table


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """`columns`: heading to field. `statuses`: folded word to status. `answers`: heading to question."""

    shape: str
    columns: Mapping[str, str]
    date_orders: Mapping[str, str] = field(default_factory=dict)
    statuses: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    role: str = ""
    role_column: str = ""
    roles: Mapping[str, str] = field(default_factory=dict)

    def heading_of(self, key: str) -> str:
        """The column that feeds a field; empty where none does."""
        return next((heading for heading, fed in self.columns.items() if fed == key), "")

    def as_json(self) -> dict[str, Any]:
        """Plain data, to be stored."""
        return {name: _plain(getattr(self, name)) for name in self.__slots__}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "ColumnMapping":
        """The reverse of `as_json`."""
        return cls(**{name: stored[name] for name in cls.__slots__ if name in stored})


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else value


def fingerprint(headings: Iterable[str]) -> str:
    """The same for the same set of headings in any order and case: a mapping is remembered under it."""
    joined = "\n".join(sorted(fold(heading) for heading in headings))
    return hashlib.sha256(joined.encode()).hexdigest()


def respelt(mapping: ColumnMapping, headings: Iterable[str]) -> ColumnMapping:
    """The same mapping for a file whose headings differ in case, spaces or order only."""
    today = {fold(heading): heading for heading in headings}

    def renamed(by_heading: Mapping[str, str]) -> dict[str, str]:
        return {today.get(fold(heading), heading): fed for heading, fed in by_heading.items()}

    return replace(
        mapping,
        columns=renamed(mapping.columns),
        date_orders=renamed(mapping.date_orders),
        answers=renamed(mapping.answers),
        role_column=today.get(fold(mapping.role_column), mapping.role_column),
    )


def propose_mapping(table: Table, *, shape_name: str = "") -> ColumnMapping:
    """What the headings say, each field fed by its first fitting column; date orders where they show."""
    shape = shape_named(shape_name) if shape_name else recognise(table.headings)
    columns = _proposed_columns(table.headings, shape)
    mapping = ColumnMapping(
        shape=shape.name,
        columns=columns,
        statuses={**shape_named("plain").statuses, **shape.statuses},
        answers={
            heading: shape.answers[fold(heading)]
            for heading in table.headings
            if fold(heading) in shape.answers
        },
        role=shape.role,
        role_column=next((heading for heading in table.headings if fold(heading) == shape.role_column), ""),
        roles=shape.roles,
    )
    return with_known_orders(mapping, table)


def _proposed_columns(headings: Iterable[str], shape: Shape) -> dict[str, str]:
    """A shape's own columns come first, and earlier in its file before later; then the usual names."""
    by_fold = {fold(heading): heading for heading in headings}
    wished = [*shape.columns.items(), *FIELD_OF_HEADING.items()]
    columns: dict[str, str] = {}
    for folded, key in wished:
        heading = by_fold.get(folded)
        if heading and heading not in columns and key not in columns.values():
            columns[heading] = key
    return {heading: columns[heading] for heading in headings if heading in columns}


def with_known_orders(mapping: ColumnMapping, table: Table) -> ColumnMapping:
    """Fills in the order of day and month wherever a column's dates leave one possible."""
    orders = dict(mapping.date_orders)
    for heading in date_columns(mapping):
        values = table.column(heading)
        possible = possible_orders(values)
        if orders.get(heading) in possible:
            continue
        orders.pop(heading, None)
        if not depends_on_order(values) or not possible:
            orders[heading] = DAY_FIRST
        elif len(possible) == 1:
            orders[heading] = possible[0]
    return replace(mapping, date_orders=orders)


def date_columns(mapping: ColumnMapping) -> list[str]:
    """Headings that feed a date."""
    return [heading for heading, key in mapping.columns.items() if FIELD[key].kind == DATE]


def ignored_columns(mapping: ColumnMapping, table: Table) -> list[str]:
    """Columns of the file that feed nothing; the office is shown them."""
    used = {*mapping.columns, *mapping.answers, mapping.role_column}
    return [heading for heading in table.headings if heading not in used]


def unknown_statuses(mapping: ColumnMapping, table: Table) -> list[str]:
    """Words in the status column that nobody has given a meaning yet."""
    heading = mapping.heading_of("status")
    words = {word.strip(): None for word in table.column(heading)} if heading else {}
    return [word for word in words if mapping.statuses.get(fold(word)) not in STATUSES]


def mapping_problems(mapping: ColumnMapping, table: Table) -> list[str]:
    """What the office must still choose before rows can be checked; each a sentence."""
    problems = _missing_columns(mapping, table)
    fed = list(mapping.columns.values())
    problems += [
        f"Two columns feed {FIELD[key].label}. Choose one of them." for key in FIELD if fed.count(key) > 1
    ]
    if "email" not in fed:
        problems.append("Choose the column with the email addresses: every member needs one to sign in.")
    if "given_name" not in fed and "full_name" not in fed:
        problems.append("Choose the column with the given names, or the one with full names.")
    problems += [
        f"The dates under “{heading}” can be read in two ways. Say whether the day or the month comes first."
        for heading in date_columns(mapping)
        if heading not in mapping.date_orders
    ]
    problems += [f"Say what the status “{word}” means." for word in unknown_statuses(mapping, table)[:20]]
    return problems


def _missing_columns(mapping: ColumnMapping, table: Table) -> list[str]:
    wanted = [*mapping.columns, *mapping.answers, *([mapping.role_column] if mapping.role_column else [])]
    gone = [heading for heading in dict.fromkeys(wanted) if heading not in table.headings]
    return [f"The file has no column “{heading}”. Map the columns again." for heading in gone]


ORDER_LABELS = {DAY_FIRST: "Day first (31/12/2025)", MONTH_FIRST: "Month first (12/31/2025)"}
