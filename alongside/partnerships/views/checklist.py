"""The checklist of a first meeting: ticked on the session's page, changed on a page of its own."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from alongside.domain.lifecycle import MoveRefused
from alongside.partnerships.actions.checklist import (
    add_to_checklist,
    put_back_on_checklist,
    take_off_checklist,
    tick_checklist,
)
from alongside.partnerships.forms.checklist import OwnLineForm
from alongside.partnerships.models import Session
from alongside.partnerships.queries.checklist import has_checklist, read_checklist
from alongside.partnerships.queries.partnerships import session_or_404
from alongside.partnerships.views.page import partnership_page
from alongside.people.requests import SignedInRequest
from alongside.web.announce import announce, announce_problem


@sensitive_post_parameters()
def session_checklist(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """What is on the list, what was taken off it, and a line of one's own."""
    found = _with_a_list(request, session_id)
    form = OwnLineForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            add_to_checklist(found, **_who(request, found), **form.cleaned_data)
            announce(request, "It is on your list.")
            return redirect("session-checklist", session_id=found.pk)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
    page = partnership_page(found.partnership, request.user, tab="partnership-sessions", exactly=False)
    context = page | {"session": found, "form": form, "checklist": read_checklist(found, request.user)}
    return render(request, "partnerships/session_checklist.html", context)


def session_checklist_tick(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """Keep what the two have settled."""
    found = _with_a_list(request, session_id)
    try:
        done, seen = request.POST.getlist("done"), request.POST.getlist("seen")
        tick_checklist(found, **_who(request, found), done=done, seen=seen)
        announce(request, "Kept for both of you.")
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    return redirect(f"{reverse('session', kwargs={'session_id': found.pk})}#checklist")


def session_checklist_off(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """Take a line off, or put it back."""
    found = _with_a_list(request, session_id)
    back = request.POST.get("back", "")
    try:
        if back:
            put_back_on_checklist(found, **_who(request, found), name=back)
            announce(request, "It is back on your list.")
        else:
            take_off_checklist(found, **_who(request, found), name=request.POST.get("off", ""))
            announce(request, "It is off your list.")
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    return redirect("session-checklist", session_id=found.pk)


def _with_a_list(request: SignedInRequest, session_id: UUID) -> Session:
    found = session_or_404(request.user, session_id)
    if not has_checklist(found):
        raise Http404
    return found


def _who(request: SignedInRequest, found: Session) -> dict[str, Any]:
    return {"by": request.user, "role": found.partnership.role_of(request.user)}
