"""The page on which an entry of the learning log becomes an activity."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from alongside.cpd.actions.learning import count_learning
from alongside.cpd.forms.drafts import bring_back, fields_to_keep
from alongside.cpd.forms.record import RecordForm
from alongside.cpd.queries.learning import kind_of_learning, record_of_learning
from alongside.cpd.queries.rules import rules_for
from alongside.cpd.views.places import place_in_list
from alongside.partnerships.models import LearningEntry
from alongside.partnerships.queries.learning import kinds_of_learning, learning_entry_or_404
from alongside.people.requests import SignedInRequest
from alongside.vault.drafts import discard_draft, open_draft, save_draft
from alongside.vault.notes import open_note
from alongside.web.announce import announce
from alongside.web.wording import clock


@sensitive_post_parameters()
def learning(request: SignedInRequest, entry_id: UUID) -> HttpResponse:
    """The entry as an activity that asks for its hours; one that counts already leads to its record."""
    entry = learning_entry_or_404(request.user, entry_id)
    counted = record_of_learning(request.user, entry.pk)
    if counted is not None and counted.removed_at is None:
        announce(request, "This entry counts towards your CPD already.")
        return redirect("cpd-record", record_id=counted.pk)
    form = _form(request, entry)
    if form.is_bound and form.is_valid():
        record = count_learning(entry, by=request.user, facts=form.facts, text=form.text)
        discard_draft(request.user, _purpose(entry))
        announce(request, "Your entry counts towards your CPD.")
        return redirect(place_in_list(request.user, record))
    came_back = not form.is_bound and bring_back(form, open_draft(request.user, _purpose(entry)))
    context = {"form": form, "record": None, "entry": entry, "came_back": came_back}
    return render(request, "cpd/record.html", context)


@sensitive_post_parameters()
def learning_draft(request: SignedInRequest, entry_id: UUID) -> HttpResponse:
    """Keep what is being typed about an entry."""
    entry = learning_entry_or_404(request.user, entry_id)
    saved_at = save_draft(request.user, _purpose(entry), fields_to_keep(request.POST))
    return JsonResponse({"saved_at": clock(saved_at)})


def _form(request: SignedInRequest, entry: LearningEntry) -> RecordForm:
    today = timezone.localdate()
    rules = rules_for(request.user, today)
    if request.method == "POST":
        return RecordForm(request.POST, rules=rules, today=today)
    return RecordForm(initial=_initial(request, entry), rules=rules, today=today)


def _initial(request: SignedInRequest, entry: LearningEntry) -> dict[str, Any]:
    """What the entry says already. Its words go where a record's are sealed, never into the title."""
    return {
        "title": dict(kinds_of_learning(entry.partnership)).get(entry.kind, ""),
        "kind": kind_of_learning(entry).value,
        "on": entry.on,
        "learned": open_note(entry.text, by=request.user, role=entry.role),
    }


def _purpose(entry: LearningEntry) -> str:
    return f"cpd-learning:{entry.pk}"
