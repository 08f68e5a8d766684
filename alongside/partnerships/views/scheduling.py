"""The time of a session: choosing it, taking it off, and the invitation as a file."""

from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.partnerships.actions import (
    TimeChangedMeanwhile,
    TimeRefused,
    schedule_session,
    unschedule_session,
)
from alongside.partnerships.forms.scheduling import TimeForm
from alongside.partnerships.invitation import PUBLISH, calendar_text
from alongside.partnerships.models import Session
from alongside.partnerships.queries.clocks import clocks_of
from alongside.partnerships.queries.partnerships import session_or_404
from alongside.partnerships.views.page import partnership_page
from alongside.people.models import Account
from alongside.people.requests import SignedInRequest
from alongside.web.announce import announce, announce_problem
from alongside.web.wording import moment_in_full


def session_time(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """Choose the time, in one's own zone."""
    found = session_or_404(request.user, session_id)
    form = TimeForm(found, request.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        answer = _schedule(request, found, form)
        if answer is not None:
            return answer
    page = partnership_page(found.partnership, request.user, tab="partnership-sessions", exactly=False)
    context = page | {
        "session": found,
        "form": form,
        "is_overdue": found.is_past_its_suggestion(timezone.localdate()),
        "clocks": clocks_of(
            found.partnership, request.user, found.starts_at or _suggested(found, request.user)
        ),
    }
    return render(request, "partnerships/session_time.html", context)


def _suggested(found: Session, account: Account) -> datetime:
    """Noon of the day that the form proposes, on one's own clock: the day tells which of summer and winter time it is."""
    return datetime.combine(found.day_to_propose(timezone.localdate()), time(12, 0), account.zone)


def _schedule(request: SignedInRequest, found: Session, form: TimeForm) -> HttpResponse | None:
    """Set the time; None where the form has to be shown again with what is wrong."""
    said: dict[str, Any] = form.cleaned_data
    try:
        session = schedule_session(
            found,
            by=request.user,
            role=found.partnership.role_of(request.user),
            starts_at=said["starts_at"],
            minutes=said["minutes"],
            join_url=said["join_url"],
            place=said["place"],
            seen_sequence=said["seen"],
        )
    except TimeChangedMeanwhile as newer:
        form.show_newer(newer.session)
        return None
    except (TimeRefused, MoveRefused) as refused:
        form.add_error(None, str(refused))
        return None
    announce(
        request,
        f"Session {session.number} is on {moment_in_full(session.dated_at)}. "
        "The invitation is on its way to both of you.",
    )
    return redirect("session", session_id=session.pk)


def session_time_off(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """Take the time off without choosing another."""
    found = session_or_404(request.user, session_id)
    try:
        unschedule_session(found, by=request.user, role=found.partnership.role_of(request.user))
        announce(request, "The time is off both calendars. Choose another one when you can.")
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    return redirect("session", session_id=found.pk)


def session_invitation(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """The session as a file for one's calendar."""
    found = session_or_404(request.user, session_id)
    if found.starts_at is None or found.state == "skipped":
        raise Http404
    answer = HttpResponse(
        calendar_text(found, method=PUBLISH, now=timezone.now()), content_type="text/calendar; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="session-{found.number}.ics"'
    return answer
