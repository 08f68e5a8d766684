"""The actions of a partnership: agreeing on them, settling them, changing them."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from alongside.domain.lifecycle import MoveRefused
from alongside.domain.lifecycles import ACTION
from alongside.partnerships.actions import agree_action, change_action, settle_action
from alongside.partnerships.forms.session import ActionForm
from alongside.partnerships.models import Action
from alongside.partnerships.queries.partnerships import partnership_or_404, session_or_404
from alongside.partnerships.queries.reading import read_these
from alongside.partnerships.views.page import partnership_page
from alongside.partnerships.views.session_page import session_page
from alongside.people.requests import SignedInRequest
from alongside.vault.notes import WrittenMeanwhile, open_note
from alongside.web.announce import announce, announce_problem

ON_A_PAGE: Final = 25
DONE_WORDS = {
    "finish": "Done: that action is settled.",
    "drop": "That action is no longer on your list.",
    "reopen": "That action is open again.",
}


@sensitive_post_parameters()
def partnership_actions(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """What is to do, the late first, a form for another, and what was settled, the newest day first."""
    found = partnership_or_404(request.user, partnership_id)
    form = ActionForm(found, request.POST if request.method == "POST" else None, prefix="action")
    if request.method == "POST" and form.is_valid():
        try:
            agree_action(found, by=request.user, role=found.role_of(request.user), **_said(form))
            announce(request, "The action is on your list.")
            return redirect("partnership-actions", partnership_id=found.pk)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
    by_day = sorted(found.actions.all(), key=lambda action: action.due_on or date.max)
    to_do = [action for action in by_day if action.state == "open"]
    settled = Paginator([action for action in reversed(by_day) if action.state != "open"], ON_A_PAGE)
    page = settled.get_page(request.GET.get("page"))
    lines = read_these([*to_do, *page], found, request.user, today=timezone.localdate())
    context = partnership_page(found, request.user, tab="partnership-sessions", exactly=False) | {
        "form": form,
        "open_lines": lines[: len(to_do)],
        "settled_lines": lines[len(to_do) :],
        "settled_page": page,
    }
    return render(request, "partnerships/actions.html", context)


@sensitive_post_parameters()
def session_actions(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """Agree on an action in a session."""
    found = session_or_404(request.user, session_id)
    form = ActionForm(found.partnership, request.POST, prefix="action")
    if form.is_valid():
        try:
            agree_action(
                found.partnership,
                by=request.user,
                role=found.partnership.role_of(request.user),
                session=found,
                **_said(form),
            )
            return redirect(f"{reverse('session', kwargs={'session_id': found.pk})}#actions")
        except MoveRefused as refused:
            form.add_error(None, str(refused))
    return session_page(request, found, action_form=form)


def action_settle(request: SignedInRequest, action_id: UUID, move: str) -> HttpResponse:
    """Finish, drop or reopen an action."""
    action = _visible(request, action_id)
    if move not in {row.name for row in ACTION.moves}:
        raise Http404
    role = action.partnership.role_of(request.user)
    undo = reverse("action-settle", kwargs={"action_id": action.pk, "move": "reopen"})
    try:
        settle_action(action, by=request.user, role=role, move=move)
        announce(request, DONE_WORDS[move], undo_url="" if move == "reopen" else undo)
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    if action.session_id and request.POST.get("back") == "session":
        return redirect("session", session_id=action.session_id)
    if action.goal_id and request.POST.get("back") == "goal":
        return redirect("goal", goal_id=action.goal_id)
    if request.POST.get("back") == "plan":
        return redirect("partnership-plan", partnership_id=action.partnership_id)
    return redirect("partnership-actions", partnership_id=action.partnership_id)


@sensitive_post_parameters()
def action(request: SignedInRequest, action_id: UUID) -> HttpResponse:
    """Change the words, the owner or the day of an action."""
    found = _visible(request, action_id)
    role = found.partnership.role_of(request.user)
    if request.method == "POST":
        form = ActionForm(found.partnership, request.POST)
        if form.is_valid() and _changed(request, found, role, form):
            return redirect("partnership-actions", partnership_id=found.partnership_id)
    else:
        text = open_note(found.text, by=request.user, role=role)
        form = ActionForm(
            found.partnership,
            initial={
                "text": text,
                "owner": found.owner,
                "due_on": found.due_on,
                "version": found.text.version,
            },
        )
    page = partnership_page(found.partnership, request.user, tab="partnership-sessions", exactly=False)
    return render(request, "partnerships/action.html", page | {"action": found, "form": form})


def _changed(request: SignedInRequest, found: Action, role: str, form: ActionForm) -> bool:
    said: dict[str, Any] = form.cleaned_data
    try:
        change_action(
            found,
            by=request.user,
            role=role,
            text=said["text"],
            owner=said["owner"],
            due_on=said["due_on"],
            version=said["version"],
        )
    except WrittenMeanwhile:
        newest = Action.objects.select_related("text").get(pk=found.pk)
        form.keep_both(open_note(newest.text, by=request.user, role=role), newest.text.version)
    except MoveRefused as refused:
        form.add_error(None, str(refused))
    else:
        return True
    return False


def _said(form: ActionForm) -> dict[str, Any]:
    return {key: form.cleaned_data[key] for key in ("text", "owner", "due_on", "action_id")}


def _visible(request: SignedInRequest, action_id: UUID) -> Action:
    rows = Action.objects.visible_to(request.user).select_related(
        "text",
        "partnership__scheme__body",
        "partnership__definition",
        "partnership__mentee__account",
        "partnership__mentor__account",
    )
    found: Action = get_object_or_404(rows, pk=action_id)
    return found
