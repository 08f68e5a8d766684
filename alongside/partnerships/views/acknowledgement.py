"""Thanking each other at the end."""

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from alongside.domain.lifecycle import MoveRefused
from alongside.partnerships.actions.acknowledging import (
    read_acknowledgement,
    thanks_draft,
    write_acknowledgement,
)
from alongside.partnerships.forms.acknowledgement import ThanksForm
from alongside.partnerships.forms.drafts import typed_fields
from alongside.partnerships.queries.acknowledgements import is_closing, thanks_of
from alongside.partnerships.queries.partnerships import partnership_or_404
from alongside.partnerships.views.page import partnership_page
from alongside.people.requests import SignedInRequest
from alongside.vault.drafts import open_draft, save_draft
from alongside.web.announce import announce
from alongside.web.routes import ROUTES
from alongside.web.wording import clock

EVIDENCE_ROUTE = "cpd-acknowledgement"
"""Where one makes it evidence; the CPD app, which stands above, declares it."""


@sensitive_post_parameters()
def acknowledgement(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """One's own words of thanks, and the other's."""
    found = partnership_or_404(request.user, partnership_id)
    page = partnership_page(found, request.user, tab="partnership", exactly=False)
    said = thanks_of(found, by=request.user)
    own, theirs = said.get(page["role"]), said.get(page["partner_role"])
    kept = open_draft(request.user, thanks_draft(found))
    initial = {"text": own.words, "may_be_shown": own.acknowledgement.may_be_shown} if own else {}
    form = ThanksForm(request.POST if request.method == "POST" else None, initial=initial | (kept or {}))
    if request.method == "POST" and form.is_valid():
        try:
            write_acknowledgement(found, by=request.user, role=page["role"], **form.cleaned_data)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            announce(request, f"{found.partner_of(request.user).given_name} can read it now.")
            return redirect("acknowledgement", partnership_id=found.pk)
    if theirs:
        read_acknowledgement(theirs.acknowledgement, by=request.user)
    context = {
        "form": form,
        "own": own,
        "theirs": theirs,
        "has_draft": kept is not None and not form.is_bound,
        "is_closing": is_closing(found),
        "evidence_url": reverse(EVIDENCE_ROUTE, args=[found.pk]) if EVIDENCE_ROUTE in ROUTES else "",
    }
    return render(request, "partnerships/acknowledgement.html", page | context)


@sensitive_post_parameters()
def acknowledgement_draft(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Autosave of words that are being written."""
    found = partnership_or_404(request.user, partnership_id)
    typed = typed_fields(ThanksForm(request.POST))
    return JsonResponse({"saved_at": clock(save_draft(request.user, thanks_draft(found), typed))})
