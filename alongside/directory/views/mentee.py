"""A mentee's own request: what they seek, whom they chose, where it stands."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from alongside.directory.actions.choosing import drop_choice, missing_answers, order_choices, send_request
from alongside.directory.actions.ending import pause_request, resume_request, withdraw_request
from alongside.directory.models import MentorEntry, Request
from alongside.directory.queries.progress import choices_shown, milestones_of
from alongside.directory.queries.requests import lines_of
from alongside.domain.lifecycle import MoveRefused
from alongside.enrolment.actions import NotEligible
from alongside.enrolment.forms.application import answers_in_words
from alongside.people.requests import SignedInRequest
from alongside.training.queries.preparation import has_still_to_read
from alongside.training.queries.priority import priority_for
from alongside.web.announce import announce, announce_problem


def request_page(request: SignedInRequest, request_id: UUID) -> HttpResponse:
    """Everything of one's request on one page; each button is one step."""
    found = _own(request, request_id)
    if request.method == "POST":
        try:
            _act(request, found)
        except (MoveRefused, NotEligible) as refused:
            announce_problem(request, str(refused))
        return redirect("request", request_id=found.pk)
    today = timezone.now().astimezone(found.scheme.body.zone).date()
    lines = lines_of(found, today)
    form = found.rules.forms.mentee
    shown = {key: found.application.answers.get(key) for key in found.settings.show}
    context = {
        "found": found,
        "rules": found.rules,
        "settings": found.settings,
        "milestones": milestones_of(found, lines, today),
        "choices": choices_shown(found, lines),
        "untried": sum(line.is_untried for line in lines),
        "answers": [
            row
            for key, value in shown.items()
            for row in answers_in_words(form.questions, {key: value}, found.scheme, found.rules)
        ],
        "is_minor": found.member.is_minor_on(today),
        "missing": missing_answers(found.application),
        "handbook_first": found.state == "draft"
        and found.settings.handbook_first
        and has_still_to_read(found.member, found.scheme, "mentee"),
        "suggestions": found.suggestions.agreed()
        .select_related("entry__application__member")
        .order_by("made_at"),
        "priority": priority_for(found.rules, "requests"),
        "can_choose": found.state in ("draft", "asking", "paused", "exhausted"),
    }
    return render(request, "directory/request.html", context)


def _act(request: SignedInRequest, found: Request) -> None:
    """Carry out the one button that was pressed."""
    said, given = request.POST, {"by": request.user}
    if entry_id := said.get("up") or said.get("down"):
        _move(found, _entry(found, entry_id), up="up" in said, by=request.user)
    elif "order" in said:
        order_choices(found, entries=[_entry(found, each).pk for each in said.getlist("entry")], **given)
    elif entry_id := said.get("drop"):
        entry = _entry(found, entry_id)
        drop_choice(found, entry=entry, **given)
        announce(request, f"{entry.member.name} is off your request.")
    elif "send" in said:
        sent = send_request(found, now=timezone.now(), **given)
        went = (
            "The mentors are asked one after the other."
            if sent.state == "asking"
            else "You hear on this page."
        )
        announce(request, f"Your request is on its way. {went}")
    elif "pause" in said:
        pause_request(found, now=timezone.now(), **given)
        announce(request, "Paused. Nobody is asked until you go on.")
    elif "resume" in said:
        resume_request(found, now=timezone.now(), **given)
        announce(request, "Your request goes on.")


def _move(found: Request, entry: MentorEntry, *, up: bool, by: Any) -> None:
    """One place up or down among those who were not asked yet."""
    today = timezone.now().astimezone(found.scheme.body.zone).date()
    order = [line.choice.entry_id for line in lines_of(found, today) if line.is_untried]
    if entry.pk not in order:
        raise MoveRefused(f"{entry.member.name} was asked already, so this choice keeps its place.")
    place = order.index(entry.pk)
    other = place - 1 if up else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
        order_choices(found, by=by, entries=order)


def _entry(found: Request, entry_id: str) -> MentorEntry:
    """A mentor on this request; anything else does not exist here."""
    try:
        wanted: UUID | None = UUID(entry_id)
    except ValueError:
        wanted = None
    rows = found.choices.select_related("entry__application__member")
    return get_object_or_404(rows, entry=wanted).entry


def withdraw(request: SignedInRequest, request_id: UUID) -> HttpResponse:
    """End it; asked once, by consequence."""
    found = _own(request, request_id)
    if request.method == "POST":
        try:
            withdraw_request(found, by=request.user, role="mentee", now=timezone.now())
        except MoveRefused as refused:
            announce_problem(request, str(refused))
            return redirect("request", request_id=found.pk)
        announce(request, "You have withdrawn your request. You can begin another on any day.")
        return redirect("scheme", scheme_id=found.scheme_id)
    context = {
        "found": found,
        "ending": True,
        "button": "Withdraw my request",
        "back_url": reverse("request", args=[found.pk]),
        "consequences": [
            "Nobody is asked any more, and whoever is being asked is told that nothing is asked of them.",
            "Nobody learns why, and you need no reason.",
            "What you wrote is kept for the office’s records; you can begin another request on any day.",
        ],
    }
    return render(request, "directory/request_withdraw.html", context)


def _own(request: SignedInRequest, request_id: UUID) -> Request:
    rows = Request.objects.of(request.user).select_related(
        "application__member__account", "application__definition", "definition", "scheme__body"
    )
    return get_object_or_404(rows, pk=request_id)
