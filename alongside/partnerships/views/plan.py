"""The learning plan of a partnership: its common goals with the steps to each; and a step added to one of them."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from alongside.domain.lifecycle import MoveRefused
from alongside.partnerships.actions import agree_action
from alongside.partnerships.forms.session import ActionForm
from alongside.partnerships.queries.goals import goal_or_404, goals_for, opened_goals
from alongside.partnerships.queries.partnerships import partnership_or_404
from alongside.partnerships.queries.reading import read_actions
from alongside.partnerships.views.goals import goal_page
from alongside.partnerships.views.page import partnership_page
from alongside.people.requests import SignedInRequest
from alongside.web.announce import announce


def plan(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Everything that both have in view, made to be printed: goals, how one knows that they are met, steps and days."""
    found = partnership_or_404(request.user, partnership_id)
    common = [goal for goal in goals_for(request.user, found) if goal.is_common]
    lines = read_actions(found, request.user, today=timezone.localdate())
    known = {goal.pk for goal in common}
    goals = [
        {
            "opened": opened,
            "owner": found.member_of(opened.goal.owner),
            "lines": [line for line in lines if line.action.goal_id == opened.goal.pk],
        }
        for opened in opened_goals(common, found, by=request.user)
    ]
    page = partnership_page(found, request.user, tab="goals", exactly=False)
    other = [line for line in lines if line.action.goal_id not in known and line.action.state == "open"]
    return render(request, "partnerships/plan.html", page | {"goals": goals, "other": other, "back": "plan"})


@sensitive_post_parameters()
def step(request: SignedInRequest, goal_id: UUID) -> HttpResponse:
    """Agree on a step to a goal that both can read; either partner may."""
    found = goal_or_404(request.user, goal_id)
    form = ActionForm(found.partnership, request.POST, prefix="step")
    if form.is_valid():
        said = form.cleaned_data
        try:
            agree_action(
                found.partnership,
                by=request.user,
                role=found.partnership.role_of(request.user),
                text=said["text"],
                owner=said["owner"],
                due_on=said["due_on"],
                action_id=said["action_id"],
                goal=found,
            )
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            announce(request, "The step is on your list, and stands beside this goal.")
            return redirect("goal", goal_id=found.pk)
    return goal_page(request, found, step=form)
