"""What the scheme recommends to read, watch or listen to."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from alongside.partnerships.forms.resources import ResourceFilter
from alongside.partnerships.queries.partnerships import partnership_or_404
from alongside.partnerships.queries.resources import by_phase, chosen_resources, resources_of
from alongside.partnerships.views.page import partnership_page
from alongside.people.requests import SignedInRequest


def resources(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """The list by phase, narrowed to a phase or a part."""
    found = partnership_or_404(request.user, partnership_id)
    form = ResourceFilter(found, request.GET or None)
    chosen = form.chosen() if form.is_bound else {"phase": "", "role": ""}
    rows = chosen_resources(resources_of(found, timezone.localdate()), **chosen)
    page = partnership_page(found, request.user, tab="resources")
    return render(request, "partnerships/resources.html", page | {"filter": form, "groups": by_phase(rows)})
