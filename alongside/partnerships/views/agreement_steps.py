"""Wording an agreement, kept while typing, and signing it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from alongside.domain.documents import MOST_BYTES, DocumentRefused
from alongside.domain.lifecycle import MoveRefused
from alongside.partnerships.actions.agreements import (
    SuggestedMeanwhile,
    sign_agreement,
    suggest_agreement,
)
from alongside.partnerships.actions.agreements import agreement_draft as draft_name
from alongside.partnerships.forms.agreement import AgreementForm, PaperForm, SignForm, agreement_initial
from alongside.partnerships.forms.drafts import typed_fields
from alongside.partnerships.models import Partnership
from alongside.partnerships.queries.agreement_words import (
    AgreementText,
    ClauseChange,
    changes_between,
    clauses_of,
)
from alongside.partnerships.queries.agreements import (
    agreement_of,
    newest_version,
    opened_versions,
    renewed_until,
    starting_text,
)
from alongside.partnerships.queries.partnerships import partnership_or_404
from alongside.partnerships.views.agreement import agreement_page
from alongside.partnerships.views.page import partnership_page
from alongside.people.requests import SignedInRequest
from alongside.people.uploads import CappedUpload, behind_a_cap
from alongside.vault.drafts import open_draft, save_draft
from alongside.web.announce import announce, announce_problem
from alongside.web.wording import clock


@sensitive_post_parameters()
def agreement_change(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Word the agreement; where the partner was quicker, both texts are shown and nothing is lost."""
    found = _with_agreements(request, partnership_id)
    number, newest = _newest(request, found)
    today = timezone.localdate()
    if request.method != "POST":
        kept = open_draft(request.user, draft_name(found))
        # A new version that says nothing else of the last day must not take a renewal back.
        renewed = {"until": until} if (until := renewed_until(found)) else {}
        initial = agreement_initial(newest) | renewed | (kept or {}) | {"seen": number}
        form = AgreementForm(found, today, initial=initial)
        newer = kept is not None and str(kept.get("seen")) != str(number)
        theirs = _differing(found, newest, form) if newer else []
        return _form_page(request, found, form, has_draft=kept is not None, theirs=theirs)
    form = AgreementForm(found, today, request.POST)
    if not form.is_valid():
        return _form_page(request, found, form)
    role, text, seen = found.role_of(request.user), form.text(), form.cleaned_data["seen"]
    try:
        suggest_agreement(found, by=request.user, role=role, text=text, seen=seen)
    except SuggestedMeanwhile:
        again = partnership_or_404(request.user, partnership_id)
        number, newest = _newest(request, again)
        form.show_newer(number)
        return _form_page(request, again, form, theirs=changes_between(text, newest, again), status=409)
    except MoveRefused as refused:
        form.add_error(None, str(refused))
        return _form_page(request, found, form)
    announce(
        request,
        f"{found.partner_of(request.user).given_name} can read it now. Sign it below once it says all.",
    )
    return redirect("agreement", partnership_id=found.pk)


@sensitive_post_parameters()
def agreement_draft(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Autosave of a wording that is being written."""
    found = _with_agreements(request, partnership_id)
    form = AgreementForm(found, timezone.localdate(), request.POST)
    typed = typed_fields(form) | {"seen": str(form.data.get("seen") or "")}
    return JsonResponse({"saved_at": clock(save_draft(request.user, draft_name(found), typed))})


@sensitive_post_parameters()
def agreement_sign(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Sign the version that was on the page."""
    found = _with_agreements(request, partnership_id)
    role = found.role_of(request.user)
    member = found.member_of(role)
    form = SignForm(member.name, request.POST)
    if not form.is_valid():
        return agreement_page(request, found, sign_form=form)
    said = form.cleaned_data
    return _sign(request, found, role, seen=said["seen"], name=said["name"])


@csrf_exempt
def agreement_paper(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Sign by the scan of a signed paper."""
    return behind_a_cap(request, _paper, partnership_id, most=MOST_BYTES)


@sensitive_post_parameters()
def _paper(request: SignedInRequest, partnership_id: UUID, cap: CappedUpload) -> HttpResponse:
    found = _with_agreements(request, partnership_id)
    role = found.role_of(request.user)
    form = PaperForm(request.POST, request.FILES, prefix="paper", too_large=cap.too_large)
    if not form.is_valid():
        return agreement_page(request, found, paper_form=form)
    file, seen = form.cleaned_data["file"], form.cleaned_data["seen"]
    member = found.member_of(role)
    try:
        return _sign(request, found, role, seen=seen, name=member.name, scan=(file.name, file.read()))
    except DocumentRefused as refused:
        form.add_error("file", str(refused))
        return agreement_page(request, found, paper_form=form)


def _sign(
    request: SignedInRequest,
    found: Partnership,
    role: str,
    *,
    seen: int,
    name: str,
    scan: tuple[str, bytes] | None = None,
) -> HttpResponse:
    """Sign, say what came of it, and show the agreement again."""
    try:
        signed = sign_agreement(found, by=request.user, role=role, seen=seen, name=name, scan=scan)
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    else:
        partner = found.partner_of(request.user).given_name
        announce(
            request,
            "Your agreement is in force: you have both signed it."
            if signed.state == "agreed"
            else f"You have signed. {partner} is told, and signs next.",
        )
    return redirect("agreement", partnership_id=found.pk)


def _with_agreements(request: SignedInRequest, partnership_id: UUID) -> Partnership:
    """One's own partnership, of a scheme that has agreements."""
    found = partnership_or_404(request.user, partnership_id)
    if not clauses_of(found):
        raise Http404
    return found


def _newest(request: SignedInRequest, found: Partnership) -> tuple[int, AgreementText]:
    """The number and the words that a new version begins with."""
    standing = agreement_of(found)
    if standing is None:
        return 0, starting_text(found, request.GET.get("template", ""))
    (opened,) = opened_versions([newest_version(standing)], found, by=request.user)
    return standing.version, opened.text


def _differing(found: Partnership, newest: AgreementText, form: AgreementForm) -> list[ClauseChange]:
    """Where the newest version says something else than the draft that is shown."""
    typed = {clause.key: str(form.initial.get(f"clause_{clause.key}") or "") for clause in form.clauses}
    words = AgreementText(
        newest.clauses | {clause.key: typed[clause.key] for clause in form.clauses if not clause.fixed},
        newest.cadence_days,
        newest.until,
        newest.review_every,
    )
    return changes_between(words, newest, found)


def _form_page(
    request: SignedInRequest,
    found: Partnership,
    form: AgreementForm,
    *,
    has_draft: bool = False,
    theirs: list[ClauseChange] | None = None,
    status: int = 200,
) -> HttpResponse:
    page: dict[str, Any] = partnership_page(found, request.user, tab="agreement", exactly=False)
    context = {
        "form": form,
        "has_draft": has_draft,
        "theirs": theirs or [],
        "fixed": [clause for clause in form.clauses if clause.fixed],
        "is_first": agreement_of(found) is None,
    }
    return render(request, "partnerships/agreement_form.html", page | context, status=status)
