"""The page to write a reflection on: at any time, on a session, or changing one; kept while typing."""

import json
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from alongside.domain.lifecycle import MoveRefused
from alongside.domain.scheme import Side
from alongside.domain.scheme.learning import PromptSet
from alongside.partnerships.actions.reflections import change_reflection, reflection_draft, write_reflection
from alongside.partnerships.forms.drafts import typed_fields
from alongside.partnerships.forms.reflections import ReflectionForm, reflection_initial
from alongside.partnerships.models import Partnership, Reflection, Session
from alongside.partnerships.queries.partnerships import partnership_or_404, session_or_404
from alongside.partnerships.queries.reflections import (
    last_reflection_of,
    occasion_of,
    opened_reflections,
    own_reflection_or_404,
    prompt_set,
    reflection_on,
    sets_for,
)
from alongside.partnerships.views.page import partnership_page
from alongside.partnerships.views.reflections import reading_about_reflection
from alongside.people.requests import SignedInRequest
from alongside.vault.drafts import open_draft, save_draft
from alongside.vault.notes import WrittenMeanwhile, open_note
from alongside.web.announce import announce
from alongside.web.wording import clock

CHOSEN = "prompts"
"""The name of the set of prompts, in the address, the form and the draft."""


@dataclass
class Desk:
    """What is being written: where it belongs, which sets of prompts fit, and the addresses of the page."""

    partnership: Partnership
    thing: Partnership | Session | Reflection
    sets: tuple[PromptSet, ...]
    occasion: str
    url: str
    draft_url: str
    session: Session | None = None
    reflection: Reflection | None = None
    extra: dict[str, Any] = field(default_factory=dict)


