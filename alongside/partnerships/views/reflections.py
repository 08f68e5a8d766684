"""Reflections: one's own and those shared with one, writing them, sharing and taking back."""

from typing import Any, Final
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.partnerships.actions.reflections import (
    remove_reflection,
    share_reflection,
    take_reflection_back,
)
from alongside.partnerships.models import Reflection
from alongside.partnerships.queries.partnerships import partnership_or_404
from alongside.partnerships.queries.reflections import (
    opened_reflections,
    own_reflection_or_404,
    reflection_or_404,
    reflections_for,
)
from alongside.partnerships.views.page import partnership_page
from alongside.people.requests import SignedInRequest
from alongside.training.queries.library import chosen_entries, library_of
from alongside.web.announce import announce, announce_problem

ON_A_PAGE: Final = 25


def reflections(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """One's own, and what the partner shares."""
    found = partnership_or_404(request.user, partnership_id)
    page = partnership_page(found, request.user, tab="reflections")
    rows = reflections_for(request.user, found)
    own = Paginator(rows.filter(author=request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    shared = Paginator(rows.exclude(author=request.user), ON_A_PAGE).get_page(request.GET.get("shared"))
    opened = opened_reflections([*own, *shared], by=request.user, role=page["role"])
    context = {
        "own": [each for each in opened if not each.is_copy],
        "own_page": own,
        "shared": [each for each in opened if each.is_copy],
        "shared_page": shared,
        "reading": reading_about_reflection(found, page["role"]),
    }
    return render(request, "partnerships/reflections.html", page | context)


def reflection(request: SignedInRequest, reflection_id: UUID) -> HttpResponse:
    """One reflection, for its author; for the partner the copy that is shared."""
    found = reflection_or_404(request.user, reflection_id)
    page = partnership_page(found.partnership, request.user, tab="reflections", exactly=False)
    (opened,) = opened_reflections([found], by=request.user, role=page["role"])
    context = {
        "reflection": found,
        "opened": opened,
        "is_own": not opened.is_copy,
        "changed_since": found.is_shared and found.shared_version != found.text.version,
        "patient_detail": () if opened.is_copy else opened.patient_detail,
    }
    return render(request, "partnerships/reflection.html", page | context)


def reflection_share(request: SignedInRequest, reflection_id: UUID) -> HttpResponse:
    """Let the partner read a copy."""
    found = own_reflection_or_404(request.user, reflection_id)
    try:
        share_reflection(found, by=request.user, role=found.role)
        name = found.partnership.partner_of(request.user).given_name
        announce(request, f"{name} can read it now.", undo_url=_undo(found))
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    return redirect("reflection", reflection_id=found.pk)


def reflection_take_back(request: SignedInRequest, reflection_id: UUID) -> HttpResponse:
    """Remove the partner's copy."""
    found = own_reflection_or_404(request.user, reflection_id)
    take_reflection_back(found, by=request.user, role=found.role)
    announce(request, "It is yours alone again.")
    return redirect("reflection", reflection_id=found.pk)


def reflection_remove(request: SignedInRequest, reflection_id: UUID) -> HttpResponse:
    """Delete one's own reflection, asked once."""
    found = own_reflection_or_404(request.user, reflection_id)
    if request.method == "POST":
        remove_reflection(found, by=request.user, role=found.role)
        announce(request, "The reflection is gone.")
        return redirect("reflections", partnership_id=found.partnership_id)
    page = partnership_page(found.partnership, request.user, tab="reflections", exactly=False)
    return render(request, "partnerships/reflection_remove.html", page | {"reflection": found})


def reading_about_reflection(partnership: Any, role: str) -> list[Any]:
    """What the scheme recommends to read about reflecting."""
    entries = library_of(partnership.scheme, timezone.localdate())
    return [each for each in chosen_entries(entries, role=role) if each.phase == "reflecting"]


def _undo(found: Reflection) -> str:
    return reverse("reflection-take-back", kwargs={"reflection_id": found.pk})
