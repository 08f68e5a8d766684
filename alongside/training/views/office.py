"""The office plans runs, sees who asked for places and in which order they are given."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.people.queries import office_body_or_404
from alongside.people.requests import SignedInRequest
from alongside.schemes.queries import office_scheme_or_404
from alongside.training.actions.places import give_place_back
from alongside.training.actions.runs import (
    allot_places,
    announce_run,
    cancel_run,
    change_run,
    copy_run,
    finish_run,
    plan_run,
)
from alongside.training.actions.taking_part import note_taking_part
from alongside.training.forms.workshops import RunForm, TakingPartForm
from alongside.training.models import Run
from alongside.training.queries.priority import priority_for
from alongside.training.queries.runs import (
    lines_of,
    places_free,
    rules_for,
    runs_in_office,
    today_at,
    training_of,
)
from alongside.training.queries.taking_part import meetings_of
from alongside.training.views.trainer import note_roll, roll_page
from alongside.web.announce import announce, announce_problem

PAGE = 30


def workshops(request: SignedInRequest, body_slug: str) -> HttpResponse:
    """Every run, the newest first."""
    body = office_body_or_404(request.user, body_slug)
    page = Paginator(runs_in_office(body), PAGE).get_page(request.GET.get("page"))
    today = timezone.now().astimezone(body.zone).date()
    schemes = [each for each in body.schemes.order_by("name") if training_of(each, today)]
    return render(request, "training/office_workshops.html", {"body": body, "page": page, "schemes": schemes})


def plan(request: SignedInRequest, body_slug: str, scheme_id: UUID) -> HttpResponse:
    """Plan a new run; nobody sees it until it is announced."""
    scheme = office_scheme_or_404(request.user, body_slug, scheme_id)
    today = timezone.now().astimezone(scheme.body.zone).date()
    form = RunForm(scheme.body, request.POST if request.method == "POST" else None, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            made = plan_run(scheme, by=request.user, fields=form.fields_of_run(), half_days=form.half_days)
        except MoveRefused as refused:
            announce_problem(request, str(refused))
            return redirect("office-workshops", body_slug=body_slug)
        announce(request, "Planned. Look it over and announce it.")
        return redirect("office-workshop", body_slug=body_slug, workshop_run_id=made.pk)
    return render(request, "training/office_plan.html", {"body": scheme.body, "scheme": scheme, "form": form})


def change(request: SignedInRequest, body_slug: str, workshop_run_id: UUID) -> HttpResponse:
    """Change a run; whoever has a place hears of other days."""
    run = _run(request, body_slug, workshop_run_id)
    body = run.scheme.body
    data = request.POST if request.method == "POST" else None
    form = RunForm(body, data, run=run, today=today_at(run, timezone.now()))
    if request.method == "POST" and form.is_valid():
        try:
            change_run(run, by=request.user, fields=form.fields_of_run(), half_days=form.half_days)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            announce(request, "Changed. Whoever has a place is told of other days.")
            return redirect("office-workshop", body_slug=body_slug, workshop_run_id=run.pk)
    return render(
        request, "training/office_plan.html", {"body": body, "scheme": run.scheme, "run": run, "form": form}
    )


def workshop(request: SignedInRequest, body_slug: str, workshop_run_id: UUID) -> HttpResponse:
    """One run: its list in order, the roll call, and what can be done next."""
    run = _run(request, body_slug, workshop_run_id)
    if request.method == "POST":
        try:
            went_to = _act(request, run)
        except MoveRefused as refused:
            announce_problem(request, str(refused))
            went_to = run
        return redirect("office-workshop", body_slug=body_slug, workshop_run_id=went_to.pk)
    now = timezone.now()
    today = today_at(run, now)
    rules = rules_for(run, today)
    priority = priority_for(rules, "workshops")
    everybody = lines_of(run, rules)
    context = roll_page(run, rules, everybody) | {
        "body": run.scheme.body,
        "all_lines": everybody,
        "free": places_free(run, rules.training),
        "priority": priority,
        "tiers": [priority.label_of(n) for n in range(len(priority.tiers) + 1)] if priority else [],
    }
    return render(request, "training/office_workshop.html", context)


def _act(request: SignedInRequest, run: Run) -> Run:
    """Carry out the one button that was pressed; returns the run to go to."""
    now, by = timezone.now(), request.user
    match request.POST.get("act"):
        case "announce":
            announce_run(run, by=by)
            announce(request, "Announced: members see it and can ask for places.")
        case "allot":
            allot_places(run, by=by, now=now)
            announce(request, "The places are given out, in the order below. Everybody has been told.")
        case "cancel":
            cancel_run(run, by=by, now=now)
            announce(request, "Cancelled. Everybody on its list has been told.")
        case "finish":
            finish_run(run, by=by, now=now)
            announce(request, "Closed. Whoever was there on every half day has completed it.")
        case "copy":
            announce(request, "This is the copy. Set its days and announce it.")
            return copy_run(run, by=by)
        case "roll":
            note_roll(request, run)
        case "back":
            _take_off(request, run)
    return run


def _take_off(request: SignedInRequest, run: Run) -> None:
    """Take somebody's place, or their wish for one, away."""
    rows = run.asked_for.select_related("member__account")
    place = get_object_or_404(rows, pk=_id(request.POST.get("place", "")))
    give_place_back(place, by=request.user, role="office", now=timezone.now())
    announce(request, f"{place.member.name} is off the list and has been told.")


def took_part(request: SignedInRequest, body_slug: str) -> HttpResponse:
    """Note who took part in a meeting; lines that name nobody stay in the form."""
    body = office_body_or_404(request.user, body_slug)
    today = timezone.now().astimezone(body.zone).date()
    form = TakingPartForm(request.POST if request.method == "POST" else None, today=today)
    unknown: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        noted = note_taking_part(
            body, what=said["what"], on=said["on"], people=said["people"].splitlines(), by=request.user
        )
        known = f", {noted.known} were noted before" if noted.known else ""
        announce(request, f"Noted: {noted.noted} took part{known}.")
        if not noted.unknown:
            return redirect("office-took-part", body_slug=body_slug)
        unknown = noted.unknown
        form = TakingPartForm(_only(request, unknown), today=today)
    context = {"body": body, "form": form, "unknown": unknown, "meetings": meetings_of(body)}
    return render(request, "training/took_part.html", context)


def _only(request: SignedInRequest, unknown: tuple[str, ...]) -> Any:
    """The form as it was sent, with the lines alone that are still to be put right."""
    kept = request.POST.copy()
    kept["people"] = "\n".join(unknown)
    return kept


def _run(request: SignedInRequest, body_slug: str, run_id: UUID) -> Run:
    rows = Run.objects.run_by(request.user).filter(scheme__body__slug=body_slug)
    found: Run = get_object_or_404(rows.select_related("scheme__body", "trainer"), pk=run_id)
    return found


def _id(text: str) -> UUID | None:
    """An id that a form sent; None for anything that is none."""
    try:
        return UUID(text)
    except ValueError:
        return None
