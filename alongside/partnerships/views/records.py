"""Writing the record of a session, kept while typing, and answering the question after it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from alongside.domain.lifecycle import MoveRefused
from alongside.partnerships.actions import give_feedback, record_draft, write_record
from alongside.partnerships.forms.session import FeedbackForm, RecordForm
from alongside.partnerships.models import Session
from alongside.partnerships.queries.partnerships import session_or_404
from alongside.partnerships.queries.steps import owes_feedback
from alongside.partnerships.views.page import partnership_page
from alongside.people.requests import SignedInRequest
from alongside.vault.drafts import discard_draft, open_draft, save_draft
from alongside.vault.notes import WrittenMeanwhile, open_note
from alongside.web.announce import announce, announce_problem
from alongside.web.wording import clock


@sensitive_post_parameters()
def session_record(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """The page to write on; shows both texts where the partner saved one meanwhile."""
    found = session_or_404(request.user, session_id)
    if request.method == "POST" and "discard" in request.POST:
        discard_draft(request.user, record_draft(found))
        return redirect("session-record", session_id=found.pk)
    if request.method == "POST":
        return _save(request, found, RecordForm(request.POST))
    saved = _saved(request, found)
    kept = open_draft(request.user, record_draft(found))
    if kept is None:
        return _page(request, found, RecordForm(initial={"text": saved, "version": _version(found)}))
    form = RecordForm(initial={"text": str(kept.get("text") or ""), "version": _version(found)})
    newer = str(kept.get("version") or 0) != str(_version(found))
    return _page(request, found, form, is_draft=True, saved_meanwhile=saved if newer else "")


def _save(request: SignedInRequest, found: Session, form: RecordForm) -> HttpResponse:
    if not form.is_valid():
        return _page(request, found, form)
    role = found.partnership.role_of(request.user)
    said = form.cleaned_data
    try:
        write_record(found, by=request.user, role=role, text=said["text"], version=said["version"] or 0)
    except WrittenMeanwhile:
        found = session_or_404(request.user, found.pk)
        form.keep_both(_saved(request, found), _version(found))
        save_draft(request.user, record_draft(found), {"text": said["text"], "version": _version(found)})
        return _page(request, found, form, saved_meanwhile=form.theirs, status=409)
    except MoveRefused as refused:
        form.add_error(None, str(refused))
        return _page(request, found, form)
    announce(request, f"The record of session {found.number} is saved. Both of you can read it.")
    return redirect("session", session_id=found.pk)


@sensitive_post_parameters()
def session_record_draft(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """Autosave: what is being typed is kept for its writer alone, whatever the partner does meanwhile."""
    found = session_or_404(request.user, session_id)
    form = RecordForm(request.POST)
    form.fields["text"].required = False
    if not form.is_valid():
        return JsonResponse({"problem": "Not saved yet: the text needs a look."}, status=422)
    version = form.cleaned_data["version"] or 0
    saved_at = save_draft(
        request.user, record_draft(found), {"text": form.cleaned_data["text"], "version": version}
    )
    if version != _version(found):
        problem = "Your partner has saved a record meanwhile. What you type is kept: save to see both."
        return JsonResponse({"problem": problem}, status=409)
    return JsonResponse({"saved_at": clock(saved_at)})


@sensitive_post_parameters()
def session_feedback(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """The one question after a session; it may be skipped."""
    found = session_or_404(request.user, session_id)
    role = found.partnership.role_of(request.user)
    question = found.partnership.rules.feedback.question
    if found.state != "held" or not question:
        announce_problem(request, "There is no question about this session.")
        return redirect("session", session_id=found.pk)
    skips = request.method == "POST" and "skip" in request.POST
    form = FeedbackForm(question, request.POST if request.method == "POST" and not skips else None)
    if skips or (form.is_bound and form.is_valid()):
        give_feedback(found, by=request.user, role=role, text="" if skips else form.cleaned_data["text"])
        announce(
            request, "You have skipped the question." if skips else "Thank you: your partner can read it."
        )
        return redirect("session", session_id=found.pk)
    page = partnership_page(found.partnership, request.user, tab="partnership-sessions", exactly=False)
    context = page | {"session": found, "form": form, "asked": owes_feedback(found, role)}
    return render(request, "partnerships/session_feedback.html", context)


def _page(
    request: SignedInRequest,
    found: Session,
    form: RecordForm,
    *,
    is_draft: bool = False,
    saved_meanwhile: str = "",
    status: int = 200,
) -> HttpResponse:
    page: dict[str, Any] = partnership_page(
        found.partnership, request.user, tab="partnership-sessions", exactly=False
    )
    context = {"session": found, "form": form, "is_draft": is_draft, "saved_meanwhile": saved_meanwhile}
    return render(request, "partnerships/session_record.html", page | context, status=status)


def _saved(request: SignedInRequest, found: Session) -> str:
    if found.record is None:
        return ""
    return open_note(found.record, by=request.user, role=found.partnership.role_of(request.user))


def _version(found: Session) -> int:
    return found.record.version if found.record else 0
