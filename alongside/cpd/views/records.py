"""One's own activities: the cycle at a glance, and each record."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from alongside.cpd.actions.records import (
    RecordLocked,
    TwinFound,
    edit_record,
    record_once,
    remove_record,
    restore_record,
)
from alongside.cpd.actions.sessions import record_session_hours
from alongside.cpd.forms.drafts import bring_back, fields_to_keep, with_version
from alongside.cpd.forms.overview import ActivityFilter
from alongside.cpd.forms.record import RecordForm, initial_of
from alongside.cpd.models import Record
from alongside.cpd.permissions import can_edit_record
from alongside.cpd.queries.learning import learning_to_count
from alongside.cpd.queries.overview import listed, overview_of
from alongside.cpd.queries.profiles import deadline_of, profiles_of
from alongside.cpd.queries.records import (
    RecordText,
    open_texts,
    record_or_404,
    removed_record_or_404,
)
from alongside.cpd.queries.reflections import reflected_on
from alongside.cpd.queries.rules import rules_for
from alongside.cpd.timeline import timeline
from alongside.cpd.views.places import ON_A_PAGE, place_in_list, way_back
from alongside.people.requests import SignedInRequest
from alongside.vault.drafts import discard_draft, open_draft, save_draft
from alongside.vault.notes import WrittenMeanwhile
from alongside.web.announce import announce, announce_problem
from alongside.web.wording import clock

NEW = "cpd-record:new"
MOST_ENTRIES = 5


def cpd(request: SignedInRequest) -> HttpResponse:
    """This cycle as a picture and a list to search and sort; sessions held since the last look are in it."""
    record_session_hours(request.user)
    overview = overview_of(request.user, today=timezone.localdate(), whole=request.GET.get("show") == "all")
    filters = ActivityFilter(request.GET, records=overview.records)
    chosen = {key: filters.cleaned_data[key] for key in ("words", "kind")} if filters.is_valid() else {}
    found = listed(overview.records, **chosen, sort=request.GET.get("sort", ""))
    context = {
        "overview": overview,
        "timeline": timeline(overview.activities, overview.gaps, overview.period),
        "filters": filters,
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "profiles": [(profile, deadline_of(profile)) for profile in profiles_of(request.user)],
        "learning": learning_to_count(request.user, overview.period)[:MOST_ENTRIES],
    }
    return render(request, "cpd/overview.html", context)


@sensitive_post_parameters()
def add(request: SignedInRequest) -> HttpResponse:
    """Add an activity."""
    today = timezone.localdate()
    form = _form(request, initial={"on": today})
    if request.method == "POST" and form.is_valid():
        try:
            record = record_once(request.user, by=request.user, **form.to_record)
        except TwinFound as stands:
            context = {"form": form, "record": None, "twin": stands.twin}
            return render(request, "cpd/record.html", context)
        discard_draft(request.user, NEW)
        announce(request, "Your activity is on the list.")
        return redirect(place_in_list(request.user, record))
    came_back = request.method == "GET" and bring_back(form, open_draft(request.user, NEW))
    return render(request, "cpd/record.html", {"form": form, "record": None, "came_back": came_back})


@sensitive_post_parameters()
def record(request: SignedInRequest, record_id: UUID) -> HttpResponse:
    """One activity: change it, or read it where it went out in a profile."""
    found = record_or_404(request.user, record_id)
    if not can_edit_record(request.user, found):
        text = open_texts([found], by=request.user).get(found.pk, RecordText())
        return render(request, "cpd/record_locked.html", {"record": found, "text": text})
    if "bring" in request.POST:
        return _bring(request, found, request.POST["bring"])
    return _change(request, found) if request.method == "POST" else _open(request, found)


def _open(request: SignedInRequest, found: Record) -> HttpResponse:
    text = open_texts([found], by=request.user).get(found.pk, RecordText())
    form = _form(request, initial=initial_of(found, text))
    came_back = bring_back(form, open_draft(request.user, _purpose(found)))
    context = {
        "form": form,
        "record": found,
        "came_back": came_back,
        "reflected": _reflected(request, form, found),
        "back": way_back(request, found),
    }
    return render(request, "cpd/record.html", context)


def _bring(request: SignedInRequest, found: Record, name: str) -> HttpResponse:
    """Put one item of the owner's reflection under what they have typed so far; nothing is saved until they do."""
    words = reflected_on(found, by=request.user).get(name)
    if words is None:
        announce_problem(request, "There is no such answer in your reflection any more.")
        return redirect("cpd-record", record_id=found.pk)
    kept = {field: said for field, said in fields_to_keep(request.POST).items() if field != "bring"}
    typed = "".join(kept.get(name, [])).replace("\r\n", "\n").strip()
    if words not in typed:
        kept[name] = ["\n\n".join(part for part in (typed, words) if part)]
    save_draft(request.user, _purpose(found), kept)
    announce(request, "It is in the form. Change it as you like, then save.")
    return redirect(f"{request.get_full_path()}#id_{name}")


