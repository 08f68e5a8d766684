"""The goals of both: the list, one goal, writing it, and its moves."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from alongside.domain.lifecycle import MoveRefused
from alongside.domain.patient_detail import find_patient_detail
from alongside.partnerships.actions.goals import (
    keep_goal_private,
    note_progress,
    settle_goal,
    share_goal,
)
from alongside.partnerships.forms.goals import ProgressForm
from alongside.partnerships.forms.session import ActionForm
from alongside.partnerships.models import Goal, Partnership
from alongside.partnerships.permissions import can_change_goal
from alongside.partnerships.queries.goals import (
    goal_or_404,
    goals_are_asked_of,
    goals_for,
    opened_goals,
)
from alongside.partnerships.queries.partner_feedback import feedback_on
from alongside.partnerships.queries.partnerships import partnership_or_404
from alongside.partnerships.queries.reading import read_steps
from alongside.partnerships.views.page import partnership_page
from alongside.people.requests import SignedInRequest
from alongside.training.queries.library import chosen_entries, library_of
from alongside.web.announce import announce, announce_problem

DONE = {
    "share": "Your partner can read this goal now.",
    "keep_private": "This goal is yours alone again.",
    "meet": "You have met this goal. Well done.",
    "drop": "You have let this goal go. It can be opened again.",
    "reopen": "This goal is open again.",
}


def goals(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Everybody's goals, the mentee's first, with what was noted on the way."""
    found = partnership_or_404(request.user, partnership_id)
    opened = opened_goals(goals_for(request.user, found), found, by=request.user)
    page = partnership_page(found, request.user, tab="goals")
    sides = [
        {
            "role": role,
            "member": member,
            "word": page[f"{role}_word"],
            "goals": [each for each in opened if each.goal.owner == role],
            "met": sum(each.goal.state == "met" for each in opened if each.goal.owner == role),
            # A stretch counts where it was met, and never against anybody where it was not.
            "counted": sum(
                each.goal.state == "met" or not each.text.is_stretch
                for each in opened
                if each.goal.owner == role
            ),
            "asked": goals_are_asked_of(found, role),
        }
        for role, member in (("mentee", found.mentee), ("mentor", found.mentor))
    ]
    return render(
        request, "partnerships/goals.html", page | {"sides": sides} | reading_about_goals(found, page["role"])
    )


def goal(request: SignedInRequest, goal_id: UUID) -> HttpResponse:
    """One goal, for its owner and, once it is shared, for both."""
    return goal_page(request, goal_or_404(request.user, goal_id))


@sensitive_post_parameters()
def goal_progress(request: SignedInRequest, goal_id: UUID) -> HttpResponse:
    """Note what has moved."""
    found = own_goal(request, goal_id)
    form = ProgressForm(request.POST)
    if not form.is_valid():
        return goal_page(request, found, form)
    try:
        note_progress(
            found,
            by=request.user,
            role=found.owner,
            text=form.cleaned_data["text"],
            progress_id=form.cleaned_data["progress_id"],
        )
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    return redirect("goal", goal_id=found.pk)


def goal_move(request: SignedInRequest, goal_id: UUID, move: str) -> HttpResponse:
    """Share, make private again, meet, let go, open again."""
    found = own_goal(request, goal_id)
    if move not in DONE:
        raise Http404
    try:
        if move == "share":
            share_goal(found, by=request.user, role=found.owner)
        elif move == "keep_private":
            keep_goal_private(found, by=request.user, role=found.owner)
        else:
            settle_goal(found, by=request.user, move=move)
        announce(request, DONE[move])
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    return redirect("goal", goal_id=found.pk)


def own_goal(request: SignedInRequest, goal_id: UUID) -> Goal:
    """One's own goal; a 404 for anybody else, also where it is shared."""
    found = goal_or_404(request.user, goal_id)
    if not can_change_goal(request.user, found):
        raise Http404
    return found


def goal_page(
    request: SignedInRequest, found: Goal, form: ProgressForm | None = None, step: ActionForm | None = None
) -> HttpResponse:
    """The page of a goal, with a form that somebody has to put right."""
    (opened,) = opened_goals([found], found.partnership, by=request.user)
    page = partnership_page(found.partnership, request.user, tab="goals", exactly=False)
    is_own = found.author_id == request.user.pk
    context = {
        "goal": found,
        "opened": opened,
        "is_own": is_own,
        "owner": found.partnership.mentee if found.owner == "mentee" else found.partnership.mentor,
        "form": form or ProgressForm(),
        "steps": read_steps(found, request.user, today=timezone.localdate()) if found.is_shared else (),
        "step_form": step or ActionForm(found.partnership, prefix="step"),
        "lines": feedback_on(found, request.user) if found.is_shared else [],
        "patient_detail": find_patient_detail(opened.text.words()) if is_own else (),
    }
    return render(
        request,
        "partnerships/goal.html",
        page | context | reading_about_goals(found.partnership, found.owner),
    )


def reading_about_goals(partnership: Partnership, role: str) -> dict[str, Any]:
    """What the scheme recommends to read about goals."""
    entries = library_of(partnership.scheme, timezone.localdate())
    return {"reading": [each for each in chosen_entries(entries, role=role) if each.phase == "goals"]}
