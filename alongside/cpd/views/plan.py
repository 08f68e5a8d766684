"""One's learning plan: goals, steps to each, and what became of them. It needs no mentor."""

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from alongside.cpd.actions.plan import (
    DRAFT,
    change_planned_goal,
    plan_goal,
    plan_step,
    settle_planned_goal,
    settle_step,
)
from alongside.cpd.forms.drafts import bring_back, fields_to_keep, with_version
from alongside.cpd.forms.plan import PlannedGoalForm, PlannedStepForm
from alongside.cpd.queries.competencies import partnerships_for_goals
from alongside.cpd.queries.plan import own_goal_or_404, own_step_or_404, plan_of, planned_goal_or_404
from alongside.domain.lifecycle import MoveRefused
from alongside.partnerships.actions.goals import goal_draft
from alongside.people.requests import SignedInRequest
from alongside.vault.drafts import open_draft, save_draft
from alongside.vault.notes import WrittenMeanwhile
from alongside.web.announce import announce, announce_problem
from alongside.web.wording import clock

SETTLED = {
    "reach": "Reached. Well done.",
    "drop": "You have let it go.",
    "reopen": "It is under way again.",
}
STEPS = {
    "done": "Done.",
    "open": "It is to do again.",
}


@sensitive_post_parameters()
def plan(request: SignedInRequest) -> HttpResponse:
    """Everything planned, and the form for another goal; what is typed is kept."""
    form = PlannedGoalForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = plan_goal(
                request.user,
                by=request.user,
                text=form.text(),
                by_when=form.cleaned_data["by_when"],
                goal_id=form.cleaned_data["goal_id"],
            )
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            announce(request, "It is in your plan. What is the first step?")
            return redirect("cpd-plan-goal", planned_goal_id=made.pk)
    came_back = not form.is_bound and bring_back(form, open_draft(request.user, DRAFT))
    goals = plan_of(request.user, timezone.localdate())
    context = {
        "form": form,
        "came_back": came_back,
        "under_way": [one for one in goals if one.goal.state == "open"],
        "settled": [one for one in goals if one.goal.state != "open"],
    }
    return render(request, "cpd/plan.html", context)


@sensitive_post_parameters()
def plan_draft(request: SignedInRequest) -> HttpResponse:
    """Keep a goal while it is typed."""
    saved_at = save_draft(request.user, DRAFT, fields_to_keep(request.POST))
    return JsonResponse({"saved_at": clock(saved_at)})


@sensitive_post_parameters()
def goal(request: SignedInRequest, planned_goal_id: UUID) -> HttpResponse:
    """One goal with its steps, and the form for another step."""
    found = planned_goal_or_404(request.user, planned_goal_id, timezone.localdate())
    form = PlannedStepForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            plan_step(
                found.goal,
                by=request.user,
                text=form.cleaned_data["step"],
                due_on=form.cleaned_data["due_on"],
                step_id=form.cleaned_data["step_id"],
            )
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            announce(request, "The step is in your plan.")
            return redirect("cpd-plan-goal", planned_goal_id=planned_goal_id)
    pairs = [(pair, pair.partner_of(request.user)) for pair in partnerships_for_goals(request.user)]
    context = {"one": found, "form": form, "partnerships": pairs}
    return render(request, "cpd/planned_goal.html", context)


@sensitive_post_parameters()
def change(request: SignedInRequest, planned_goal_id: UUID) -> HttpResponse:
    """Put a goal differently."""
    found = planned_goal_or_404(request.user, planned_goal_id, timezone.localdate())
    initial = {
        "goal": found.text.goal,
        "signs": found.text.signs,
        "by_when": found.goal.by_when,
        "version": found.goal.text.version,
    }
    form = PlannedGoalForm(request.POST if request.method == "POST" else None, initial=initial)
    meanwhile = False
    if form.is_bound and form.is_valid():
        try:
            change_planned_goal(
                found.goal,
                by=request.user,
                text=form.text(),
                by_when=form.cleaned_data["by_when"],
                version=form.cleaned_data["version"],
            )
        except WrittenMeanwhile as newer:
            found = planned_goal_or_404(request.user, planned_goal_id, timezone.localdate())
            form.data = with_version(request.POST, found.goal.text.version)
            form.add_error(None, str(newer))
            meanwhile = True
        else:
            announce(request, "Your goal is changed.")
            return redirect("cpd-plan-goal", planned_goal_id=planned_goal_id)
    context = {"one": found, "form": form, "meanwhile": meanwhile}
    return render(request, "cpd/planned_goal_change.html", context, status=409 if meanwhile else 200)


def settle(request: SignedInRequest, planned_goal_id: UUID) -> HttpResponse:
    """Reached, let go, or open again."""
    found, move = own_goal_or_404(request.user, planned_goal_id), request.POST.get("move", "")
    try:
        if move not in SETTLED:
            raise MoveRefused("Say whether you have reached it, let it go, or open it again.")
        settle_planned_goal(found, by=request.user, move=move)
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    else:
        announce(request, SETTLED[move])
    return redirect("cpd-plan-goal", planned_goal_id=found.pk)


def remove_step(request: SignedInRequest, planned_step_id: UUID) -> HttpResponse:
    """Take a step away, with a way back."""
    found = own_step_or_404(request.user, planned_step_id)
    settle_step(found, by=request.user, what="remove")
    undo = reverse("cpd-plan-step-restore", args=[found.pk])
    announce(request, "The step is taken away.", undo_url=undo)
    return redirect("cpd-plan-goal", planned_goal_id=found.goal_id)


def restore_step(request: SignedInRequest, planned_step_id: UUID) -> HttpResponse:
    """Put a step back."""
    found = own_step_or_404(request.user, planned_step_id)
    settle_step(found, by=request.user, what="restore")
    announce(request, "The step is back.")
    return redirect("cpd-plan-goal", planned_goal_id=found.goal_id)


def step(request: SignedInRequest, planned_step_id: UUID) -> HttpResponse:
    """A step is done, or to do again."""
    found, what = own_step_or_404(request.user, planned_step_id), request.POST.get("what", "")
    if what in STEPS:
        settle_step(found, by=request.user, what=what)
        announce(request, STEPS[what])
    else:
        announce_problem(request, "Say whether the step is done or still to do.")
    if request.POST.get("back") == "plan":
        return redirect("cpd-plan")
    return redirect("cpd-plan-goal", planned_goal_id=found.goal_id)


def take(request: SignedInRequest, planned_goal_id: UUID) -> HttpResponse:
    """Begin a goal of a partnership from one's own words; it is a draft there until one keeps and shares it."""
    found = planned_goal_or_404(request.user, planned_goal_id, timezone.localdate())
    fitting = partnerships_for_goals(request.user)
    chosen = next((one for one in fitting if str(one.pk) == request.POST.get("partnership")), None)
    if chosen is None:
        announce_problem(request, "Choose a partnership of yours that goes on.")
        return redirect("cpd-plan-goal", planned_goal_id=planned_goal_id)
    if open_draft(request.user, goal_draft(chosen)):
        announce_problem(request, "You had begun another goal there. Save it first, then take this one.")
    else:
        save_draft(request.user, goal_draft(chosen), {"goal": found.text.goal})
        announce(request, "Your goal is begun here. Put it in your own words, then keep it.")
    return redirect(reverse("goal-new", args=[chosen.pk]))
