"""A time of a session that came to nothing: said by either partner, seen by the two alone."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.partnerships.actions.missing import forgive_missed_time, miss_session
from alongside.partnerships.forms.missed import ForgiveForm, MissedForm
from alongside.partnerships.queries.partnerships import session_or_404
from alongside.partnerships.views.page import partnership_page
from alongside.people.requests import SignedInRequest
from alongside.web.announce import announce, announce_problem


def session_missed(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """“We did not meet”: the time is taken off, and who was not there is noted for the two alone."""
    found = session_or_404(request.user, session_id)
    role = found.partnership.role_of(request.user)
    form = MissedForm(found, role, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        absent, was_at = form.who_was_absent(), form.cleaned_data["was_at"]
        try:
            miss_session(found, by=request.user, role=role, absent=absent, was_at=was_at)
            announce(request, "Noted. Choose another time when it suits you both.")
        except MoveRefused as refused:
            announce_problem(request, str(refused))
        return redirect("session", session_id=found.pk)
    page = partnership_page(found.partnership, request.user, tab="partnership-sessions", exactly=False)
    has_passed = found.state == "planned" and bool(found.starts_at) and found.dated_at <= timezone.now()
    context = page | {"session": found, "form": form, "has_passed": has_passed}
    return render(request, "partnerships/session_missed.html", context)


def session_forgive(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """Count a time no more."""
    found = session_or_404(request.user, session_id)
    role, form = found.partnership.role_of(request.user), ForgiveForm(request.POST)
    try:
        if form.is_valid() and forgive_missed_time(
            found, by=request.user, role=role, missed_id=form.cleaned_data["missed"]
        ):
            announce(request, "It is counted no more.")
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    return redirect("partnership-sessions", partnership_id=found.partnership_id)
