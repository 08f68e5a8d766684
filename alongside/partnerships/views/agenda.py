"""Adding, changing, taking off and putting back what is on an agenda."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from alongside.domain.lifecycle import MoveRefused
from alongside.partnerships.actions import (
    add_agenda_item,
    change_agenda_item,
    remove_agenda_item,
    restore_agenda_item,
)
from alongside.partnerships.forms.session import AgendaItemForm
from alongside.partnerships.models import AgendaItem, Session
from alongside.partnerships.permissions import can_change_agenda_item
from alongside.partnerships.queries.partnerships import session_or_404
from alongside.partnerships.views.page import partnership_page
from alongside.partnerships.views.session_page import session_page
from alongside.people.requests import SignedInRequest
from alongside.vault.notes import WrittenMeanwhile, open_note
from alongside.web.announce import announce, announce_problem


@sensitive_post_parameters()
def session_agenda(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """Add an item; both partners may."""
    found = session_or_404(request.user, session_id)
    form = AgendaItemForm(found.partnership, request.POST, prefix="agenda")
    if form.is_valid():
        said = form.cleaned_data
        try:
            add_agenda_item(
                found,
                by=request.user,
                role=found.partnership.role_of(request.user),
                text=said["text"],
                topic=said["topic"],
                item_id=said["item_id"],
            )
            _warn_of_short_notice(request, found)
            return redirect(f"{reverse('session', kwargs={'session_id': found.pk})}#agenda")
        except MoveRefused as refused:
            form.add_error(None, str(refused))
    return session_page(request, found, agenda_form=form)


def _warn_of_short_notice(request: SignedInRequest, session: Session) -> None:
    """A word to the mentee whose first item comes when the mentor has little time for it; nothing is held up."""
    partnership = session.partnership
    days = partnership.rules.reminders.agenda_notice_days
    is_first = AgendaItem.objects.standing().filter(session=session).count() == 1
    if not days or not is_first or session.starts_at is None or partnership.role_of(request.user) != "mentee":
        return
    if session.starts_at < timezone.now() + timedelta(days=days):
        announce(
            request,
            f"It is on the agenda. {partnership.mentor.given_name} has little time left to prepare for it; "
            "earlier would help next time.",
        )


@sensitive_post_parameters()
def agenda_item(request: SignedInRequest, agenda_item_id: UUID) -> HttpResponse:
    """Reword one's own item."""
    item = _own(request, agenda_item_id)
    partnership = item.session.partnership
    role = partnership.role_of(request.user)
    if request.method == "POST":
        form = AgendaItemForm(partnership, request.POST)
        if form.is_valid() and _changed(request, item, role, form):
            return redirect(f"{reverse('session', kwargs={'session_id': item.session_id})}#agenda")
    else:
        text = open_note(item.text, by=request.user, role=role)
        form = AgendaItemForm(
            partnership, initial={"text": text, "topic": item.topic, "version": item.text.version}
        )
    page = partnership_page(partnership, request.user, tab="partnership-sessions", exactly=False)
    context = page | {"session": item.session, "item": item, "form": form}
    return render(request, "partnerships/agenda_item.html", context)


def _changed(request: SignedInRequest, item: AgendaItem, role: str, form: AgendaItemForm) -> bool:
    said: dict[str, Any] = form.cleaned_data
    try:
        change_agenda_item(
            item, by=request.user, role=role, text=said["text"], topic=said["topic"], version=said["version"]
        )
    except WrittenMeanwhile:
        newest = AgendaItem.objects.select_related("text").get(pk=item.pk)
        form.keep_both(open_note(newest.text, by=request.user, role=role), newest.text.version)
    except MoveRefused as refused:
        form.add_error(None, str(refused))
    else:
        return True
    return False


def agenda_item_remove(request: SignedInRequest, agenda_item_id: UUID) -> HttpResponse:
    """Take one's own item off."""
    item = _own(request, agenda_item_id)
    undo = reverse("agenda-item-restore", kwargs={"agenda_item_id": item.pk})
    try:
        remove_agenda_item(item, by=request.user, role=item.role)
        announce(request, "The item is off the agenda.", undo_url=undo)
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    return redirect("session", session_id=item.session_id)


def agenda_item_restore(request: SignedInRequest, agenda_item_id: UUID) -> HttpResponse:
    """Put one's own item back."""
    item = _own(request, agenda_item_id)
    try:
        restore_agenda_item(item, by=request.user, role=item.role)
        announce(request, "The item is back on the agenda.")
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    return redirect("session", session_id=item.session_id)


def _own(request: SignedInRequest, agenda_item_id: UUID) -> AgendaItem:
    rows = AgendaItem.objects.visible_to(request.user).select_related(
        "text",
        "session__partnership__scheme__body",
        "session__partnership__definition",
        "session__partnership__mentee__account",
        "session__partnership__mentor__account",
    )
    item: AgendaItem = get_object_or_404(rows, pk=agenda_item_id)
    if not can_change_agenda_item(request.user, item):
        raise Http404
    return item
