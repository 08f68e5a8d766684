"""What is asked about imports: the file, its mapping, and what it would change."""

import base64
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet

from alongside.people.importing.checking import check_table
from alongside.people.importing.fields import FIELDS
from alongside.people.importing.mapping import (
    ColumnMapping,
    date_columns,
    fingerprint,
    ignored_columns,
    mapping_problems,
    propose_mapping,
    respelt,
    with_known_orders,
)
from alongside.people.importing.planning import ImportPlan, KnownMember, plan_import
from alongside.people.importing.table import RowError, Table
from alongside.people.membership_files import read_table
from alongside.people.models import Account, Body, Import, ImportMapping, Member
from alongside.vault.drafts import open_draft

SHOWN_ERRORS = 2_000
SHOWN_ROWS = 10
_STORED = [field.key for field in FIELDS if field.key not in ("full_name", "time_zone", "line_manager")]


class FileGone(Exception):
    """The file is no longer kept; it must be uploaded again."""


@dataclass(frozen=True)
class DryRun:
    """What applying would do; where `errors` or `problems` hold anything, it would be refused."""

    table: Table
    mapping: ColumnMapping
    plan: ImportPlan
    problems: tuple[str, ...]
    errors: tuple[RowError, ...]

    @property
    def is_clean(self) -> bool:
        """Whether it can be applied."""
        return not self.problems and not self.errors


def draft_purpose(membership_import: Import) -> str:
    """The name under which the vault keeps the uploaded file."""
    return f"import:{membership_import.pk}"


def table_of(membership_import: Import, *, by: Account) -> Table:
    """Reads the sealed file again; only its uploader's account can. Raises FileGone."""
    kept = open_draft(by, draft_purpose(membership_import))
    if kept is None:
        raise FileGone("This file is no longer kept: files stay for one day. Upload it again.")
    return read_table(membership_import.file_name, zlib.decompress(base64.b64decode(kept["file"])))


def mapping_for(body: Body, table: Table) -> tuple[ColumnMapping, bool]:
    """The mapping remembered for these headings, and True; else what the headings suggest, and False."""
    remembered = ImportMapping.objects.filter(body=body, fingerprint=fingerprint(table.headings)).first()
    if remembered is None:
        return propose_mapping(table), False
    mapping = respelt(ColumnMapping.from_json(remembered.mapping), table.headings)
    return with_known_orders(mapping, table), True


def mapping_asked_for(body: Body, table: Table, *, name: str = "", order: str = "") -> ColumnMapping:
    """The named shape, else the one remembered or recognised; `order` for every column where the dates allow it.

    Raises KeyError where no such shape is shipped.
    """
    mapping = propose_mapping(table, shape_name=name) if name else mapping_for(body, table)[0]
    if not order:
        return mapping
    orders = {**mapping.date_orders, **dict.fromkeys(date_columns(mapping), order)}
    return with_known_orders(replace(mapping, date_orders=orders), table)


def known_members(body: Body) -> Iterable[KnownMember]:
    """Every member of the body, as an import compares them."""
    rows = Member.objects.filter(body=body).order_by("family_name", "given_name", "pk")
    wanted = ("pk", *_STORED, "guest_of", "account__email", "line_manager__number", "line_manager__email")
    for row in rows.values(*wanted).iterator(chunk_size=2000):
        manager = (
            (row["line_manager__number"], row["line_manager__email"]) if row["line_manager__email"] else None
        )
        yield KnownMember(
            key=row["pk"],
            number=row["number"],
            email=row["email"],
            name=f"{row['given_name']} {row['family_name']}".strip(),
            values={**{key: row[key] for key in _STORED}, "line_manager": manager},
            sign_in=row["account__email"],
            is_guest=row["guest_of"] is not None,
        )


def dry_run(body: Body, table: Table, mapping: ColumnMapping, *, today: date) -> DryRun:
    """Checks every row and compares with the body's members; changes nothing."""
    problems = tuple(mapping_problems(mapping, table))
    checked = check_table(table, mapping, today=today)
    plan = plan_import(checked.rows, known_members(body), mapping)
    return DryRun(table, mapping, plan, problems, tuple(sorted({*checked.errors, *plan.errors})))


def findings_of(run: DryRun) -> dict[str, Any]:
    """What the page of an import shows of a dry run, as plain data."""
    plan = run.plan
    return {
        **counts_of(plan),
        "rows": len(run.table.rows),
        "problems": list(run.problems),
        "errors": [list(error) for error in run.errors[:SHOWN_ERRORS]],
        "error_count": len(run.errors),
        "notes": list(run.table.notes),
        "ignored": ignored_columns(run.mapping, run.table),
        "new_rows": [_shown(row.values) for row in plan.new[:SHOWN_ROWS]],
        "changes": [[change.member.name, change.labels] for change in plan.changed[:SHOWN_ROWS]],
        "missing_names": [member.name for member in plan.missing[:SHOWN_ROWS]],
        "role": run.mapping.role or ("asked" if run.mapping.role_column else ""),
    }


def counts_of(plan: ImportPlan) -> dict[str, int]:
    """How many members are new, changed, unchanged and missing from the file."""
    return {
        "new": len(plan.new),
        "changed": len(plan.changed),
        "unchanged": len(plan.unchanged),
        "missing": len(plan.missing),
    }


def _shown(values: Any) -> list[str]:
    name = f"{values.get('given_name', '')} {values.get('family_name', '')}".strip()
    return [name, values.get("email", ""), values.get("number", ""), values.get("status", "")]


def imports_of(body: Body) -> QuerySet[Import]:
    """The body's imports, the newest first."""
    rows: QuerySet[Import] = (
        Import.objects.filter(body=body).select_related("uploaded_by").order_by("-uploaded_at")
    )
    return rows
