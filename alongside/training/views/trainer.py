"""Runs as their trainer sees them: who comes, what they need, who was there."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.domain.scheme import SchemeDefinition
from alongside.people.requests import SignedInRequest
from alongside.training.actions.attendance import call_roll
from alongside.training.models import Run
from alongside.training.queries.answers import feedback_of, needs_of
from alongside.training.queries.library import taught_schemes
from alongside.training.queries.runs import (
    Line,
    half_days_of,
    lines_of,
    rules_for,
    today_at,
    with_days,
)
from alongside.web import charts
from alongside.web.announce import announce, announce_problem


def runs(request: SignedInRequest) -> HttpResponse:
    """The runs one leads, the next first, and the libraries one adds to."""
    led = with_days(Run.objects.led_by(request.user))
    libraries = taught_schemes(request.user)
    return render(request, "training/trainer_runs.html", {"runs": led, "libraries": libraries})


def run(request: SignedInRequest, workshop_run_id: UUID) -> HttpResponse:
    """One run: the roll call of each half day, the participants, and what they need."""
    rows = Run.objects.led_by(request.user).select_related("scheme__body", "trainer")
    found: Run = get_object_or_404(rows, pk=workshop_run_id)
    if request.method == "POST":
        note_roll(request, found)
        return redirect("training-run", workshop_run_id=found.pk)
    rules = rules_for(found, today_at(found, timezone.now()))
    return render(request, "training/trainer_run.html", roll_page(found, rules, lines_of(found, rules)))


def note_roll(request: SignedInRequest, run: Run) -> None:
    """Take the roll call of one half day, from the trainer's page or the office's."""
    day = next((day for day in half_days_of(run) if str(day.pk) == request.POST.get("half_day")), None)
    if day is None:
        announce_problem(request, "Choose the half day whose roll you call.")
        return
    day.run = run
    known = {str(place.pk): place.pk for place in run.asked_for.filter(state="taken")}
    present, shown = (
        [known[each] for each in request.POST.getlist(name) if each in known] for name in ("present", "shown")
    )
    try:
        count = call_roll(day, present=present, shown=shown, by=request.user, now=timezone.now())
        announce(request, f"Noted: {count} of {len(known)} were there.")
    except MoveRefused as refused:
        announce_problem(request, str(refused))


def roll_page(run: Run, rules: SchemeDefinition, everybody: list[Line]) -> dict[str, Any]:
    """What a trainer's page shows of a run and of those on its list who have a place."""
    now = timezone.now()
    lines = [line for line in everybody if line.place.state == "taken"]
    figures, written, answered = needs_of(run, rules)
    heard = feedback_of(run)
    days = half_days_of(run)
    nearest = next((day for day in days if day.ends_at > now), days[-1] if days else None)
    return {
        "run": run,
        "rules": rules,
        "lines": lines,
        "days": [
            {
                "day": day,
                "begun": day.starts_at <= now,
                "open": day == nearest,
                "there": sum(day.pk in line.present for line in lines),
            }
            for day in days
        ],
        "charts": [charts.bars(figure) for figure in figures],
        "written": written,
        "answered": answered,
        "heard": heard,
        "asks_needs": bool(rules.training and rules.training.needs),
    }
