"""The learning log: one's own entries, and bringing one to the next session."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from alongside.domain.lifecycle import MoveRefused
from alongside.partnerships.actions.learning import (
    bring_learning,
    change_learning,
    log_learning,
    remove_learning,
    restore_learning,
)
from alongside.partnerships.forms.learning import LearningForm
from alongside.partnerships.models import LearningEntry, Partnership
from alongside.partnerships.queries.learning import learning_entry_or_404, learning_log, opened_entries
from alongside.partnerships.queries.partnerships import partnership_or_404
from alongside.partnerships.queries.steps import next_session
from alongside.partnerships.views.page import partnership_page
from alongside.people.requests import SignedInRequest
from alongside.vault.notes import WrittenMeanwhile, open_note
from alongside.web.announce import announce, announce_problem
from alongside.web.routes import ROUTES

CPD_ROUTE = "cpd-learning"
"""Where an entry is counted towards CPD; the pages of CPD declare it."""


@sensitive_post_parameters()
def learning(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """The log, and the form for one more entry."""
    found = _with_log(partnership_or_404(request.user, partnership_id))
    form = LearningForm(found, request.POST if request.method == "POST" else None, today=_today())
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            log_learning(
                found,
                by=request.user,
                role=found.role_of(request.user),
                kind=said["kind"],
                on=said["on"],
                text=said["text"],
                entry_id=said["entry_id"],
            )
            announce(request, "It is in your log.")
            return redirect("learning", partnership_id=found.pk)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
    context = {
        "form": form,
        "entries": opened_entries(learning_log(request.user, found), found, by=request.user),
        "can_count": CPD_ROUTE in ROUTES,
        "following": next_session(found) if found.state != "ended" else None,
    }
    page = partnership_page(found, request.user, tab="learning")
    return render(request, "partnerships/learning.html", page | context)


@sensitive_post_parameters()
def learning_entry(request: SignedInRequest, entry_id: UUID) -> HttpResponse:
    """Put an entry right."""
    found = learning_entry_or_404(request.user, entry_id)
    partnership = found.partnership
    if request.method == "POST":
        form = LearningForm(partnership, request.POST, today=_today())
        if form.is_valid() and _changed(request, found, form):
            announce(request, "The entry is saved.")
            return redirect("learning", partnership_id=partnership.pk)
    else:
        initial = {
            "kind": found.kind,
            "on": found.on,
            "text": open_note(found.text, by=request.user, role=found.role),
            "version": found.text.version,
        }
        form = LearningForm(partnership, initial=initial, today=_today())
    page = partnership_page(partnership, request.user, tab="learning", exactly=False)
    return render(request, "partnerships/learning_entry.html", page | {"entry": found, "form": form})


def _changed(request: SignedInRequest, found: LearningEntry, form: LearningForm) -> bool:
    said: dict[str, Any] = form.cleaned_data
    try:
        change_learning(
            found,
            by=request.user,
            role=found.role,
            kind=said["kind"],
            on=said["on"],
            text=said["text"],
            version=said["version"],
        )
    except WrittenMeanwhile:
        form.keep_both(open_note(found.text, by=request.user, role=found.role), found.text.version)
        return False
    return True


def learning_bring(request: SignedInRequest, entry_id: UUID) -> HttpResponse:
    """Put an entry on the agenda of the next session."""
    found = learning_entry_or_404(request.user, entry_id)
    name = found.partnership.partner_of(request.user).given_name
    try:
        item = bring_learning(found, by=request.user, role=found.role)
        undo = reverse("agenda-item-remove", kwargs={"agenda_item_id": item.pk})
        announce(
            request,
            f"It is on the agenda of session {item.session.number}, where {name} reads it.",
            undo_url=undo,
        )
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    return redirect("learning", partnership_id=found.partnership_id)


def learning_remove(request: SignedInRequest, entry_id: UUID) -> HttpResponse:
    """Take an entry out of the log."""
    found = learning_entry_or_404(request.user, entry_id)
    remove_learning(found, by=request.user, role=found.role)
    undo = reverse("learning-restore", kwargs={"entry_id": found.pk})
    announce(request, "The entry is out of your log.", undo_url=undo)
    return redirect("learning", partnership_id=found.partnership_id)


def learning_restore(request: SignedInRequest, entry_id: UUID) -> HttpResponse:
    """Put an entry back."""
    found = learning_entry_or_404(request.user, entry_id, removed=True)
    restore_learning(found, by=request.user, role=found.role)
    announce(request, "The entry is back in your log.")
    return redirect("learning", partnership_id=found.partnership_id)


def _with_log(found: Partnership) -> Partnership:
    if found.rules.learning_log is None:
        raise Http404
    return found


def _today() -> date:
    return timezone.localdate()
