"""A mentor recommends their mentee as a mentor; the mentee says whether the office reads it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters

from alongside.domain.lifecycle import MoveRefused
from alongside.partnerships.actions.recommendations import (
    recommend_mentee,
    show_recommendation,
    take_back_recommendation,
)
from alongside.partnerships.forms.recommendations import RecommendForm, ShowForm
from alongside.partnerships.queries.partnerships import partnership_or_404
from alongside.partnerships.views.doors import doors_page, with_doors
from alongside.people.requests import SignedInRequest
from alongside.web.announce import announce, announce_problem


@sensitive_post_parameters()
def recommend(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """The mentor recommends the mentee."""
    found = with_doors(partnership_or_404(request.user, partnership_id))
    form = RecommendForm(request.POST)
    if not form.is_valid():
        return doors_page(request, found, recommend_form=form)
    role, name = found.role_of(request.user), found.mentee.given_name
    try:
        recommend_mentee(found, by=request.user, role=role, text=form.cleaned_data["text"])
        announce(request, f"{name} can read it now.")
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    return redirect("opening-doors", partnership_id=found.pk)


def recommendation_take_back(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """The mentor takes it back."""
    found = with_doors(partnership_or_404(request.user, partnership_id))
    try:
        take_back_recommendation(found, by=request.user, role=found.role_of(request.user))
        announce(request, "It is taken back and deleted.")
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    return redirect("opening-doors", partnership_id=found.pk)


def recommendation_consent(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """The mentee lets the office read it, or takes that back."""
    found = with_doors(partnership_or_404(request.user, partnership_id))
    form = ShowForm(request.POST)
    try:
        if not form.is_valid():
            raise MoveRefused("Nothing was changed. Read it, then say whether your office may read it too.")
        shows = form.cleaned_data["shows"] == "yes"
        show_recommendation(
            found,
            by=request.user,
            role=found.role_of(request.user),
            recommendation_id=form.cleaned_data["recommendation_id"],
            shows=shows,
        )
        announce(request, "Your office reads it with your application as mentor." if shows else "Taken back.")
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    return redirect("opening-doors", partnership_id=found.pk)
