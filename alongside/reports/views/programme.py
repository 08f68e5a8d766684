"""What a scheme came to, and the office's looks at its own programme."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.cpd.queries.competencies import levels_in
from alongside.partnerships.queries.outcomes import changes_in
from alongside.people.requests import SignedInRequest
from alongside.reports.actions import review_programme
from alongside.reports.forms import ReviewForm
from alongside.reports.pack import programme_pack
from alongside.reports.queries.outcomes import outcomes_of, table_of, years_of
from alongside.reports.queries.programme import (
    evidence_for,
    facts_of,
    programme_standards,
    review_or_404,
    reviews_of,
)
from alongside.reports.queries.reaching import reached_in
from alongside.reports.queries.subjects import sought_in, talked_about
from alongside.schemes.queries import definition_in_force, office_scheme_or_404, rules_of
from alongside.spreadsheets.answers import spreadsheet
from alongside.web.announce import announce
from alongside.web.downloads import download


def outcomes(request: SignedInRequest, body_slug: str, scheme_id: UUID) -> HttpResponse:
    """A year of a scheme in figures that speak of nobody; `?export=csv` takes them along."""
    scheme = office_scheme_or_404(request.user, body_slug, scheme_id)
    years = years_of(request.user, scheme)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else years[0]
    found = outcomes_of(request.user, scheme, year)
    today = timezone.localdate()
    if request.GET.get("export") == "csv":
        return spreadsheet("csv", f"outcomes-{scheme.slug}-{year}", *table_of(found))
    context = {
        "body": scheme.body,
        "scheme": scheme,
        "outcomes": found,
        "years": years,
        "changes": changes_in(scheme, year, today),
        "reached": reached_in(request.user, scheme, year, today),
        "roles": rules_of(definition_in_force(scheme, today)).roles,
        "levels": levels_in(scheme.body, year),
        "sought": sought_in(scheme, year, today),
        "topics": talked_about(scheme, year, today),
    }
    return render(request, "reports/outcomes.html", context)


def reviews(request: SignedInRequest, body_slug: str, scheme_id: UUID) -> HttpResponse:
    """The reviews so far."""
    scheme = office_scheme_or_404(request.user, body_slug, scheme_id)
    standards = programme_standards()
    rows = [
        {
            "review": review,
            "overall": standards.overall(review.scores),
            "award": standards.award_for(review.scores),
        }
        for review in reviews_of(request.user, scheme)
    ]
    context = {"body": scheme.body, "scheme": scheme, "standards": standards, "rows": rows}
    return render(request, "reports/reviews.html", context)


def review_new(request: SignedInRequest, body_slug: str, scheme_id: UUID) -> HttpResponse:
    """Score the programme; what it can say of itself stands beside each standard."""
    scheme = office_scheme_or_404(request.user, body_slug, scheme_id)
    standards, today = programme_standards(), timezone.localdate()
    form = ReviewForm(request.POST if request.method == "POST" else None, standards=standards)
    if form.is_bound and form.is_valid():
        made = review_programme(
            scheme,
            by=request.user,
            scores=form.scores,
            notes=form.notes,
            decisions=form.cleaned_data["decisions"],
        )
        announce(request, "The review is kept, with the figures of today.")
        return redirect("programme-review", body_slug=body_slug, scheme_id=scheme.pk, review_id=made.pk)
    facts = facts_of(scheme, today)
    rows = [(row, evidence_for(row.standard, facts)) for row in form.rows]
    context = {"body": scheme.body, "scheme": scheme, "standards": standards, "form": form, "rows": rows}
    return render(request, "reports/review_form.html", context)


def review(request: SignedInRequest, body_slug: str, scheme_id: UUID, review_id: UUID) -> HttpResponse:
    """One review, with the award that its scores would reach."""
    scheme = office_scheme_or_404(request.user, body_slug, scheme_id)
    found, standards = review_or_404(request.user, scheme, review_id), programme_standards()
    parts = [(one, found.scores.get(one.key, 0), found.notes.get(one.key, "")) for one in standards.standards]
    context = {
        "body": scheme.body,
        "scheme": scheme,
        "standards": standards,
        "review": found,
        "parts": parts,
        "overall": standards.overall(found.scores),
        "award": standards.award_for(found.scores),
    }
    return render(request, "reports/review.html", context)


def review_pack(request: SignedInRequest, body_slug: str, scheme_id: UUID, review_id: UUID) -> HttpResponse:
    """The evidence of the programme, in one file."""
    scheme = office_scheme_or_404(request.user, body_slug, scheme_id)
    found = review_or_404(request.user, scheme, review_id)
    pack = programme_pack(
        found,
        programme_standards(found.standards_key),
        facts_of(scheme, found.on),
    )
    return download(pack, "application/zip", f"programme-{scheme.slug}-{found.on}.zip")
