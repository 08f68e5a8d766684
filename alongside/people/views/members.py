"""The office's list of members, and the record of one."""

from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from alongside.journal.queries import entries_about
from alongside.people.actions import enrol_member
from alongside.people.actions.members import change_member, invite_member
from alongside.people.forms.members import MemberFilter, MemberForm, StatusForm
from alongside.people.models import Body
from alongside.people.queries import office_body_or_404
from alongside.people.queries.members import list_headings, list_rows, members_of, office_member_or_404
from alongside.people.requests import SignedInRequest
from alongside.spreadsheets.answers import FORMS, spreadsheet
from alongside.web.announce import announce

PAGE = 50
MOVE_WORDS = {
    "enrol": "put on the list",
    "change": "record changed",
    "change status": "status changed",
    "invite": "invitation sent",
}


def members(request: SignedInRequest, body_slug: str) -> HttpResponse:
    """The list, filtered and sorted; `?export=csv` or `xlsx` takes along what is shown, all pages of it."""
    body = office_body_or_404(request.user, body_slug)
    filters = MemberFilter(request.GET)
    chosen = filters.cleaned_data if filters.is_valid() else {}
    rows = members_of(body, **chosen, sort=request.GET.get("sort", "name"))
    if (export := request.GET.get("export", "")) in FORMS:
        return spreadsheet(export, f"members-{body.slug}", list_headings(), list_rows(rows))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    kept = {name: value for name, value in request.GET.items() if name != "page"}
    context = {"body": body, "filters": filters, "page": page, "csv": urlencode({**kept, "export": "csv"})}
    return render(request, "people/members.html", context)


def member(request: SignedInRequest, body_slug: str, member_id: UUID) -> HttpResponse:
    """One record, and what the office did with it."""
    body = office_body_or_404(request.user, body_slug)
    found = office_member_or_404(request.user, body, member_id)
    context = {
        "body": body,
        "member": found,
        "status_form": StatusForm(initial={"status": found.status}),
        "entries": [
            {"entry": entry, "words": MOVE_WORDS.get(entry.move, entry.move)}
            for entry in entries_about("member", found.pk).reverse()[:20]
        ],
    }
    return render(request, "people/member.html", context)


@transaction.atomic
def add(request: SignedInRequest, body_slug: str) -> HttpResponse:
    """A member who is not in any file, invited at once if wished."""
    body = office_body_or_404(request.user, body_slug)
    _one_at_a_time(request, body)
    form = MemberForm(request.POST or None, body=body, initial={"status": "active"})
    if not form.is_valid():
        return render(request, "people/member_form.html", {"body": body, "form": form})
    made = enrol_member(body, by=request.user, **form.cleaned_data)
    if "invite" in request.POST:
        invite_member(made, by=request.user)
        announce(request, f"{made.name} is on the list, and an invitation is on its way.")
    else:
        announce(request, f"{made.name} is on the list.")
    return redirect("office-member", body.slug, made.pk)


@transaction.atomic
def edit(request: SignedInRequest, body_slug: str, member_id: UUID) -> HttpResponse:
    """Change the record."""
    body = office_body_or_404(request.user, body_slug)
    _one_at_a_time(request, body)
    found = office_member_or_404(request.user, body, member_id)
    form = MemberForm(request.POST or None, body=body, member=found)
    if not form.is_valid():
        return render(request, "people/member_form.html", {"body": body, "member": found, "form": form})
    change_member(found, by=request.user, **form.cleaned_data)
    announce(request, f"The record of {found.name} is saved.")
    return redirect("office-member", body.slug, found.pk)


def change_status(request: SignedInRequest, body_slug: str, member_id: UUID) -> HttpResponse:
    """Change the status alone."""
    body = office_body_or_404(request.user, body_slug)
    found = office_member_or_404(request.user, body, member_id)
    form = StatusForm(request.POST)
    if form.is_valid():
        changed = change_member(found, by=request.user, status=form.cleaned_data["status"])
        announce(request, f"The membership of {changed.name} is {changed.status} now.")
    return redirect("office-member", body.slug, found.pk)


def invite(request: SignedInRequest, body_slug: str, member_id: UUID) -> HttpResponse:
    """Send the mail that says where to sign in."""
    body = office_body_or_404(request.user, body_slug)
    found = office_member_or_404(request.user, body, member_id)
    invite_member(found, by=request.user)
    announce(request, f"An invitation to {found.account.email} is on its way. We send one a day at most.")
    return redirect("office-member", body.slug, found.pk)


def _one_at_a_time(request: SignedInRequest, body: Body) -> None:
    """Of two who write the same address or number, the second is told that it is taken."""
    if request.method == "POST":
        Body.objects.select_for_update().get(pk=body.pk)
