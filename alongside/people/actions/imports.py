"""Uploading a list of members, mapping its columns, and applying it: all of it or nothing."""

import base64
import zlib
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from alongside.domain.lifecycles import IMPORT
from alongside.journal.moves import make_move
from alongside.people.actions.import_rows import lock_changed, write_plan
from alongside.people.importing.mapping import ColumnMapping, fingerprint, mapping_problems
from alongside.people.importing.table import Table
from alongside.people.membership_files import read_table
from alongside.people.models import Account, Body, Import, ImportMapping
from alongside.people.queries.imports import (
    DryRun,
    counts_of,
    draft_purpose,
    dry_run,
    findings_of,
    mapping_for,
    table_of,
)
from alongside.vault.drafts import discard_draft, save_draft

KEPT_FOR = timedelta(hours=24)
KEPT_FINDINGS = ("rows", "new", "changed", "unchanged", "missing", "role")


class NotClean(Exception):
    """The list cannot be applied: it has errors, or the members have changed since the dry run."""


@transaction.atomic
def begin_import(body: Body, *, by: Account, file_name: str, data: bytes) -> Import:
    """Keep an uploaded file, sealed under its uploader's key, with the mapping that fits it. Raises FileRefused."""
    table = read_table(file_name, data)
    mapping, remembered = mapping_for(body, table)
    membership_import = Import.objects.create(
        body=body, uploaded_by=by, file_name=_safe_name(file_name), mapping=mapping.as_json()
    )
    packed = base64.b64encode(zlib.compress(data, 6)).decode()
    save_draft(by, draft_purpose(membership_import), {"file": packed})
    if remembered and not mapping_problems(mapping, table):
        return _check(membership_import, table, mapping)
    return membership_import


def _safe_name(file_name: str) -> str:
    name = "".join(
        letter for letter in file_name.replace("\\", "/").rpartition("/")[2] if letter.isprintable()
    )
    return name[-120:] or "list"


@transaction.atomic
def choose_mapping(membership_import: Import, *, by: Account, mapping: ColumnMapping) -> Import:
    """Map the columns as the office says, remember it for these headings, and look at every row."""
    locked = Import.objects.select_for_update().get(pk=membership_import.pk)
    table = table_of(locked, by=by)
    ImportMapping.objects.update_or_create(
        body_id=locked.body_id,
        fingerprint=fingerprint(table.headings),
        defaults={"mapping": mapping.as_json(), "saved_by": by},
    )
    return _check(locked, table, mapping)


def _check(membership_import: Import, table: Table, mapping: ColumnMapping) -> Import:
    found = dry_run(membership_import.body, table, mapping, today=timezone.localdate())
    membership_import.mapping = mapping.as_json()
    membership_import.findings = findings_of(found)
    membership_import.save(update_fields=["mapping", "findings"])
    return membership_import


def apply_import(membership_import: Import, *, by: Account) -> Import:
    """Write the list. Applied twice, or killed in the middle and applied again, it is written once.

    Raises NotClean, with fresh findings saved, where the dry run no longer holds; MoveRefused where it has ended.
    """
    table = table_of(membership_import, by=by)
    mapping = ColumnMapping.from_json(membership_import.mapping)
    with transaction.atomic():
        body = Body.objects.select_for_update().get(pk=membership_import.body_id)
        found = dry_run(body, table, mapping, today=timezone.localdate())
        if found.is_clean and _still_holds(membership_import, found):
            return _write(membership_import, body, found, by=by, role="office")
    membership_import.findings = findings_of(found)
    membership_import.save(update_fields=["findings"])
    raise NotClean("The list of members has changed since this file was looked at. Look at what it does now.")


def _still_holds(membership_import: Import, found: DryRun) -> bool:
    return all(membership_import.findings.get(key) == count for key, count in counts_of(found.plan).items())


def _write(membership_import: Import, body: Body, found: DryRun, *, by: Account | None, role: str) -> Import:
    lock_changed(found.plan)
    # The move comes first: of two who apply the same import, one is refused here before anything is written.
    counts = counts_of(found.plan)
    ended: dict[str, Any] = {"ended_at": timezone.now()}
    ended["findings"] = {key: value for key, value in findings_of(found).items() if key in KEPT_FINDINGS}
    make_move(membership_import, IMPORT, "apply", by=by, role=role, facts=counts, **ended)
    write_plan(body, found.plan, by=by, today=timezone.localdate())
    if by is not None and not found.mapping.answers:
        discard_draft(by, draft_purpose(membership_import))
    return membership_import


@transaction.atomic
def import_table(body: Body, *, file_name: str, found: DryRun) -> Import:
    """Write a list at once, from the command line, by nobody in particular. Raises NotClean."""
    body = Body.objects.select_for_update().get(pk=body.pk)
    if not found.is_clean:
        raise NotClean("This list has errors, so nothing was imported.")
    membership_import = Import.objects.create(
        body=body, uploaded_by=None, file_name=_safe_name(file_name), mapping=found.mapping.as_json()
    )
    return _write(membership_import, body, found, by=None, role="system")


@transaction.atomic
def discard_import(membership_import: Import, *, by: Account | None, role: str = "office") -> Import:
    """Forget an uploaded file and what was found in it."""
    if membership_import.uploaded_by is not None:
        discard_draft(membership_import.uploaded_by, draft_purpose(membership_import))
    return make_move(
        membership_import, IMPORT, "discard", by=by, role=role, findings={}, ended_at=timezone.now()
    )


def discard_old_imports(now: datetime) -> int:
    """Discard what was uploaded over a day ago and never applied, and the kept files of what was applied."""
    old = Import.objects.filter(uploaded_at__lt=now - KEPT_FOR)
    waiting = list(old.filter(state="uploaded").select_related("uploaded_by"))
    for membership_import in waiting:
        discard_import(membership_import, by=None, role="clock")
    for membership_import in old.filter(state="applied", uploaded_at__gt=now - 3 * KEPT_FOR):
        if membership_import.uploaded_by is not None:
            discard_draft(membership_import.uploaded_by, draft_purpose(membership_import))
    return len(waiting)
