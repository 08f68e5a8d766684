"""Importing a list of members: upload, map the columns, look at every row, apply all or nothing."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt

from alongside.domain.lifecycle import MoveRefused
from alongside.notices.actions import ask_worker
from alongside.notices.queries import last_job
from alongside.people.actions.imports import (
    NotClean,
    apply_import,
    begin_import,
    choose_mapping,
    discard_import,
)
from alongside.people.after_import import links_after
from alongside.people.forms.imports import MappingForm, UploadForm
from alongside.people.importing.mapping import ColumnMapping
from alongside.people.importing.table import FileRefused
from alongside.people.jobs import APPLY_IMPORT
from alongside.people.models import Body, Import
from alongside.people.queries import office_body_or_404
from alongside.people.queries.imports import FileGone, imports_of, table_of
from alongside.people.requests import SignedInRequest
from alongside.people.uploads import CappedUpload, behind_a_cap
from alongside.spreadsheets.answers import FORMS, spreadsheet
from alongside.web.announce import announce, announce_problem

LARGE = 2_000
RECENT = 20


@csrf_exempt
def imports(request: SignedInRequest, body_slug: str) -> HttpResponse:
    """Upload a list; and what was imported before."""
    return behind_a_cap(request, _imports, office_body_or_404(request.user, body_slug))


def _imports(request: SignedInRequest, body: Body, cap: CappedUpload) -> HttpResponse:
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*sent, too_large=cap.too_large)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            started = begin_import(body, by=request.user, file_name=file.name, data=file.read())
        except FileRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect(
                "office-import" if started.findings else "office-import-columns", body.slug, started.pk
            )
    context = {"body": body, "form": form, "imports": imports_of(body)[:RECENT]}
    return render(request, "people/imports.html", context)


def columns(request: SignedInRequest, body_slug: str, import_id: UUID) -> HttpResponse:
    """Say which column feeds what."""
    body = office_body_or_404(request.user, body_slug)
    started = _own_import_or_404(request, body, import_id)
    try:
        table = table_of(started, by=request.user)
    except FileGone as gone:
        announce_problem(request, str(gone))
        return redirect("office-imports", body.slug)
    mapping = ColumnMapping.from_json(started.mapping)
    form = MappingForm(request.POST or None, table=table, mapping=mapping)
    if request.method == "POST" and form.is_valid():
        choose_mapping(started, by=request.user, mapping=form.chosen_mapping())
        return redirect("office-import", body.slug, started.pk)
    context = {"body": body, "started": started, "table": table, "form": form}
    return render(request, "people/import_columns.html", context)


def membership_import(request: SignedInRequest, body_slug: str, import_id: UUID) -> HttpResponse:
    """What the file would do, or what it did; `?export=csv` takes its errors along."""
    body = office_body_or_404(request.user, body_slug)
    shown = get_object_or_404(Import.objects.visible_to(request.user).filter(body=body), pk=import_id)
    own = shown.uploaded_by_id == request.user.pk
    if own and shown.state == "uploaded" and not shown.findings:
        return redirect("office-import-columns", body.slug, shown.pk)
    errors = shown.findings.get("errors", [])
    if (export := request.GET.get("export", "")) in FORMS:
        return spreadsheet(export, "rows-to-correct", ["Row", "Column", "What to correct"], errors)
    context = {"body": body, "shown": shown, "found": shown.findings, "own": own}
    context["job"] = last_job(APPLY_IMPORT, shown.pk)
    context["more_links"] = links_after(shown) if own and shown.state == "applied" else []
    return render(request, "people/import.html", context)


def apply(request: SignedInRequest, body_slug: str, import_id: UUID) -> HttpResponse:
    """Write the list; a long one is given to the worker."""
    body = office_body_or_404(request.user, body_slug)
    started = _own_import_or_404(request, body, import_id)
    if started.findings.get("rows", 0) > LARGE:
        _ask_worker_once(started, request)
        return redirect("office-import", body.slug, started.pk)
    try:
        apply_import(started, by=request.user)
        announce(request, "The list is imported.")
    except (NotClean, FileGone, MoveRefused) as refusal:
        announce_problem(request, str(refusal))
    return redirect("office-import", body.slug, started.pk)


def discard(request: SignedInRequest, body_slug: str, import_id: UUID) -> HttpResponse:
    """Forget the file; no member is touched."""
    body = office_body_or_404(request.user, body_slug)
    started = _own_import_or_404(request, body, import_id)
    try:
        discard_import(started, by=request.user)
        announce(request, "The file is discarded. No member was changed.")
    except MoveRefused as refusal:
        announce_problem(request, str(refusal))
    return redirect("office-imports", body.slug)


def _own_import_or_404(request: SignedInRequest, body: Body, import_id: UUID) -> Import:
    rows = Import.objects.continued_by(request.user).filter(body=body)
    found: Import = get_object_or_404(rows.select_related("body", "uploaded_by"), pk=import_id)
    return found


def _ask_worker_once(started: Import, request: SignedInRequest) -> None:
    asked = last_job(APPLY_IMPORT, started.pk)
    if asked is None or asked.status == "failed":
        ask_worker(APPLY_IMPORT, subject=started.pk, by=request.user)
