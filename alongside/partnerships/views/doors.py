"""Opening doors: to whom a mentor has introduced their mentee, noted, put right and taken back."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from alongside.domain.lifecycle import MoveRefused
from alongside.partnerships.actions.doors import change_door, note_door, read_doors, take_back_door
from alongside.partnerships.forms.doors import DoorForm
from alongside.partnerships.models import OpenedDoor, Partnership
from alongside.partnerships.queries.achievements import achievements_of, opened_achievements
from alongside.partnerships.queries.doors import notes_doors, opened_doors, opened_doors_of, own_door_or_404
from alongside.partnerships.queries.partnerships import partnership_or_404
from alongside.partnerships.views.page import partnership_page
from alongside.people.requests import SignedInRequest
from alongside.vault.notes import WrittenMeanwhile
from alongside.web.announce import announce, announce_problem


@sensitive_post_parameters()
def opening_doors(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Every door that was opened, and a form for one more."""
    found = _with_doors(partnership_or_404(request.user, partnership_id))
    role = found.role_of(request.user)
    data = request.POST if request.method == "POST" else None
    form = DoorForm(found, data, role=role, today=timezone.localdate())
    if form.is_bound and form.is_valid():
        try:
            said = {"on": form.cleaned_data["on"], "text": form.text, "door_id": form.cleaned_data["door_id"]}
            note_door(found, by=request.user, role=role, **said)
            announce(request, "It is noted, for the two of you.")
            return redirect("opening-doors", partnership_id=found.pk)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
    read_doors(found, by=request.user)
    context = {
        "form": form,
        "notes_doors": notes_doors(found, role),
        "doors": opened_doors(opened_doors_of(found), found, by=request.user),
        "achievements": opened_achievements(achievements_of(found), found, by=request.user),
    }
    page = partnership_page(found, request.user, tab="opening-doors")
    return render(request, "partnerships/doors.html", page | context)


@sensitive_post_parameters()
def door(request: SignedInRequest, door_id: UUID) -> HttpResponse:
    """Put an introduction right, or take it back."""
    found = own_door_or_404(request.user, door_id)
    (opened,) = opened_doors([found], found.partnership, by=request.user)
    today, role = timezone.localdate(), found.role
    status = 200
    if request.method == "POST":
        form = DoorForm(found.partnership, request.POST, role=role, today=today)
        if form.is_valid():
            try:
                _change(request, found, form)
            except WrittenMeanwhile:
                form.keep_both(f"{opened.text.whom}\n{opened.text.purpose}".strip(), found.text.version)
                status = 409
            except MoveRefused as refused:
                form.add_error(None, str(refused))
            else:
                announce(request, "It is saved.")
                return redirect("opening-doors", partnership_id=found.partnership_id)
    else:
        said = {"whom": opened.text.whom, "on": found.on, "purpose": opened.text.purpose}
        initial = said | {"version": found.text.version}
        form = DoorForm(found.partnership, initial=initial, role=role, today=today)
    page = partnership_page(found.partnership, request.user, tab="opening-doors", exactly=False)
    context = {"door": found, "form": form}
    return render(request, "partnerships/door.html", page | context, status=status)


def door_take_back(request: SignedInRequest, door_id: UUID) -> HttpResponse:
    """Take an introduction back: it is gone for both."""
    found = own_door_or_404(request.user, door_id)
    try:
        take_back_door(found, by=request.user)
        announce(request, "It is taken back and deleted.")
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    return redirect("opening-doors", partnership_id=found.partnership_id)


def _change(request: SignedInRequest, found: OpenedDoor, form: DoorForm) -> None:
    said = form.cleaned_data
    change_door(found, by=request.user, on=said["on"], text=form.text, version=said["version"])


def _with_doors(found: Partnership) -> Partnership:
    if not found.rules.sponsorship.is_offered:
        raise Http404
    return found
