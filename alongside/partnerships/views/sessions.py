"""What partners do on a session's page: agenda, preparation, we met, skip, complete."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from alongside.domain.lifecycle import MoveRefused
from alongside.partnerships.actions import (
    GoalsMissing,
    MeetingRefused,
    amend_session,
    complete_session,
    correct_session,
    hold_session,
    restore_session,
    skip_session,
    tick_preparation,
)
from alongside.partnerships.actions.packs import choose_pack
from alongside.partnerships.forms.session import MetForm, PreparationForm, ReasonForm
from alongside.partnerships.models import Session
from alongside.partnerships.queries.partnerships import session_or_404
from alongside.partnerships.views.page import partnership_page
from alongside.partnerships.views.session_page import session_page
from alongside.people.requests import SignedInRequest
from alongside.web.announce import announce, announce_problem
from alongside.web.wording import day_in_full

Move = Callable[..., Session]


def session_pack(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """Add a way to lead this session, or take it off."""
    found = session_or_404(request.user, session_id)
    role, pack = found.partnership.role_of(request.user), request.POST.get("pack", "")
    try:
        chosen = choose_pack(found, by=request.user, role=role, pack=pack)
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    else:
        said = chosen.partnership.rules.conversation.pack(chosen.prompt_pack)
        announce(
            request,
            f"“{said.title}” stands on this session's page for both of you." if said else "It is taken off.",
        )
    return redirect("session", session_id=found.pk)


def session(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """The session's page."""
    return session_page(request, session_or_404(request.user, session_id))


def session_preparation(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """Save one's own checklist."""
    found = session_or_404(request.user, session_id)
    role = _role(request, found)
    form = PreparationForm(found, role, request.POST, prefix="preparation")
    if form.is_valid():
        try:
            tick_preparation(found, by=request.user, role=role, done=form.cleaned_data["done"])
            announce(request, "Your preparation is saved.")
        except MoveRefused as refused:
            announce_problem(request, str(refused))
    else:
        announce_problem(request, "Your list has changed meanwhile: tick again what you have done.")
    return redirect("session", session_id=found.pk)


def session_met(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """“We met”: one tap with what was planned, or this page for another day or length."""
    found = session_or_404(request.user, session_id)
    form = MetForm(found, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        answer = _met(request, found, form)
        if answer is not None:
            return answer
    page = partnership_page(found.partnership, request.user, tab="partnership-sessions", exactly=False)
    return render(request, "partnerships/session_met.html", page | {"session": found, "form": form})


def _met(request: SignedInRequest, found: Session, form: MetForm) -> HttpResponse | None:
    """Hold or amend the session; None where the form has to be shown again with what is wrong.

    Only the form for a held session amends: a tap on a page that was open before leaves what the partner said.
    """
    said: dict[str, Any] = form.cleaned_data
    move = amend_session if "amend" in request.POST else hold_session
    try:
        held = move(
            found,
            by=request.user,
            role=_role(request, found),
            minutes=said["minutes"],
            held_on=said["held_on"],
        )
    except (MeetingRefused, MoveRefused) as refused:
        form.add_error(None, str(refused))
        return None
    undo = reverse("session-correct", kwargs={"session_id": found.pk})
    day = day_in_full(held.held_on) if held.held_on else ""
    announce(request, f"You met on {day} for {held.held_minutes} minutes.", undo_url=undo)
    return redirect("session", session_id=found.pk)


def session_correct(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """“We did not meet after all.”"""
    return _move(request, session_id, correct_session, "The session is planned again.")


def session_skip(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """Leave a session out."""
    undo = reverse("session-restore", kwargs={"session_id": session_id})
    return _move(request, session_id, skip_session, "The session is left out.", undo_url=undo)


def session_restore(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """Put a session back that was left out."""
    return _move(request, session_id, restore_session, "The session is back in your plan.")


def _move(
    request: SignedInRequest, session_id: UUID, move: Move, words: str, *, undo_url: str = ""
) -> HttpResponse:
    found = session_or_404(request.user, session_id)
    try:
        move(found, by=request.user, role=_role(request, found))
        announce(request, words, undo_url=undo_url)
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    return redirect("session", session_id=found.pk)


@sensitive_post_parameters()
def session_complete(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """Complete a held session; where a goal is missing, with a reason that both can read."""
    found = session_or_404(request.user, session_id)
    form = ReasonForm(request.POST if request.method == "POST" and "reason" in request.POST else None)
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        reason = form.cleaned_data["reason"] if form.is_bound else ""
        try:
            complete_session(found, by=request.user, role=_role(request, found), reason=reason)
            announce(request, f"Session {found.number} is complete.")
            return redirect("session", session_id=found.pk)
        except GoalsMissing:
            form = ReasonForm()
        except MoveRefused as refused:
            announce_problem(request, str(refused))
            return redirect("session", session_id=found.pk)
    page = partnership_page(found.partnership, request.user, tab="partnership-sessions", exactly=False)
    return render(request, "partnerships/session_complete.html", page | {"session": found, "form": form})


def _role(request: SignedInRequest, found: Session) -> Any:
    return found.partnership.role_of(request.user)
