"""A third person at one meeting: invited by a partner or the office, and the page that their link opens."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from alongside.domain.lifecycle import MoveRefused
from alongside.partnerships.actions.facilitators import ask_facilitator, take_facilitator_back
from alongside.partnerships.forms.facilitators import FacilitatorForm
from alongside.partnerships.mails.facilitators import moment_of
from alongside.partnerships.models import Session
from alongside.partnerships.queries.facilitators import (
    facilitator_by_link,
    facilitator_of,
    session_to_facilitate,
)
from alongside.partnerships.queries.office import partnerships_run_by
from alongside.partnerships.queries.partnerships import session_or_404
from alongside.partnerships.views.page import partnership_page
from alongside.people.queries import office_body_or_404
from alongside.people.requests import SignedInRequest
from alongside.web.announce import announce, announce_problem

INVITED = "The invitation is on its way, and both of them learn of it."
TAKEN_BACK = "Taken back. They are told, and their link is closed."


def session_facilitator(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """Invite somebody to this meeting, or see who is invited."""
    found = session_or_404(request.user, session_id)
    partnership, invited = found.partnership, facilitator_of(found)
    if invited is None and not partnership.rules.facilitation.lets("pair", found.number):
        raise Http404
    form = FacilitatorForm(request.POST if request.method == "POST" else None)
    role = partnership.role_of(request.user)
    if request.method == "POST" and form.is_valid() and _asked(request, found, form, role):
        announce(
            request,
            f"The invitation is on its way. {partnership.partner_of(request.user).name} learns of it.",
        )
        return redirect("session", session_id=found.pk)
    page = partnership_page(partnership, request.user, tab="partnership-sessions", exactly=False)
    context = page | {"session": found, "form": form, "invited": invited}
    return render(request, "partnerships/session_facilitator.html", context)


def session_facilitator_back(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """Either partner takes the invitation back, whoever made it."""
    found = session_or_404(request.user, session_id)
    _taken_back(request, found, found.partnership.role_of(request.user))
    return redirect("session", session_id=found.pk)


def office_facilitator(request: SignedInRequest, body_slug: str, partnership_id: UUID) -> HttpResponse:
    """The office invites somebody to the pair's meeting where the scheme lets it, or takes back whom it invited."""
    body = office_body_or_404(request.user, body_slug)
    found = get_object_or_404(partnerships_run_by(request.user, body), pk=partnership_id)
    session = session_to_facilitate(found)
    if session is None:
        raise Http404
    invited = facilitator_of(session)
    own = invited if invited is not None and invited.role == "office" else None
    form = FacilitatorForm(request.POST if request.method == "POST" and "back" not in request.POST else None)
    if request.method == "POST" and not form.is_bound:
        if own is not None:
            _taken_back(request, session, "office")
        return redirect("office-facilitator", body_slug=body.slug, partnership_id=found.pk)
    if form.is_bound and form.is_valid() and _asked(request, session, form, "office"):
        announce(request, INVITED)
        return redirect("office-facilitator", body_slug=body.slug, partnership_id=found.pk)
    context = {"body": body, "partnership": found, "session": session, "form": form, "invited": own}
    return render(request, "partnerships/office_facilitator.html", context)


@sensitive_variables("token")
def meeting_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """When and where the meeting is, for whoever has the link of the mail; the page is over when the meeting is."""
    found = facilitator_by_link(token, now=timezone.now())
    status = 200 if found else 410
    session = found.session if found else None
    moment = moment_of(session) if session and session.starts_at else ""
    context = {"facilitator": found, "session": session, "moment": moment}
    answer = render(request, "partnerships/meeting_by_link.html", context, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _asked(request: SignedInRequest, session: Session, form: FacilitatorForm, role: str) -> bool:
    """Whether they are invited now; what stands against it is said at the form."""
    said: dict[str, Any] = form.cleaned_data
    try:
        ask_facilitator(session, by=request.user, role=role, **said)
    except MoveRefused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _taken_back(request: SignedInRequest, session: Session, role: str) -> None:
    try:
        if take_facilitator_back(session, by=request.user, role=role):
            announce(request, TAKEN_BACK)
    except MoveRefused as refused:
        announce_problem(request, str(refused))
