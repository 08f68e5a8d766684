"""A partnership that somebody requires: what both agree to, and what the office notes."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.partnerships.actions.mandates import agree_to_report, end_mandate, require_partnership
from alongside.partnerships.forms.mandate import MandateForm
from alongside.partnerships.queries.mandates import mandate_of, next_report, past_mandates, report_text
from alongside.partnerships.queries.office import partnerships_run_by
from alongside.partnerships.queries.partnerships import partnership_or_404
from alongside.partnerships.views.page import partnership_page
from alongside.people.queries import office_body_or_404
from alongside.people.requests import SignedInRequest
from alongside.web.announce import announce, announce_problem


def required(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Who requires it, what would be reported word for word, one's own agreement, and what was sent."""
    found = partnership_or_404(request.user, partnership_id)
    mandate, past = mandate_of(found), list(past_mandates(found))
    if mandate is None and not past:
        raise Http404
    role = found.role_of(request.user)
    if request.method == "POST":
        try:
            if mandate is None:
                raise MoveRefused("Nobody requires this partnership any more, so nothing is reported.")
            agrees = request.POST.get("agrees") == "yes"
            agree_to_report(mandate, by=request.user, role=role, agrees=agrees)
            announce(request, "Noted." if agrees else "Taken back. Nothing more is sent.")
        except MoveRefused as refused:
            announce_problem(request, str(refused))
        return redirect("partnership-required", partnership_id=found.pk)
    coming = next_report(mandate) if mandate else None
    context = {
        "mandate": mandate,
        "past": past,
        "own_agreed": mandate.agreed_at(role) if mandate else None,
        "partner_agreed": mandate.agreed_at("mentor" if role == "mentee" else "mentee") if mandate else None,
        "coming": coming,
        "text": report_text(mandate, *coming, timezone.localdate()) if mandate and coming else "",
    }
    page = partnership_page(found, request.user, tab="partnership", exactly=False)
    return render(request, "partnerships/required.html", page | context)


def office_required(request: SignedInRequest, body_slug: str, partnership_id: UUID) -> HttpResponse:
    """Note that it is required, or see what is noted and what was sent."""
    body = office_body_or_404(request.user, body_slug)
    found = get_object_or_404(partnerships_run_by(request.user, body), pk=partnership_id)
    mandate, today = mandate_of(found), timezone.localdate()
    form = MandateForm(request.POST if request.method == "POST" else None, today=today)
    if form.is_bound and form.is_valid():
        try:
            require_partnership(found, by=request.user, facts=form.facts)
            announce(request, "Noted. Both are asked whether they agree to what would be reported.")
        except MoveRefused as refused:
            announce_problem(request, str(refused))
        return redirect("office-required", body_slug=body.slug, partnership_id=found.pk)
    context = {
        "body": body,
        "partnership": found,
        "mandate": mandate,
        "past": past_mandates(found),
        "form": form,
        "coming": next_report(mandate) if mandate else None,
    }
    return render(request, "partnerships/office_required.html", context)


def office_required_end(request: SignedInRequest, body_slug: str, partnership_id: UUID) -> HttpResponse:
    """Nobody requires it any more."""
    body = office_body_or_404(request.user, body_slug)
    found = get_object_or_404(partnerships_run_by(request.user, body), pk=partnership_id)
    mandate = mandate_of(found)
    if mandate is None:
        announce_problem(request, "Nobody requires this partnership.")
    else:
        end_mandate(mandate, by=request.user)
        announce(request, "Noted, and both are told. The partnership goes on.")
    return redirect("office-required", body_slug=body.slug, partnership_id=found.pk)
