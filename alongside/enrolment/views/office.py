"""What the office sees of applications: the list, one of them, and keying in from paper."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.enrolment.actions import (
    NotEligible,
    approve_application,
    begin_application,
    open_private_answers,
    refuse_application,
    send_back_application,
)
from alongside.enrolment.forms.application import answers_in_words
from alongside.enrolment.forms.office import ApplicationFilter, KeyInForm, OfficeMessageForm
from alongside.enrolment.models import Application
from alongside.enrolment.permissions import can_review_application
from alongside.enrolment.queries import clearance_of, happenings_of, standing_on
from alongside.enrolment.remarks import remarks_on
from alongside.people.models import Body, holding_words
from alongside.people.queries import office_body_or_404
from alongside.people.requests import SignedInRequest
from alongside.schemes.queries import definition_in_force, office_scheme_or_404, rules_of
from alongside.web.announce import announce, announce_problem

PAGE = 50
SORTS = {
    "waited": ("queued_at", "pk"),
    "-waited": ("-queued_at", "pk"),
    "name": ("member__family_name", "member__given_name", "pk"),
    "-name": ("-member__family_name", "-member__given_name", "pk"),
}


def applications(request: SignedInRequest, body_slug: str) -> HttpResponse:
    """Everyone who applied, who has waited longest first."""
    body = office_body_or_404(request.user, body_slug)
    filters = ApplicationFilter(body, request.GET if "state" in request.GET else QueryDict("state=open"))
    sort = request.GET.get("sort", "waited")
    rows = _filtered(body, filters).order_by(*SORTS.get(sort, SORTS["waited"]))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    remarks = remarks_on(page)
    listed = [
        {
            "application": row,
            "standing": _standing(row, today),
            "rules": rules_of(row.definition),
            "remarks": remarks[row.pk],
        }
        for row in page
    ]
    return render(
        request,
        "enrolment/office_applications.html",
        {"body": body, "filters": filters, "page": page, "rows": listed},
    )


def _filtered(body: Body, filters: ApplicationFilter) -> QuerySet[Application]:
    rows = Application.objects.filter(scheme__body=body).exclude(state="draft")
    chosen: dict[str, Any] = filters.cleaned_data if filters.is_valid() else {}
    if state := chosen.get("state"):
        rows = rows.filter(state__in=["submitted", "waiting"] if state == "open" else [state])
    if role := chosen.get("role"):
        rows = rows.filter(role=role)
    if scheme := chosen.get("scheme"):
        rows = rows.filter(scheme=scheme)
    rows = rows.filter(holding_words(chosen.get("words") or "", "member__"))
    return rows.select_related("member", "scheme__body", "definition")


def _standing(row: Application, today: Any) -> Any:
    if row.state not in ("submitted", "waiting") or row.queued_at is None:
        return None
    return standing_on(row.waits_since, 0, rules_of(row.definition), today)


def application(request: SignedInRequest, body_slug: str, application_id: UUID) -> HttpResponse:
    """One application as the office reads it, with what it can do next."""
    body = office_body_or_404(request.user, body_slug)
    rows = Application.objects.filter(scheme__body=body).exclude(state="draft")
    found = get_object_or_404(
        rows.select_related("scheme__body", "member__account", "definition"), pk=application_id
    )
    form = OfficeMessageForm(
        request.POST if request.method == "POST" and "approve" not in request.POST else None
    )
    if request.method == "POST":
        answer = _decide(request, found, form)
        if answer is not None:
            return answer
    rules = rules_of(found.definition)
    text = rules.forms.for_side("mentee" if found.role == "mentee" else "mentor")
    private = open_private_answers(found, by=request.user, role="office")
    cleared, today = clearance_of(found.member), timezone.localdate()
    context = {
        "body": body,
        "application": found,
        "rules": rules,
        "words": rules.roles.mentee if found.role == "mentee" else rules.roles.mentor,
        "answers": answers_in_words(text.questions, found.answers, found.scheme, rules),
        "private": answers_in_words(text.questions, private, found.scheme, rules),
        "standing": _standing(found, today),
        "form": form,
        "is_declared": bool(rules.eligibility.declaration(found.role)),
        "cleared": cleared if cleared and cleared.until >= today else None,
        "history": happenings_of(found),
        "can_review": can_review_application(request.user, found),
        "remarks": remarks_on([found])[found.pk],
    }
    return render(request, "enrolment/office_application.html", context)


def _decide(request: SignedInRequest, found: Application, form: OfficeMessageForm) -> HttpResponse | None:
    """Carry out the decision; None where the message is missing."""
    try:
        if not can_review_application(request.user, found):
            raise MoveRefused("In this scheme a director decides on applications.")
        if "approve" in request.POST:
            approve_application(found, by=request.user)
            announce(request, f"{found.member.name} is in the queue.")
        elif not form.is_valid():
            return None
        elif "refuse" in request.POST:
            refuse_application(found, by=request.user, message=form.cleaned_data["message"])
            announce(request, f"{found.member.name} has been told.")
        else:
            send_back_application(found, by=request.user, message=form.cleaned_data["message"])
            announce(request, f"{found.member.name} has been asked to look at it again.")
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    return redirect("office-application", body_slug=found.scheme.body.slug, application_id=found.pk)


def key_in(request: SignedInRequest, body_slug: str, scheme_id: UUID) -> HttpResponse:
    """Whose paper form it is; then the same form that members fill in."""
    scheme = office_scheme_or_404(request.user, body_slug, scheme_id)
    rules = rules_of(definition_in_force(scheme, timezone.localdate()))
    form = KeyInForm(scheme, rules, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            begun = begin_application(
                scheme,
                member=form.cleaned_data["number_or_email"],
                role=form.cleaned_data["side"],
                by=request.user,
                today=timezone.localdate(),
                declared=bool(form.cleaned_data.get("declared")),
            )
        except NotEligible as refused:
            form.add_error(None, str(refused))
        else:
            if begun.state == "draft" and begun.keyed_in_by_id == request.user.pk:
                return redirect("application-answers", application_id=begun.pk)
            form.add_error(None, "This member has an application of their own under way.")
    return render(request, "enrolment/key_in.html", {"scheme": scheme, "body": scheme.body, "form": form})
