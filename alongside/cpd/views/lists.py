"""Taking one's activities away as a list, and bringing in a list from elsewhere."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from alongside.cpd.actions.lists import GONE, KeptFile, add_list, discard_list, keep_list, kept_list
from alongside.cpd.actions.records import RecordFacts
from alongside.cpd.actions.sessions import record_session_hours
from alongside.cpd.forms.lists import ListForm
from alongside.cpd.lists import HEADINGS, list_of, read_file
from alongside.cpd.queries.overview import overview_of
from alongside.cpd.queries.records import open_texts
from alongside.cpd.queries.rules import rules_for
from alongside.domain.lifecycle import MoveRefused
from alongside.people.importing.dates import DAY_FIRST, MONTH_FIRST
from alongside.people.importing.table import FileRefused
from alongside.people.requests import SignedInRequest
from alongside.people.uploads import CappedUpload, behind_a_cap
from alongside.web.announce import announce, announce_problem
from alongside.web.downloads import download
from alongside.web.wording import count_of


def take(request: SignedInRequest) -> HttpResponse:
    """The activities of this cycle, or with `?show=all` of all times, with one's own words, as CSV."""
    record_session_hours(request.user)
    overview = overview_of(request.user, today=timezone.localdate(), whole=request.GET.get("show") == "all")
    texts = open_texts(overview.records, by=request.user)
    types = {kind: one.name for one in overview.rules.learning_types for kind in one.kinds}
    name = f"cpd-{overview.period.on}-to-{overview.period.until}.csv"
    return download(list_of(overview.records, texts, types), "text/csv; charset=utf-8", name)


@csrf_exempt
def bring(request: SignedInRequest) -> HttpResponse:
    """Choose a list."""
    return behind_a_cap(request, _bring)


@sensitive_post_parameters()
def _bring(request: SignedInRequest, cap: CappedUpload) -> HttpResponse:
    today = timezone.localdate()
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ListForm(*sent, too_large=cap.too_large)
    if form.is_valid():
        file = form.cleaned_data["file"]
        chosen = KeptFile(file.name, file.read())
        try:
            read_file(chosen, request.user, rules_for(request.user, today), today)
        except FileRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            keep_list(request.user, chosen)
            return redirect("cpd-list-look")
    columns = [(names[0], names[1:]) for names in HEADINGS.values()]
    context = {"form": form, "columns": columns, "waiting": kept_list(request.user)}
    return render(request, "cpd/list.html", context)


def look(request: SignedInRequest) -> HttpResponse:
    """What the list would add; posting adds it."""
    today = timezone.localdate()
    asked = request.POST if request.method == "POST" else request.GET
    kept = kept_list(request.user)
    if kept is None:
        if request.method == "POST":
            announce_problem(request, GONE)
        return redirect("cpd-list")
    found = read_file(kept, request.user, rules_for(request.user, today), today, order=asked.get("order", ""))
    if request.method == "POST" and found.wrong:
        announce_problem(request, "Something in the list is to be put right first.")
    elif request.method == "POST":
        ticked = set(request.POST.getlist("row"))
        chosen = [row for row in found.new if not found.chooses or str(row.number) in ticked]
        if not chosen:
            announce_problem(request, "Tick what you want to add, or discard the calendar.")
            return redirect("cpd-list-look")
        rows = [(row.facts, row.text) for row in chosen if row.facts]
        try:
            added = add_list(request.user, by=request.user, kept=kept, rows=rows)
        except MoveRefused as refused:
            announce_problem(request, str(refused))
        else:
            announce(request, f"{count_of(added, 'activity', 'activities')} added to your list.")
            return redirect(_list_with(request, [facts for facts, _ in rows]))
        return redirect("cpd")
    other = MONTH_FIRST if found.order == DAY_FIRST else DAY_FIRST
    return render(request, "cpd/list_look.html", {"name": kept.name, "found": found, "other_order": other})


def _list_with(request: SignedInRequest, added: list[RecordFacts]) -> str:
    """The list of this cycle where all that was added lies in it, otherwise that of everything."""
    cycle = overview_of(request.user, today=timezone.localdate()).period
    inside = all(facts.until >= cycle.on and facts.on <= cycle.until for facts in added)
    return reverse("cpd") if inside else f"{reverse('cpd')}?show=all"


def discard(request: SignedInRequest) -> HttpResponse:
    """Forget the list."""
    discard_list(request.user)
    announce(request, "The list is discarded. Nothing was added.")
    return redirect("cpd")
