"""Opening doors: to whom a mentor has introduced their mentee, noted, put right and taken back."""

from dataclasses import asdict
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from alongside.domain.lifecycle import MoveRefused
from alongside.partnerships.actions.doors import change_door, note_door, read_doors, take_back_door
from alongside.partnerships.actions.recommendations import read_recommendation
from alongside.partnerships.forms.doors import DoorForm
from alongside.partnerships.forms.recommendations import RecommendForm
from alongside.partnerships.models import OpenedDoor, Partnership
from alongside.partnerships.queries.achievements import achievements_of, opened_achievements
from alongside.partnerships.queries.doors import (
    DoorText,
    notes_doors,
    opened_doors,
    opened_doors_of,
    own_door_or_404,
)
from alongside.partnerships.queries.partnerships import partnership_or_404
from alongside.partnerships.queries.recommendations import may_mentor_next, opened_recommendation
from alongside.partnerships.views.page import partnership_page
from alongside.people.requests import SignedInRequest
from alongside.vault.notes import WrittenMeanwhile
from alongside.web.announce import announce, announce_problem


@sensitive_post_parameters()
def opening_doors(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Every door that was opened, and a form for one more."""
    found = with_doors(partnership_or_404(request.user, partnership_id))
    if request.method != "POST":
        return doors_page(request, found)
    role = found.role_of(request.user)
    form = DoorForm(found, request.POST, role=role, today=timezone.localdate())
    if form.is_valid():
        try:
            said = {"on": form.cleaned_data["on"], "text": form.text, "door_id": form.cleaned_data["door_id"]}
            note_door(found, by=request.user, role=role, **said)
            announce(request, "It is noted, for the two of you.")
            return redirect("opening-doors", partnership_id=found.pk)
        except MoveRefused as refused:
            # Not on the form, which may not be there for whoever is refused.
            announce_problem(request, str(refused))
    return doors_page(request, found, door_form=form)


def doors_page(
    request: SignedInRequest,
    found: Partnership,
    *,
    door_form: DoorForm | None = None,
    recommend_form: RecommendForm | None = None,
) -> HttpResponse:
    """The page itself, with a form that was not in order, or fresh ones."""
    role, today = found.role_of(request.user), timezone.localdate()
    read_doors(found, by=request.user)
    read_recommendation(found, by=request.user)
    context = {
        "form": door_form or DoorForm(found, role=role, today=today),
        "notes_doors": notes_doors(found, role),
        "doors": opened_doors(opened_doors_of(found), found, by=request.user),
        "achievements": opened_achievements(achievements_of(found), found, by=request.user),
        "recommendation": opened_recommendation(found, by=request.user),
        "recommend_form": recommend_form or RecommendForm(),
        "may_mentor": may_mentor_next(found, role, today),
    }
    page = partnership_page(found, request.user, tab="opening-doors")
    return render(request, "partnerships/doors.html", page | context)


@sensitive_post_parameters()
def door(request: SignedInRequest, door_id: UUID) -> HttpResponse:
    """Put an introduction right, or take it back."""
    found = own_door_or_404(request.user, door_id)
    (opened,) = opened_doors([found], found.partnership, by=request.user)
    today = timezone.localdate()
    if request.method != "POST":
        initial = asdict(opened.text) | {"on": found.on, "version": found.text.version}
        form = DoorForm(found.partnership, initial=initial, role=found.role, today=today)
        return _door_page(request, found, form)
    form = DoorForm(found.partnership, request.POST, role=found.role, today=today)
    if not form.is_valid():
        return _door_page(request, found, form)
    return _change(request, found, form, opened.text)


def door_take_back(request: SignedInRequest, door_id: UUID) -> HttpResponse:
    """Take an introduction back: it is gone for both."""
    found = own_door_or_404(request.user, door_id)
    try:
        take_back_door(found, by=request.user)
        announce(request, "It is taken back and deleted.")
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    return redirect("opening-doors", partnership_id=found.partnership_id)


def _change(request: SignedInRequest, found: OpenedDoor, form: DoorForm, saved: DoorText) -> HttpResponse:
    said = form.cleaned_data
    try:
        change_door(found, by=request.user, on=said["on"], text=form.text, version=said["version"])
    except WrittenMeanwhile:
        form.keep_both(f"{saved.whom}\n{saved.purpose}".strip(), found.text.version)
        return _door_page(request, found, form, status=409)
    except MoveRefused as refused:
        form.add_error(None, str(refused))
        return _door_page(request, found, form)
    announce(request, "It is saved.")
    return redirect("opening-doors", partnership_id=found.partnership_id)


def _door_page(
    request: SignedInRequest, found: OpenedDoor, form: DoorForm, *, status: int = 200
) -> HttpResponse:
    page = partnership_page(found.partnership, request.user, tab="opening-doors", exactly=False)
    context = {"door": found, "form": form}
    return render(request, "partnerships/door.html", page | context, status=status)


def with_doors(found: Partnership) -> Partnership:
    """The same, where its scheme offers any of this; a 404 otherwise."""
    if not found.rules.sponsorship.is_offered:
        raise Http404
    return found
