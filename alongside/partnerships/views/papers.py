"""The papers of a partnership: all in one place, for a binder or for a computer."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.partnerships.actions.papers import choose_paper_level, note_manager_told
from alongside.partnerships.binder import binder_pdf, manager_letter_pdf, papers_zip
from alongside.partnerships.forms.papers import LevelForm, ManagerForm
from alongside.partnerships.models import Partnership
from alongside.partnerships.queries.papers import (
    asked_for,
    facts_of,
    manager_letter_facts,
    manager_told_on,
    opened_papers,
    papers_of,
    scans_of,
)
from alongside.partnerships.queries.partnerships import partnership_or_404
from alongside.partnerships.views.page import partnership_page
from alongside.people.requests import SignedInRequest
from alongside.web.announce import announce, announce_problem
from alongside.web.downloads import download


def papers(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """What there is, what is due, and how much the two write down."""
    found = partnership_or_404(request.user, partnership_id)
    initial = {"level": found.paper_level}
    form = LevelForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _choose(request, found, form)
    return _page(request, found, form)


def _page(
    request: SignedInRequest, found: Partnership, form: LevelForm, manager_form: ManagerForm | None = None
) -> HttpResponse:
    there = papers_of(found)
    role = found.role_of(request.user)
    told = {"told_on": manager_told_on(found, role)}
    context = {
        "papers": there,
        "asked": asked_for(found, there),
        "form": form,
        "manager_form": manager_form or ManagerForm(initial=told, today=timezone.localdate()),
        "told": told["told_on"],
    }
    page = partnership_page(found, request.user, tab="papers")
    return render(request, "partnerships/papers.html", page | context)


def _choose(request: SignedInRequest, found: Partnership, form: LevelForm) -> HttpResponse:
    role = found.role_of(request.user)
    try:
        choose_paper_level(found, by=request.user, role=role, level=form.cleaned_data["level"])
        announce(request, "Noted.")
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    return redirect("papers", partnership_id=found.pk)


def manager(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """The letter to one's line manager; or note on which day one told them."""
    found = partnership_or_404(request.user, partnership_id)
    if not found.rules.papers.manager_letter:
        raise Http404
    today = timezone.localdate()
    if request.method != "POST":
        facts = manager_letter_facts(found, by=request.user, today=today)
        return download(manager_letter_pdf(facts, today), "application/pdf", f"mentoring-letter-{today}.pdf")
    form = ManagerForm(request.POST, today=today)
    if not form.is_valid():
        return _page(request, found, LevelForm(initial={"level": found.paper_level}), form)
    role, told_on = found.role_of(request.user), form.cleaned_data["told_on"]
    note_manager_told(found, by=request.user, role=role, told_on=told_on)
    announce(request, "Noted, for you alone." if told_on else "Taken away.")
    return redirect("papers", partnership_id=found.pk)


def binder(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """The chosen papers as one PDF; every one where none was chosen."""
    found = partnership_or_404(request.user, partnership_id)
    today = timezone.localdate()
    keys = request.GET.getlist("paper") or [paper.key for paper in papers_of(found)]
    facts = facts_of(found, opened_papers(found, keys, by=request.user), by=request.user, today=today)
    scans = scans_of(found, by=request.user) if "agreement" in keys else []
    return download(binder_pdf(facts, scans, today), "application/pdf", f"mentoring-papers-{today}.pdf")


def everything(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """All papers as a zip: the PDF, a copy for machines, and the pages that were signed by hand."""
    found = partnership_or_404(request.user, partnership_id)
    today = timezone.localdate()
    keys = [paper.key for paper in papers_of(found)]
    facts = facts_of(found, opened_papers(found, keys, by=request.user), by=request.user, today=today)
    packed = papers_zip(facts, scans_of(found, by=request.user), today)
    return download(packed, "application/zip", f"mentoring-papers-{today}.zip")
