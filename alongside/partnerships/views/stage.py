"""Where the two are in their work together."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from alongside.domain.lifecycle import MoveRefused
from alongside.partnerships.actions.stages import move_to_stage
from alongside.partnerships.queries.partnerships import partnership_or_404
from alongside.partnerships.queries.stages import moves_of, stage_of
from alongside.partnerships.views.page import partnership_page
from alongside.people.requests import SignedInRequest
from alongside.web.announce import announce, announce_problem


def stage(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """The scheme's stages with the one they are in, a way to move, and where they have been."""
    found = partnership_or_404(request.user, partnership_id)
    if request.method == "POST":
        role, chosen = found.role_of(request.user), request.POST.get("stage", "")
        try:
            if move_to_stage(found, by=request.user, role=role, stage=chosen):
                announce(request, "It is noted where you are now. Does what you agreed on still fit?")
        except MoveRefused as refused:
            announce_problem(request, str(refused))
        return redirect("partnership-stage", partnership_id=found.pk)
    page = partnership_page(found, request.user, tab="partnership", exactly=False)
    context = {"stage": stage_of(found), "moves": moves_of(found)}
    return render(request, "partnerships/stage.html", page | context)
