"""Events as members see them, and as the office keeps them."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.events.actions import announce_event, call_off, change_event, put_back
from alongside.events.calendar import calendar_text
from alongside.events.forms import EventForm
from alongside.events.models import Event
from alongside.events.queries import event_or_404, events_in_office, lately, office_event_or_404, to_come
from alongside.people.queries import memberships_of, office_body_or_404
from alongside.people.requests import SignedInRequest
from alongside.web.announce import announce, announce_problem
from alongside.web.downloads import download

PAGE = 30


def events(request: SignedInRequest) -> HttpResponse:
    """What is to come, and what took place lately."""
    now = timezone.now()
    past = Paginator(lately(request.user, now), PAGE).get_page(request.GET.get("page"))
    context = {
        "coming": [_seen(event) for event in to_come(request.user, now)],
        "past": past,
        "several": memberships_of(request.user).count() > 1,
    }
    return render(request, "events/events.html", context)


def event(request: SignedInRequest, event_id: UUID) -> HttpResponse:
    """One event."""
    found = event_or_404(request.user, event_id)
    invited = found.body.members.filter(account=request.user).exists()
    return render(request, "events/event.html", _seen(found) | {"invited": invited})


def _seen(event: Event) -> dict[str, object]:
    """An event, whether one can say that one was there, and whether it is over."""
    begun = event.has_begun(timezone.localdate()) and event.state == "announced"
    return {"event": event, "begun": begun, "over": event.ends_at < timezone.now()}


def calendar(request: SignedInRequest, event_id: UUID) -> HttpResponse:
    """One event for one's calendar."""
    text = calendar_text(event_or_404(request.user, event_id))
    return download(text.encode(), "text/calendar; charset=utf-8", "event.ics")


def office(request: SignedInRequest, body_slug: str) -> HttpResponse:
    """All events of a body, the furthest ahead first."""
    body = office_body_or_404(request.user, body_slug)
    page = Paginator(events_in_office(request.user, body), PAGE).get_page(request.GET.get("page"))
    return render(request, "events/office.html", {"body": body, "page": page, "now": timezone.now()})


def add(request: SignedInRequest, body_slug: str) -> HttpResponse:
    """Announce an event."""
    body = office_body_or_404(request.user, body_slug)
    form = EventForm(body, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        announce_event(body, by=request.user, fields=form.said, event_id=form.cleaned_data["event_id"])
        announce(request, "It is announced: your members see it under Events.")
        return redirect("office-events", body_slug=body.slug)
    return render(request, "events/write.html", {"body": body, "form": form})


def change(request: SignedInRequest, body_slug: str, event_id: UUID) -> HttpResponse:
    """Change an event."""
    body = office_body_or_404(request.user, body_slug)
    found = office_event_or_404(request.user, body, event_id)
    form = EventForm(body, request.POST if request.method == "POST" else None, event=found)
    if form.is_bound and form.is_valid():
        try:
            change_event(found, by=request.user, fields=form.said)
        except MoveRefused as refused:
            announce_problem(request, str(refused))
        else:
            announce(request, "Changed.")
        return redirect("office-events", body_slug=body.slug)
    return render(request, "events/write.html", {"body": body, "form": form, "event": found})


def cancel(request: SignedInRequest, body_slug: str, event_id: UUID) -> HttpResponse:
    """Call an event off, with a way back."""
    undo = reverse("office-event-restore", args=[body_slug, event_id])
    return _move(request, body_slug, event_id, takes_place=False, said="It is called off.", undo=undo)


def restore(request: SignedInRequest, body_slug: str, event_id: UUID) -> HttpResponse:
    """It takes place after all."""
    return _move(request, body_slug, event_id, takes_place=True, said="It takes place.")


def _move(
    request: SignedInRequest, body_slug: str, event_id: UUID, *, takes_place: bool, said: str, undo: str = ""
) -> HttpResponse:
    body = office_body_or_404(request.user, body_slug)
    found = office_event_or_404(request.user, body, event_id)
    try:
        (put_back if takes_place else call_off)(found, by=request.user)
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    else:
        announce(request, said, undo_url=undo)
    return redirect("office-events", body_slug=body.slug)
