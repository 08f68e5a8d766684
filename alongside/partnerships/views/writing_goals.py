"""The page to write a goal on, for oneself first; kept while typing."""

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from alongside.domain.lifecycle import MoveRefused
from alongside.partnerships.actions.goals import change_goal, draft_goal, goal_draft
from alongside.partnerships.forms.drafts import typed_fields
from alongside.partnerships.forms.goals import GoalForm, goal_initial
from alongside.partnerships.models import Goal, Partnership
from alongside.partnerships.queries.goals import GoalText, goals_for, opened_goals, own_kinds
from alongside.partnerships.queries.partnerships import partnership_or_404
from alongside.partnerships.views.goals import own_goal, reading_about_goals
from alongside.partnerships.views.page import partnership_page
from alongside.people.requests import SignedInRequest
from alongside.vault.drafts import open_draft, save_draft
from alongside.vault.notes import WrittenMeanwhile
from alongside.web.announce import announce
from alongside.web.wording import clock


@sensitive_post_parameters()
def goal_new(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Write a goal for oneself first; sharing it is the next step."""
    found = partnership_or_404(request.user, partnership_id)
    kinds = _own_kinds(request, found)
    if request.method != "POST":
        kept = open_draft(request.user, goal_draft(found)) or {}
        form = GoalForm(found, own_kinds=kinds, initial=kept)
        # A goal that was begun from a competency is not one that somebody left.
        return _form_page(request, found, form, has_draft=bool(kept) and "begun" not in kept)
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
    found = own_goal(request, goal_id)
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
    found = own_goal(request, goal_id)
    typed = typed_fields(GoalForm(found.partnership, request.POST))
    return JsonResponse({"saved_at": clock(save_draft(request.user, goal_draft(found), typed))})


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
    reading = reading_about_goals(partnership, page["role"])
    return render(request, "partnerships/goal_form.html", page | context | reading, status=status)


def _own_kinds(request: SignedInRequest, partnership: Partnership) -> list[str]:
    own = [goal for goal in goals_for(request.user, partnership) if goal.author_id == request.user.pk]
    return own_kinds(opened_goals(own, partnership, by=request.user))


def _opened_with_kinds(request: SignedInRequest, found: Goal) -> tuple[GoalText, list[str]]:
    """The words of this goal and the person's own kinds, in one opening."""
    own = [goal for goal in goals_for(request.user, found.partnership) if goal.author_id == request.user.pk]
    opened = opened_goals(own, found.partnership, by=request.user)
    return next(each.text for each in opened if each.goal.pk == found.pk), own_kinds(opened)
