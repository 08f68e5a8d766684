"""The office sees its mentors, notes who has prepared, and from which groups they come."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from alongside.directory.actions.entries import note_preparation, open_entry
from alongside.directory.forms import WAYS, PreparationForm
from alongside.directory.queries.mentors import balance_of, mentor_lines
from alongside.domain.lifecycle import MoveRefused
from alongside.domain.scheme.asking import Directory
from alongside.enrolment.models import Application
from alongside.people.requests import SignedInRequest
from alongside.schemes.models import Scheme
from alongside.schemes.queries import definition_in_force, office_scheme_or_404, rules_of
from alongside.web import charts
from alongside.web.announce import announce, announce_problem

PAGE = 50


def mentors(request: SignedInRequest, body_slug: str, scheme_id: UUID) -> HttpResponse:
    """Every accepted mentor: prepared or not, listed or not, with their places."""
    scheme, directory = _scheme(request, body_slug, scheme_id)
    today = timezone.localdate()
    rows = Application.objects.filter(scheme=scheme, role=Application.MENTOR, state="waiting")
    rows = rows.select_related("member", "entry__scheme__body").prefetch_related("entry__preparations")
    page = Paginator(rows.order_by("member__family_name", "member__given_name", "pk"), PAGE).get_page(
        request.GET.get("page")
    )
    rules = rules_of(definition_in_force(scheme, today))
    context = {
        "body": scheme.body,
        "scheme": scheme,
        "rules": rules,
        "page": page,
        "rows": mentor_lines(list(page), today),
        "needs_preparation": bool(directory.ways),
        "balance": [charts.bars(chart) for chart in balance_of(scheme, rules)],
    }
    return render(request, "directory/office_mentors.html", context)


def prepared(request: SignedInRequest, body_slug: str, scheme_id: UUID, application_id: UUID) -> HttpResponse:
    """Note that a mentor has prepared; they are listed once that is enough."""
    scheme, directory = _scheme(request, body_slug, scheme_id)
    mentor = get_object_or_404(
        Application.objects.select_related("member", "scheme"),
        pk=application_id, scheme=scheme, role=Application.MENTOR, state="waiting",
    )  # fmt: skip
    today = timezone.localdate()
    form = PreparationForm(directory, request.POST if request.method == "POST" else None, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            entry = open_entry(mentor, now=timezone.now())
            note_preparation(entry, by=request.user, now=timezone.now(), **form.cleaned_data)
            way = WAYS[form.cleaned_data["way"]].lower()
            announce(request, f"Noted: {mentor.member.name} has prepared by {way}.")
        except MoveRefused as refused:
            announce_problem(request, str(refused))
        return redirect("office-mentors", body_slug=body_slug, scheme_id=scheme.pk)
    context = {"body": scheme.body, "scheme": scheme, "mentor": mentor, "form": form}
    return render(request, "directory/office_prepared.html", context)


def _scheme(request: SignedInRequest, body_slug: str, scheme_id: UUID) -> tuple[Scheme, Directory]:
    scheme = office_scheme_or_404(request.user, body_slug, scheme_id)
    directory = rules_of(definition_in_force(scheme, timezone.localdate())).directory
    if directory is None:
        raise Http404
    return scheme, directory
