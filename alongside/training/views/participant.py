"""Workshops as a member sees them: what there is, how places are given, one's own place."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.people.models import Member
from alongside.people.requests import SignedInRequest
from alongside.training.actions.attendance import say_present
from alongside.training.actions.feedback import give_feedback
from alongside.training.actions.places import answer_place, ask_for_place, give_place_back, share_address
from alongside.training.forms.workshops import CodeForm, FeedbackForm, NeedsForm
from alongside.training.invitation import calendar_file
from alongside.training.models import Place, Run
from alongside.training.queries.priority import priority_for, tier_of
from alongside.training.queries.runs import (
    answers_of,
    attended,
    half_days_of,
    in_touch,
    number_in_line,
    place_in,
    places_free,
    rules_for,
    today_at,
    with_days,
)
from alongside.web.announce import announce, announce_problem
from alongside.web.downloads import download


def workshops(request: SignedInRequest) -> HttpResponse:
    """Everything that is to come, and what one took part in."""
    visible = Run.objects.visible_to(request.user)
    mine = Place.objects.of(request.user).select_related("run__scheme__body", "member")
    own = {place.run_id: place for place in mine.order_by("applied_at")}
    coming = [(run, own.get(run.pk)) for run in with_days(visible.filter(state__in=["open", "allotted"]))]
    done = mine.filter(completed_on__isnull=False).order_by("-completed_on", "pk")
    context = {"coming": coming, "done": done, "now": timezone.now()}
    return render(request, "training/workshops.html", context)


def workshop(request: SignedInRequest, workshop_run_id: UUID) -> HttpResponse:
    """One run, and the member's own place in it."""
    run, member = _run(request, workshop_run_id)
    form = NeedsForm(run.scheme, rules_for(run, today_at(run, timezone.now())))
    place = place_in(run, member) if member else None
    return render(request, "training/workshop.html", _page(run, member, place, form))


def own_place(request: SignedInRequest, workshop_run_id: UUID) -> HttpResponse:
    """Ask for a place, take it, give it back, say that one is there or how it was: each button is one step."""
    run, member = _run(request, workshop_run_id)
    if member is None:
        raise Http404
    place = place_in(run, member)
    step = request.POST.get("step")
    rules = rules_for(run, today_at(run, timezone.now()))
    form = NeedsForm(run.scheme, rules, request.POST if step == "ask" else None)
    told = FeedbackForm(request.POST) if step == "feedback" else None
    if (form.is_bound and not form.is_valid()) or (told and not told.is_valid()):
        page = _page(run, member, place, form) | ({"feedback_form": told} if told else {})
        return render(request, "training/workshop.html", page)
    try:
        if form.is_bound:
            announce(request, _ask(run, member, form))
        else:
            announce(request, _act(request, run, place, told))
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    return redirect("workshop", workshop_run_id=run.pk)


def _run(request: SignedInRequest, run_id: UUID) -> tuple[Run, Member | None]:
    """A run that one sees, and oneself as a member of its body, if one is."""
    rows = Run.objects.visible_to(request.user).select_related("scheme__body", "trainer")
    run: Run = get_object_or_404(rows, pk=run_id)
    return run, run.scheme.body.members.filter(account=request.user).select_related("account").first()


def _ask(run: Run, member: Member, form: NeedsForm) -> str:
    """Ask for a place with what was answered, and say what came of it."""
    asked = ask_for_place(run, member=member, answers=form.answers(), now=timezone.now())
    said = {
        "taken": "You have a place. The days are in the invitation we have sent you.",
        "waiting": "All places are taken. You are on the waiting list.",
        "applied": "You have asked for a place. You hear as soon as the places are given out.",
    }
    return said.get(asked.state, "Your answers are saved.")


def _act(request: SignedInRequest, run: Run, place: Place | None, told: FeedbackForm | None) -> str:
    """Carry out any other step, and say what came of it."""
    if place is None:
        raise MoveRefused("You have no place in this run, and have not asked for one.")
    place.run = run
    if told:
        give_feedback(place, answers=told.cleaned_data)
        return "Thank you. It helps whoever comes next."
    step = STEPS.get(request.POST.get("step", ""))
    if step is None:
        raise MoveRefused("This page has changed since you opened it. Choose again.")
    return step(request, place, timezone.now())


def _yes(request: SignedInRequest, place: Place, now: datetime) -> str:
    answer_place(place, yes=True, now=now)
    return "The place is yours. Its days come to your calendar by mail."


def _no(request: SignedInRequest, place: Place, now: datetime) -> str:
    answer_place(place, yes=False, now=now)
    return "Thank you. The place goes to the next on the list."


def _back(request: SignedInRequest, place: Place, now: datetime) -> str:
    give_place_back(place, by=request.user, role="member", now=now)
    return "Given back." if place.run.has_begun(now) else "Given back. You can ask for a place again."


def _on_the_list(request: SignedInRequest, place: Place, now: datetime) -> str:
    share_address(place, shares=True)
    return "You are on the list."


def _off_the_list(request: SignedInRequest, place: Place, now: datetime) -> str:
    share_address(place, shares=False)
    return "You are off the list."


def _present(request: SignedInRequest, place: Place, now: datetime) -> str:
    say_present(place, code=request.POST.get("code", ""), now=now)
    return "You are noted as present."


STEPS: Final = {
    "yes": _yes,
    "no": _no,
    "back": _back,
    "on_the_list": _on_the_list,
    "off_the_list": _off_the_list,
    "code": _present,
}
"""What somebody with a place, or in line for one, can press; each does its step and says what came of it."""


def _page(run: Run, member: Member | None, place: Place | None, form: NeedsForm) -> dict[str, Any]:
    now = timezone.now()
    today = today_at(run, now)
    rules = rules_for(run, today)
    active = place if place and place.state not in Place.OVER else None
    days = half_days_of(run)
    begun = run.has_begun(now)
    there = attended(active) if active else set()
    priority = priority_for(rules, "workshops")
    mine = active.tier if active else tier_of(member, rules, "workshops", today) if member else None
    return {
        "run": run,
        "rules": rules,
        "member": member,
        "place": active,
        "ended": place if place and active is None else None,
        "form": form,
        "code_form": CodeForm(),
        "feedback_form": FeedbackForm(initial=active.feedback)
        if active and active.state == "taken" and run.state == "over"
        else None,
        "asks": member is not None and run.takes_applications and not begun,
        "begun": begun,
        "may_give_back": active is not None
        and run.takes_applications
        and not there
        and (active.state == "taken" or (not begun and active.state != "offered")),
        "days": [(day, day.pk in there, day.takes_code(now)) for day in days],
        "takes_code": active is not None
        and active.state == "taken"
        and any(day.takes_code(now) and day.pk not in there for day in days),
        "free": places_free(run, rules.training),
        "in_touch": in_touch(active) if active else [],
        "number": number_in_line(active) if active else 0,
        "answers": answers_of(active, rules) if active else [],
        "priority": priority,
        "tiers": [(priority.label_of(n), n == mine) for n in range(len(priority.tiers) + 1)]
        if priority
        else [],
    }


def calendar(request: SignedInRequest, workshop_run_id: UUID) -> HttpResponse:
    """The half days for one's own calendar, where a mail's invitation did not arrive."""
    rows = (
        Place.objects.of(request.user)
        .filter(state="taken")
        .select_related("run__scheme__body", "member__account")
    )
    place: Place = get_object_or_404(rows, run=workshop_run_id)
    text = calendar_file(place, now=timezone.now())
    return download(text.encode(), "text/calendar; charset=utf-8", "workshop.ics")