@sensitive_post_parameters()
def reflection_new(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Reflect at any time."""
    return _write(request, _desk(request, partnership_or_404(request.user, partnership_id)))


@sensitive_post_parameters()
def session_reflection(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """Reflect on a session: before, after, or looking back at the end; each partner on a page of their own.

    Leads to what one has written already, in the phase in which the session is.
    """
    found = session_or_404(request.user, session_id)
    written = reflection_on(found, request.user)
    if request.method != "POST" and written is not None:
        return redirect("reflection", reflection_id=written.pk)
    return _write(request, _desk(request, found.partnership, found))


@sensitive_post_parameters()
def reflection_change(request: SignedInRequest, reflection_id: UUID) -> HttpResponse:
    """Change one's own."""
    found = own_reflection_or_404(request.user, reflection_id)
    desk = _desk_of(found)
    saved: dict[str, str] = json.loads(open_note(found.text, by=request.user, role=found.role))
    kept = open_draft(request.user, reflection_draft(found))
    if request.method != "POST":
        initial = dict(kept) if kept else dict(reflection_initial(saved))
        form = ReflectionForm(desk.sets[0], initial=initial | {"version": found.text.version})
        newer = kept is not None and str(kept.get("version")) != str(found.text.version)
        return _page(request, desk, form, kept=kept is not None, saved=saved if newer else None)
    form = ReflectionForm(desk.sets[0], request.POST)
    if not form.is_valid():
        return _page(request, desk, form)
    version = form.cleaned_data["version"]
    try:
        change_reflection(found, by=request.user, role=found.role, answers=form.answers(), version=version)
    except WrittenMeanwhile:
        form.keep_both("", found.text.version)
        return _page(request, desk, form, saved=saved, status=409)
    announce(request, "Your reflection is saved.")
    return redirect("reflection", reflection_id=found.pk)


@sensitive_post_parameters()
def reflection_new_draft(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Autosave of a reflection at any time."""
    found = partnership_or_404(request.user, partnership_id)
    return _keep(request, _desk(request, found))


@sensitive_post_parameters()
def session_reflection_draft(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """Autosave of a reflection on a session."""
    found = session_or_404(request.user, session_id)
    return _keep(request, _desk(request, found.partnership, found))


@sensitive_post_parameters()
def reflection_change_draft(request: SignedInRequest, reflection_id: UUID) -> HttpResponse:
    """Autosave of a change."""
    return _keep(request, _desk_of(own_reflection_or_404(request.user, reflection_id)))


def _desk(request: SignedInRequest, partnership: Partnership, session: Session | None = None) -> Desk:
    role: Side = "mentee" if partnership.role_of(request.user) == "mentee" else "mentor"
    occasion = occasion_of(session)
    name, thing = ("session-reflection", session) if session else ("reflection-new", partnership)
    key = {"session_id": session.pk} if session else {"partnership_id": partnership.pk}
    return Desk(
        partnership=partnership,
        thing=thing,
        sets=sets_for(partnership, role, occasion),
        occasion=occasion,
        url=reverse(name, kwargs=key),
        draft_url=reverse(f"{name}-draft", kwargs=key),
        session=session,
    )


def _desk_of(found: Reflection) -> Desk:
    key = {"reflection_id": found.pk}
    chosen = prompt_set(found.partnership, found.prompt_set)
    return Desk(
        partnership=found.partnership,
        thing=found,
        sets=(chosen,) if chosen else found.partnership.rules.reflection.prompt_sets[:1],
        occasion=found.occasion,
        url=reverse("reflection-change", kwargs=key),
        draft_url=reverse("reflection-change-draft", kwargs=key),
        session=found.session,
        reflection=found,
    )


def _chosen(desk: Desk, key: str) -> PromptSet:
    """The set with that key where it fits, else the proposed one."""
    return next((each for each in desk.sets if each.key == key), desk.sets[0])


def _write(request: SignedInRequest, desk: Desk) -> HttpResponse:
    if request.method != "POST":
        kept = open_draft(request.user, reflection_draft(desk.thing)) or {}
        key = request.GET.get(CHOSEN) or str(kept.get(CHOSEN) or "")
        return _page(request, desk, ReflectionForm(_chosen(desk, key), initial=kept), kept=bool(kept))
    form = ReflectionForm(_chosen(desk, request.POST.get(CHOSEN, "")), request.POST)
    if form.is_valid():
        try:
            made = write_reflection(
                desk.partnership,
                by=request.user,
                role=desk.partnership.role_of(request.user),
                occasion=desk.occasion,
                prompt_set=form.prompts.key,
                answers=form.answers(),
                session=desk.session,
                reflection_id=form.cleaned_data["reflection_id"],
            )
            announce(request, "Your reflection is kept, for you alone.")
            return redirect("reflection", reflection_id=made.pk)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
    return _page(request, desk, form)


def _keep(request: SignedInRequest, desk: Desk) -> JsonResponse:
    """Answers to another set of prompts stay in the draft, so that changing the set loses nothing."""
    name = reflection_draft(desk.thing)
    form = ReflectionForm(_chosen(desk, request.POST.get(CHOSEN, "")), request.POST)
    kept = open_draft(request.user, name) or {}
    typed = kept | typed_fields(form) | {CHOSEN: form.prompts.key}
    return JsonResponse({"saved_at": clock(save_draft(request.user, name, typed))})


def _page(
    request: SignedInRequest,
    desk: Desk,
    form: ReflectionForm,
    *,
    kept: bool = False,
    saved: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    page = partnership_page(desk.partnership, request.user, tab="reflections", exactly=False)
    prompts = form.prompts.prompts
    context = {
        "desk": desk,
        "form": form,
        "kept": kept,
        "saved": [(each.label, saved[each.key]) for each in prompts if saved.get(each.key)] if saved else [],
        "last": _last(request, desk, page["role"]),
        "reading": reading_about_reflection(desk.partnership, page["role"]),
    }
    return render(request, "partnerships/reflection_form.html", page | context, status=status)


def _last(request: SignedInRequest, desk: Desk, role: str) -> Any:
    """While preparing, what one wrote last."""
    if desk.occasion not in ("before_session", "closing") or desk.reflection is not None:
        return None
    last = last_reflection_of(desk.partnership, request.user)
    return opened_reflections([last], by=request.user, role=role)[0] if last else None
