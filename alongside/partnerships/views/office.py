"""The office's pages about partnerships: dates, states and counts, never what anybody wrote."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from alongside.enrolment.apart import apart_of
from alongside.journal.queries import entries_about
from alongside.partnerships.forms.office import PartnershipFilter
from alongside.partnerships.queries.achievements import released_achievements
from alongside.partnerships.queries.facilitators import session_to_facilitate
from alongside.partnerships.queries.mandates import mandate_of
from alongside.partnerships.queries.office import SORTS, narrowed, office_line, partnerships_run_by
from alongside.partnerships.queries.pulse import pulse_counts
from alongside.partnerships.views.page import PHASES
from alongside.people.queries import office_body_or_404
from alongside.people.requests import SignedInRequest

PAGE = 50
WORDS = {
    "introduce": "introduced",
    "begin": "a first session was dated",
    "pause": "paused",
    "resume": "resumed",
    "end": "ended",
}
"""What the office reads of the journal: that something happened, not by whom nor why."""


def partnerships(request: SignedInRequest, body_slug: str) -> HttpResponse:
    """Every partnership of the body, newest first."""
    body = office_body_or_404(request.user, body_slug)
    filters = PartnershipFilter(body, request.GET)
    chosen = filters.cleaned_data if filters.is_valid() else {}
    order = SORTS.get(request.GET.get("sort", ""), SORTS["-introduced"])
    rows = narrowed(partnerships_run_by(request.user, body), **chosen).order_by(*order)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    lines = [{"line": office_line(row), "phase": PHASES[row.state]} for row in page]
    tells = released_achievements(body).exists()
    context = {"body": body, "filters": filters, "page": page, "lines": lines, "tells": tells}
    return render(request, "partnerships/office_partnerships.html", context)


def partnership(request: SignedInRequest, body_slug: str, partnership_id: UUID) -> HttpResponse:
    """One partnership as the office may know it."""
    body = office_body_or_404(request.user, body_slug)
    found = get_object_or_404(partnerships_run_by(request.user, body), pk=partnership_id)
    context = {
        "body": body,
        "line": office_line(found),
        "partnership": found,
        "flags": apart_of(found.mentee, found.mentor, found.rules).flags(found.mentee_id, found.mentor_id),
        "phase": PHASES[found.state],
        "mandate": mandate_of(found),
        "facilitated": session_to_facilitate(found),
        "pulses": pulse_counts(found),
        "quiet_words": found.quiet_words.filter(state="asked"),
        "sessions": found.sessions.order_by("number"),
        "history": [
            {"at": entry.at, "words": WORDS[entry.move]}
            for entry in entries_about("partnership", found.pk)
            if entry.move in WORDS
        ],
    }
    return render(request, "partnerships/office_partnership.html", context)
