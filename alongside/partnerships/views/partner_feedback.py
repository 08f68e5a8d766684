"""Feedback that the two give each other at any time."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from alongside.domain.lifecycle import MoveRefused
from alongside.partnerships.actions.partner_feedback import (
    give_partner_feedback,
    take_back_partner_feedback,
)
from alongside.partnerships.forms.partner_feedback import PartnerFeedbackForm, TakeBackForm
from alongside.partnerships.models import Partnership
from alongside.partnerships.queries.partner_feedback import feedback_between, goals_to_speak_of
from alongside.partnerships.queries.partnerships import partnership_or_404
from alongside.partnerships.views.page import partnership_page
from alongside.people.requests import SignedInRequest
from alongside.web.announce import announce, announce_problem

SHORT = 100


@sensitive_post_parameters()
def partnership_feedback(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """What the two have told each other, and the form to tell more."""
    found = _with_a_form(request, partnership_id)
    goals = goals_to_speak_of(found, request.user)
    form = PartnerFeedbackForm(
        found.rules.feedback.parts,
        [(str(goal.pk), f"{words[:SHORT]}…" if len(words) > SHORT else words) for goal, words in goals],
        request.POST if request.method == "POST" else None,
        initial={"goal": request.GET.get("goal", "")},
    )
    if request.method == "POST" and form.is_valid() and _given(request, found, form):
        announce(
            request,
            f"{found.partner_of(request.user).given_name} can read it now, and is told that it is there.",
        )
        return redirect("partnership-feedback", partnership_id=found.pk)
    page = partnership_page(found, request.user, tab="partnership", exactly=False)
    context = {"form": form, "lines": feedback_between(found, request.user, goals)}
    return render(request, "partnerships/partnership_feedback.html", page | context)


def partnership_feedback_back(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Take back what one has said oneself."""
    found = _with_a_form(request, partnership_id)
    form, role = TakeBackForm(request.POST), found.role_of(request.user)
    try:
        if form.is_valid() and take_back_partner_feedback(
            found, by=request.user, role=role, feedback_id=form.cleaned_data["feedback"]
        ):
            announce(request, "It is taken back, and gone.")
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    return redirect("partnership-feedback", partnership_id=found.pk)


def _given(request: SignedInRequest, found: Partnership, form: PartnerFeedbackForm) -> bool:
    try:
        give_partner_feedback(
            found,
            by=request.user,
            role=found.role_of(request.user),
            answers=form.answers(),
            goal_id=form.cleaned_data.get("goal"),
            feedback_id=form.cleaned_data["feedback_id"],
        )
    except MoveRefused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _with_a_form(request: SignedInRequest, partnership_id: UUID) -> Partnership:
    found = partnership_or_404(request.user, partnership_id)
    if not found.rules.feedback.parts:
        raise Http404
    return found