def _reflected(request: SignedInRequest, form: RecordForm, found: Record) -> list[dict[str, str]]:
    """What the owner may begin from: the field, its question, and the words."""
    said = reflected_on(found, by=request.user)
    return [{"name": name, "label": str(form[name].label), "words": words} for name, words in said.items()]


def _change(request: SignedInRequest, found: Record) -> HttpResponse:
    form = _form(request)
    saved = None
    if form.is_valid():
        try:
            edit_record(
                found,
                by=request.user,
                facts=form.facts,
                text=form.text,
                version=form.cleaned_data["version"] or found.version,
            )
        except WrittenMeanwhile:
            saved = open_texts([found], by=request.user).get(found.pk, RecordText())
            form.data = with_version(request.POST, found.version)
        except RecordLocked as refused:
            announce_problem(request, str(refused))
            return redirect("cpd-record", record_id=found.pk)
        else:
            discard_draft(request.user, _purpose(found))
            announce(request, "Your changes are saved.")
            return redirect(way_back(request, found).saved_url or place_in_list(request.user, found))
    reflected = _reflected(request, form, found)
    context = {
        "form": form,
        "record": found,
        "saved_meanwhile": saved,
        "reflected": reflected,
        "back": way_back(request, found),
    }
    return render(request, "cpd/record.html", context, status=409 if saved else 200)


@sensitive_post_parameters()
def add_draft(request: SignedInRequest) -> HttpResponse:
    """Keep what is being typed about a new activity."""
    return _keep(request, NEW)


@sensitive_post_parameters()
def record_draft(request: SignedInRequest, record_id: UUID) -> HttpResponse:
    """Keep what is being typed about an activity."""
    return _keep(request, _purpose(record_or_404(request.user, record_id)))


def remove(request: SignedInRequest, record_id: UUID) -> HttpResponse:
    """Take an activity off the list, with a way back."""
    found = record_or_404(request.user, record_id)
    try:
        remove_record(found, by=request.user)
    except RecordLocked as refused:
        announce_problem(request, str(refused))
        return redirect("cpd-record", record_id=found.pk)
    announce(
        request, "The activity is off the list.", undo_url=reverse("cpd-record-restore", args=[found.pk])
    )
    return redirect("cpd")


def restore(request: SignedInRequest, record_id: UUID) -> HttpResponse:
    """Put an activity back."""
    restored = restore_record(removed_record_or_404(request.user, record_id), by=request.user)
    announce(request, "The activity is back on the list.")
    return redirect(place_in_list(request.user, restored))


def _form(request: SignedInRequest, initial: dict[str, Any] | None = None) -> RecordForm:
    today = timezone.localdate()
    data = request.POST if request.method == "POST" else None
    return RecordForm(data, initial=initial, rules=rules_for(request.user, today), today=today)


def _purpose(found: Record) -> str:
    return f"cpd-record:{found.pk}"


def _keep(request: SignedInRequest, purpose: str) -> HttpResponse:
    saved_at = save_draft(request.user, purpose, fields_to_keep(request.POST))
    return JsonResponse({"saved_at": clock(saved_at)})
