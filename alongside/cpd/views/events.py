"""Putting an event of one's body on one's own list: what is known is filled in, and only saving keeps it."""

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from alongside.cpd.actions.records import TwinFound, record_once
from alongside.cpd.forms.drafts import bring_back, fields_to_keep
from alongside.cpd.forms.record import RecordForm
from alongside.cpd.queries.rules import rules_for
from alongside.cpd.views.places import place_in_list
from alongside.domain.cpd.activities import hours_as_figure
from alongside.events.models import Event
from alongside.events.queries import own_event_or_404
from alongside.people.requests import SignedInRequest
from alongside.vault.drafts import discard_draft, open_draft, save_draft
from alongside.web.announce import announce, announce_problem
from alongside.web.wording import clock


@sensitive_post_parameters()
def event(request: SignedInRequest, event_id: UUID) -> HttpResponse:
    """I was there: the activity as the event has it. The record keeps no trace of the event, so nobody can ask who came."""
    found, today = own_event_or_404(request.user, event_id), timezone.localdate()
    if found.state != "announced" or not found.has_begun(today):
        announce_problem(request, "You can put an event on your list from its day on, if it took place.")
        return redirect("event", event_id=found.pk)
    form = RecordForm(
        request.POST if request.method == "POST" else None,
        initial=_known(found),
        rules=rules_for(request.user, today),
        today=today,
    )
    context: dict[str, object] = {"form": form, "record": None, "event": found}
    if form.is_bound and form.is_valid():
        try:
            record = record_once(request.user, by=request.user, **form.to_record)
        except TwinFound as stands:
            context["twin"] = stands.twin
        else:
            discard_draft(request.user, _purpose(found))
            announce(request, "Your activity is on the list.")
            return redirect(place_in_list(request.user, record))
    elif not form.is_bound:
        context["came_back"] = bring_back(form, open_draft(request.user, _purpose(found)))
    return render(request, "cpd/record.html", context)


@sensitive_post_parameters()
def event_draft(request: SignedInRequest, event_id: UUID) -> HttpResponse:
    """Keep what is being typed."""
    found = own_event_or_404(request.user, event_id)
    saved_at = save_draft(request.user, _purpose(found), fields_to_keep(request.POST))
    return JsonResponse({"saved_at": clock(saved_at)})


def _known(found: Event) -> dict[str, object]:
    last = min(found.last_day, timezone.localdate())
    return {
        "title": found.title,
        "kind": found.kind,
        "on": found.first_day,
        "until": last if last != found.first_day else None,
        "hours": hours_as_figure(found.counted_hours) if found.counted_hours else None,
    }


def _purpose(found: Event) -> str:
    return f"cpd-event:{found.pk}"
