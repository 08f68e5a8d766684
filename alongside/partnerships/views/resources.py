"""What the scheme recommends to read, watch or listen to, among the pages of a partnership."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from alongside.partnerships.queries.partnerships import partnership_or_404
from alongside.partnerships.views.page import partnership_page
from alongside.people.requests import SignedInRequest
from alongside.training.forms.library import LibraryFilter
from alongside.training.queries.library import by_phase, chosen_entries, library_of


def resources(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """The list by phase, narrowed to words, a phase or a part."""
    found = partnership_or_404(request.user, partnership_id)
    form = LibraryFilter(found.rules, request.GET or None)
    entries = chosen_entries(library_of(found.scheme, timezone.localdate()), **form.chosen())
    page = partnership_page(found, request.user, tab="resources")
    context = {"filter": form, "groups": by_phase(entries), "rules": found.rules, "scheme": found.scheme}
    return render(request, "partnerships/resources.html", page | context)
