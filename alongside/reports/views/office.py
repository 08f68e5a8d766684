"""The office's home."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.notices.queries import worker_is_silent
from alongside.people.queries import office_body_or_404, offices_of
from alongside.people.requests import SignedInRequest
from alongside.reports.queries.office_home import office_home
from alongside.web import charts


def office(request: SignedInRequest) -> HttpResponse:
    """The one office a person belongs to, or the choice among several."""
    bodies = list(offices_of(request.user))
    if not bodies:
        raise Http404
    if len(bodies) == 1:
        return redirect("office-home", body_slug=bodies[0].slug)
    return render(request, "reports/offices.html", {"bodies": bodies})


def office_body(request: SignedInRequest, body_slug: str) -> HttpResponse:
    """Decide, late, waiting."""
    body = office_body_or_404(request.user, body_slug)
    now = timezone.now()
    found = office_home(request.user, body, now=now, today=timezone.localdate())
    context = {
        "body": body,
        "home": found,
        "chart": charts.line(found.introductions.chart) if found.introductions else "",
        "worker_is_silent": worker_is_silent(now),
    }
    return render(request, "reports/office_home.html", context)
