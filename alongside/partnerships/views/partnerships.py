"""The pages of a partnership itself: the list, the overview, its sessions, how to meet, pause, resume and end."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.enrolment.actions import NotEligible, begin_application
from alongside.events.queries import next_for_member
from alongside.partnerships.actions import (
    TimeRefused,
    add_session,
    choose_tool,
    end_partnership,
    endings_open_to,
    pause_partnership,
    resume_partnership,
    usual_ending,
)
from alongside.partnerships.actions.touching import stay_in_touch
from alongside.partnerships.forms.partnership import AddSessionForm, EndForm, PauseForm, ToolForm
from alongside.partnerships.models import Partnership
from alongside.partnerships.queries.acknowledgements import is_closing
from alongside.partnerships.queries.agreements import ending_clauses
from alongside.partnerships.queries.errands import waiting_beside
from alongside.partnerships.queries.mandates import mandate_of, next_report
from alongside.partnerships.queries.missed import missed_times_of
from alongside.partnerships.queries.outcomes import questions_of, stage_open
from alongside.partnerships.queries.partnerships import partnership_or_404, partnerships_of
from alongside.partnerships.queries.recommendations import may_mentor_next, recommendation_of
from alongside.partnerships.queries.stages import stage_of
from alongside.partnerships.queries.steps import next_step
from alongside.partnerships.views.page import PHASES, partnership_page
from alongside.people.requests import SignedInRequest
from alongside.web.announce import announce, announce_problem
from alongside.web.wording import count_of, day_in_full


def partnerships(request: SignedInRequest) -> HttpResponse:
    """Everyone with whom this person works or has worked."""
    rows = [
        {
            "partnership": row,
            "partner": row.partner_of(request.user),
            "partner_role": "mentor" if row.role_of(request.user) == "mentee" else "mentee",
            "phase": PHASES[row.state],
            "in_touch": row.state == "ended" and row.shows_addresses,
            "step": next_step(row, request.user),
            "held": sum(session.state == "held" for session in row.sessions.all()),
            "planned": sum(session.state != "skipped" for session in row.sessions.all()),
        }
        for row in partnerships_of(request.user)
    ]
    return render(request, "partnerships/partnerships.html", {"rows": rows})


def partnership(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """The overview: what matters now, the path, what waits on whom, and how to reach each other."""
    found = partnership_or_404(request.user, partnership_id)
    page = partnership_page(found, request.user, tab="partnership", path=True)
    step, mandate = next_step(found, request.user), mandate_of(found)
    errands = waiting_beside(step, found, request.user)
    context = page | {
        "step": step,
        "reasons": found.reasons_to(page["role"]),
        "own_errands": [errand for errand in errands if errand.role == page["role"]],
        "partner_errands": [errand for errand in errands if errand.role != page["role"]],
        "is_closing": is_closing(found),
        "mandate": mandate,
        "has_agreed": mandate is not None and mandate.agreed_at(page["role"]) is not None,
        "asks_outcomes": found.state == "ended" and stage_open(found, page["role"], timezone.localdate()),
        "has_outcomes": bool(questions_of(found, page["role"])),
        "open_actions": sum(action.state == "open" for action in found.actions.all()),
        "stage": stage_of(found),
        "events": next_for_member(request.user, timezone.now()) if page["can_change"] else [],
        "shows_addresses": found.shows_addresses,
        "wishes_touch": found.wishes_touch(page["role"]),
    }
    return render(request, "partnerships/overview.html", context)


def sessions(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """All sessions, and a way to add one."""
    found = partnership_or_404(request.user, partnership_id)
    form = AddSessionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            added = add_session(
                found,
                by=request.user,
                role=found.role_of(request.user),
                target_on=form.cleaned_data["target_on"],
                session_id=form.cleaned_data["session_id"],
            )
            announce(request, f"You have added session {added.number}. Choose a time for it next.")
            return redirect("session-time", session_id=added.pk)
        except (TimeRefused, MoveRefused) as refused:
            form.add_error(None, str(refused))
    page = partnership_page(found, request.user, tab="partnership-sessions", path=True)
    context = page | {"form": form, "missed": missed_times_of(found, request.user)}
    return render(request, "partnerships/sessions.html", context)


def tool(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """How the two like to meet."""
    found = partnership_or_404(request.user, partnership_id)
    form = ToolForm(found, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            choose_tool(found, by=request.user, role=found.role_of(request.user), tool=form.chosen())
            announce(request, "Your next invitation says how you meet.")
        except MoveRefused as refused:
            announce_problem(request, str(refused))
        return redirect("partnership", partnership_id=found.pk)
    context = partnership_page(found, request.user, tab="partnership", exactly=False)
    return render(request, "partnerships/tool.html", context | {"form": form})


def pause(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Pause until a day."""
    found = partnership_or_404(request.user, partnership_id)
    form = PauseForm(timezone.localdate(), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        until = form.cleaned_data["until"]
        dated = [one.pk for one in found.sessions.all() if one.state == "planned" and one.starts_at]
        try:
            pause_partnership(found, by=request.user, role=found.role_of(request.user), until=until)
        except (TimeRefused, MoveRefused) as refused:
            form.add_error(None, str(refused))
        else:
            lost = found.sessions.filter(pk__in=dated, starts_at=None).count()
            _announce_pause(request, found, until, lost)
            return redirect("partnership", partnership_id=found.pk)
    context = partnership_page(found, request.user, tab="partnership", exactly=False)
    return render(request, "partnerships/pause.html", context | {"form": form})


def _announce_pause(request: SignedInRequest, found: Partnership, until: date, lost: int) -> None:
    """To go on at once undoes it only where no session lost its time, which then stays out of both calendars."""
    said = f"Your partnership pauses until {day_in_full(until)}."
    if lost:
        announce(request, f"{said} {count_of(lost, 'session has', 'sessions have')} left both calendars.")
    else:
        undo = reverse("partnership-resume", kwargs={"partnership_id": found.pk})
        announce(request, said, undo_url=undo)


def resume(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Go on before the day that was set."""
    found = partnership_or_404(request.user, partnership_id)
    try:
        resume_partnership(found, by=request.user, role=found.role_of(request.user))
        announce(request, "Your partnership goes on.")
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    return redirect("partnership", partnership_id=found.pk)


def end(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """End in one step; the mentee says whether they would like a new partner, and whether they mentor next."""
    found = partnership_or_404(request.user, partnership_id)
    role, usual = found.role_of(request.user), usual_ending(found)
    form = EndForm(
        request.POST if request.method == "POST" else None,
        # Whoever reached the end is not put into the queue again unless they ask for it.
        initial={"rematch": usual == Partnership.EARLY, "ending": usual},
        endings=endings_open_to(found),
        wants_another=role == "mentee" and found.mentee_application_id is not None,
        may_mentor=may_mentor_next(found, role, timezone.localdate()),
        recommended_by=found.mentor.given_name if recommendation_of(found) else "",
    )
    if request.method == "POST" and form.is_valid():
        try:
            ending = form.cleaned_data["ending"]
            again = _rematch(found, role, form)
            end_partnership(found, by=request.user, role=role, rematch=again, ending=ending)
            announce(request, "This partnership has ended. What you wrote stays readable to you.")
        except MoveRefused as refused:
            announce_problem(request, str(refused))
        else:
            if form.cleaned_data.get("mentor_next"):
                return _mentor_next(request, found)
        return redirect("partnership", partnership_id=found.pk)
    page = partnership_page(found, request.user, tab="partnership", exactly=False)
    agreed = {"agreed": ending_clauses(found, by=request.user)}
    return render(request, "partnerships/end.html", page | agreed | _ending(found, role, form))


def in_touch(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Say after the end that one would like to stay in touch, or take it back."""
    found = partnership_or_404(request.user, partnership_id)
    partner = found.partner_of(request.user)
    wishes = request.POST.get("wishes") != "no"
    try:
        both = stay_in_touch(found, by=request.user, role=found.role_of(request.user), wishes=wishes)
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    else:
        if both:
            announce(request, f"You and {partner.given_name} stay in touch: you have each other’s address.")
        elif wishes:
            announce(request, f"Noted. If {partner.given_name} would like to as well, you both hear of it.")
        else:
            announce(request, f"Taken back. {partner.given_name} does not see your address.")
    return redirect("partnership", partnership_id=found.pk)


def _mentor_next(request: SignedInRequest, found: Partnership) -> HttpResponse:
    """A draft of the mentee's application as mentor, to be finished at leisure."""
    today = timezone.localdate()
    try:
        draft = begin_application(
            found.scheme, member=found.mentee, role="mentor", by=request.user, today=today
        )
    except NotEligible as refused:
        announce_problem(request, str(refused))
        return redirect("partnership", partnership_id=found.pk)
    if draft.state != "draft":
        return redirect("application", application_id=draft.pk)
    return redirect("application-answers", application_id=draft.pk)


def _rematch(found: Partnership, role: str, form: EndForm) -> bool:
    """The mentee's own wish; a mentor who leaves early leaves the mentee at the head of the queue."""
    if role == "mentee":
        return bool(form.cleaned_data.get("rematch"))
    stops = form.cleaned_data["ending"] in ("", Partnership.EARLY)
    return stops and any(session.state == "planned" for session in found.sessions.all())


def _ending(found: Partnership, role: str, form: EndForm) -> dict[str, Any]:
    partner = found.mentor if role == "mentee" else found.mentee
    consequences = [
        f"{partner.name} is told that the partnership has ended, without any reason.",
        "Sessions that are still planned are taken off both calendars.",
        "Both of you can still read what you wrote.",
    ]
    if role == "mentor":
        consequences.append("Your place is free again for someone else.")
    mandate = mandate_of(found)
    if mandate and mandate.is_agreed and next_report(mandate):
        consequences.append(f"A last report to {mandate.report_name} says that you have ended, and not why.")
    return {"form": form, "consequences": consequences, "ending": True, "button": "End this partnership"}
