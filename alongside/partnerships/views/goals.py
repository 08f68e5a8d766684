"""The goals of both: the list, one goal, writing it, and its moves."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from alongside.domain.lifecycle import MoveRefused
from alongside.domain.patient_detail import find_patient_detail
from alongside.partnerships.actions.goals import (
    change_goal,
    draft_goal,
    goal_draft,
    keep_goal_private,
    note_progress,
    settle_goal,
    share_goal,
)
from alongside.partnerships.forms.drafts import typed_fields
from alongside.partnerships.forms.goals import GoalForm, ProgressForm, goal_initial
from alongside.partnerships.models import Goal, Partnership
from alongside.partnerships.permissions import can_change_goal
from alongside.partnerships.queries.goals import (
    GoalText,
    goal_or_404,
    goals_are_asked_of,
    goals_for,
    opened_goals,
    own_kinds,
)
from alongside.partnerships.queries.partnerships import partnership_or_404
from alongside.partnerships.queries.resources import chosen_resources, resources_of
from alongside.partnerships.views.page import partnership_page
from alongside.people.requests import SignedInRequest
from alongside.vault.drafts import open_draft, save_draft
from alongside.vault.notes import WrittenMeanwhile
from alongside.web.announce import announce, announce_problem
from alongside.web.wording import clock

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
            "asked": goals_are_asked_of(found, role),
        }
        for role, member in (("mentee", found.mentee), ("mentor", found.mentor))
    ]
    return render(request, "partnerships/goals.html", page | {"sides": sides} | _reading(found, page["role"]))


def goal(request: SignedInRequest, goal_id: UUID) -> HttpResponse:
    """One goal, for its owner and, once it is shared, for both."""
    return _goal_page(request, goal_or_404(request.user, goal_id))


@sensitive_post_parameters()
def goal_new(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Write a goal for oneself first; sharing it is the next step."""
    found = partnership_or_404(request.user, partnership_id)
    kinds = _own_kinds(request, found)
    if request.method != "POST":
        kept = open_draft(request.user, goal_draft(found)) or {}
        form = GoalForm(found, own_kinds=kinds, initial=kept)
        return _form_page(request, found, form, has_draft=bool(kept))
    form = GoalForm(found, request.POST, own_kinds=kinds)
    if form.is_valid():
        try:
            made = draft_goal(
                found,
                by=request.user,
                role=found.role_of(request.user),
                text=form.text(),
                goal_id=form.cleaned_data["goal_id"],
            )
            announce(request, "Your goal is kept for you alone. Share it when you are ready.")
            return redirect("goal", goal_id=made.pk)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
    return _form_page(request, found, form)


@sensitive_post_parameters()
def goal_change(request: SignedInRequest, goal_id: UUID) -> HttpResponse:
    """Reword one's own goal."""
    found = _own(request, goal_id)
    opened, kinds = _opened_with_kinds(request, found)
    if request.method != "POST":
        kept = open_draft(request.user, goal_draft(found))
        initial = kept or goal_initial(opened)
        form = GoalForm(found.partnership, own_kinds=kinds, initial=initial | {"version": found.text.version})
        newer = kept is not None and str(kept.get("version")) != str(found.text.version)
        return _form_page(
            request,
            found.partnership,
            form,
            found,
            has_draft=kept is not None,
            saved=opened if newer else None,
        )
    form = GoalForm(found.partnership, request.POST, own_kinds=kinds)
    if not form.is_valid():
        return _form_page(request, found.partnership, form, found)
    return _change(request, found, form, opened)


def _change(request: SignedInRequest, found: Goal, form: GoalForm, opened: GoalText) -> HttpResponse:
    try:
        change_goal(
            found,
            by=request.user,
            role=found.owner,
            text=form.text(),
            version=form.cleaned_data["version"],
        )
    except WrittenMeanwhile:
        form.keep_both(opened.goal, found.text.version)
        return _form_page(request, found.partnership, form, found, saved=opened, status=409)
    except MoveRefused as refused:
        form.add_error(None, str(refused))
        return _form_page(request, found.partnership, form, found)
    announce(request, "Your goal is saved.")
    return redirect("goal", goal_id=found.pk)


@sensitive_post_parameters()
def goal_new_draft(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Autosave of a goal that is being written."""
    found = partnership_or_404(request.user, partnership_id)
    typed = typed_fields(GoalForm(found, request.POST))
    return JsonResponse({"saved_at": clock(save_draft(request.user, goal_draft(found), typed))})


@sensitive_post_parameters()
def goal_change_draft(request: SignedInRequest, goal_id: UUID) -> HttpResponse:
    """Autosave of a goal that is being reworded."""
    found = _own(request, goal_id)
    typed = typed_fields(GoalForm(found.partnership, request.POST))
    return JsonResponse({"saved_at": clock(save_draft(request.user, goal_draft(found), typed))})


@sensitive_post_parameters()
def goal_progress(request: SignedInRequest, goal_id: UUID) -> HttpResponse:
    """Note what has moved."""
    found = _own(request, goal_id)
    form = ProgressForm(request.POST)
    if not form.is_valid():
        return _goal_page(request, found, form)
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
    found = _own(request, goal_id)
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


def _own(request: SignedInRequest, goal_id: UUID) -> Goal:
    found = goal_or_404(request.user, goal_id)
    if not can_change_goal(request.user, found):
        raise Http404
    return found


def _goal_page(request: SignedInRequest, found: Goal, form: ProgressForm | None = None) -> HttpResponse:
    (opened,) = opened_goals([found], found.partnership, by=request.user)
    page = partnership_page(found.partnership, request.user, tab="goals", exactly=False)
    is_own = found.author_id == request.user.pk
    context = {
        "goal": found,
        "opened": opened,
        "is_own": is_own,
        "owner": found.partnership.mentee if found.owner == "mentee" else found.partnership.mentor,
        "form": form or ProgressForm(),
        "patient_detail": find_patient_detail(opened.text.words()) if is_own else (),
    }
    return render(
        request, "partnerships/goal.html", page | context | _reading(found.partnership, found.owner)
    )


def _form_page(
    request: SignedInRequest,
    partnership: Partnership,
    form: GoalForm,
    goal: Goal | None = None,
    *,
    has_draft: bool = False,
    saved: GoalText | None = None,
    status: int = 200,
) -> HttpResponse:
    page = partnership_page(partnership, request.user, tab="goals", exactly=False)
    context = {"form": form, "goal": goal, "has_draft": has_draft, "saved": saved}
    reading = _reading(partnership, page["role"])
    return render(request, "partnerships/goal_form.html", page | context | reading, status=status)


def _reading(partnership: Partnership, role: str) -> dict[str, Any]:
    """What the scheme recommends to read about goals."""
    resources = resources_of(partnership, timezone.localdate())
    return {"reading": [each for each in chosen_resources(resources, role=role) if each.phase == "goals"]}


def _own_kinds(request: SignedInRequest, partnership: Partnership) -> list[str]:
    own = [goal for goal in goals_for(request.user, partnership) if goal.author_id == request.user.pk]
    return own_kinds(opened_goals(own, partnership, by=request.user))


def _opened_with_kinds(request: SignedInRequest, found: Goal) -> tuple[GoalText, list[str]]:
    """The words of this goal and the person's own kinds, in one opening."""
    own = [goal for goal in goals_for(request.user, found.partnership) if goal.author_id == request.user.pk]
    opened = opened_goals(own, found.partnership, by=request.user)
    return next(each.text for each in opened if each.goal.pk == found.pk), own_kinds(opened)
