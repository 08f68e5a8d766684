"""Documents that show what one did, and everything of a profile in one file."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from alongside.cpd.actions.acknowledgements import attach_acknowledgement
from alongside.cpd.actions.documents import attach_document, remove_document, restore_document
from alongside.cpd.bundles import profile_binder, profile_zip
from alongside.cpd.forms.documents import DocumentForm
from alongside.cpd.queries.documents import document_or_404, opened_document, opened_documents
from alongside.cpd.queries.profiles import WrittenProfile, open_profile, profile_or_404
from alongside.cpd.queries.records import record_or_404
from alongside.domain.documents import MOST_BYTES, DocumentRefused
from alongside.domain.lifecycle import MoveRefused
from alongside.partnerships.queries.partnerships import partnership_or_404
from alongside.people.requests import SignedInRequest
from alongside.people.uploads import CappedUpload, behind_a_cap
from alongside.web.announce import announce, announce_problem
from alongside.web.downloads import download


@csrf_exempt
def documents(request: SignedInRequest, record_id: UUID) -> HttpResponse:
    """What is attached to an activity, and a form for more."""
    return behind_a_cap(request, _documents, record_id, most=MOST_BYTES)


@sensitive_post_parameters()
def _documents(request: SignedInRequest, record_id: UUID, cap: CappedUpload) -> HttpResponse:
    record = record_or_404(request.user, record_id)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = DocumentForm(*sent, too_large=cap.too_large)
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            attach_document(record, by=request.user, name=file.name, data=file.read())
        except DocumentRefused as refused:
            form.add_error("file", str(refused))
        else:
            announce(request, "The document is attached.")
            return redirect("cpd-documents", record_id=record.pk)
    attached = opened_documents([record], by=request.user)
    return render(request, "cpd/documents.html", {"record": record, "form": form, "attached": attached})


def acknowledgement(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Attach the partner's words of thanks to an activity of this partnership."""
    found = partnership_or_404(request.user, partnership_id)
    try:
        record = attach_acknowledgement(found, by=request.user)
    except (MoveRefused, DocumentRefused) as refused:
        announce_problem(request, str(refused))
        return redirect("acknowledgement", partnership_id=found.pk)
    announce(request, "It is attached to your newest activity of this partnership.")
    return redirect("cpd-documents", record_id=record.pk)


def document(request: SignedInRequest, document_id: UUID) -> HttpResponse:
    """The document as it was attached. It is handed over, never shown among our own pages."""
    opened = opened_document(document_or_404(request.user, document_id), by=request.user)
    # The file's name may say what it is about, so the address and the header do not.
    return download(opened.data, opened.kind.media_type, f"document.{opened.kind.ending}")


def remove(request: SignedInRequest, document_id: UUID) -> HttpResponse:
    """Take a document off, with a way back."""
    found = document_or_404(request.user, document_id)
    try:
        remove_document(found, by=request.user)
    except DocumentRefused as refused:
        announce_problem(request, str(refused))
    else:
        undo = reverse("cpd-document-restore", args=[found.pk])
        announce(request, "The document is off the activity.", undo_url=undo)
    return redirect("cpd-documents", record_id=found.record_id)


def restore(request: SignedInRequest, document_id: UUID) -> HttpResponse:
    """Put a document back."""
    found = document_or_404(request.user, document_id)
    try:
        restore_document(found, by=request.user)
    except DocumentRefused as refused:
        announce_problem(request, str(refused))
    else:
        announce(request, "The document is back.")
    return redirect("cpd-documents", record_id=found.record_id)


def as_zip(request: SignedInRequest, profile_id: UUID) -> HttpResponse:
    """The profile as PDF and JSON, its list as CSV and every document, in one file."""
    written = _written(request, profile_id)
    attached = opened_documents(written.listed, by=request.user)
    return download(
        profile_zip(written, attached, timezone.localdate()), "application/zip", _name(written, "zip")
    )


def binder(request: SignedInRequest, profile_id: UUID) -> HttpResponse:
    """The profile with an index and every document after it, as one PDF to print."""
    written = _written(request, profile_id)
    attached = opened_documents(written.listed, by=request.user)
    return download(profile_binder(written, attached), "application/pdf", _name(written, "pdf"))


def _written(request: SignedInRequest, profile_id: UUID) -> WrittenProfile:
    found = profile_or_404(request.user, profile_id)
    return open_profile(found, by=request.user, today=timezone.localdate())


def _name(written: WrittenProfile, ending: str) -> str:
    return f"cpd-evidence-{written.profile.on}-to-{written.profile.until}.{ending}"
