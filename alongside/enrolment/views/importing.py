"""Making applications of a list whose members were imported: people who signed up somewhere else before."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from alongside.enrolment.forms.importing import AnswersForm
from alongside.enrolment.importing import ApplicationPlan, plan_applications, questions_for
from alongside.enrolment.jobs import IMPORT_APPLICATIONS
from alongside.notices.actions import ask_worker
from alongside.notices.queries import last_job
from alongside.people.importing.checking import CheckedRow, check_table
from alongside.people.importing.mapping import ColumnMapping
from alongside.people.models import Body, Import
from alongside.people.queries import office_body_or_404
from alongside.people.queries.imports import FileGone, table_of
from alongside.people.requests import SignedInRequest
from alongside.schemes.models import Scheme
from alongside.schemes.queries import definition_in_force, rules_of
from alongside.web.announce import announce, announce_problem


def applications_from_import(request: SignedInRequest, body_slug: str, import_id: UUID) -> HttpResponse:
    """Choose the scheme and what feeds its questions, look at every row, then hand the list to the worker."""
    body = office_body_or_404(request.user, body_slug)
    rows = Import.objects.continued_by(request.user).filter(body=body, state="applied")
    source = get_object_or_404(rows.select_related("body", "uploaded_by"), pk=import_id)
    scheme = _chosen_scheme(request, body)
    context: dict[str, Any] = {"body": body, "source": source, "scheme": scheme, "schemes": _schemes(body)}
    context["job"] = last_job(IMPORT_APPLICATIONS, source.pk)
    if scheme is None or (context["job"] and context["job"].status != "failed"):
        return render(request, "enrolment/import_applications.html", context)
    try:
        checked = _checked_rows(source, request)
    except FileGone as gone:
        announce_problem(request, str(gone))
        return redirect("office-imports", body.slug)
    today = timezone.localdate()
    rules = rules_of(definition_in_force(scheme, today))
    headings = ColumnMapping.from_json(source.mapping).answers
    form = AnswersForm(
        request.POST or None,
        questions=questions_for(rules, {row.role for row in checked}),
        answers=[(key, heading) for heading, key in headings.items()],
    )
    if request.method == "POST" and form.is_valid():
        plan = plan_applications(scheme, rules, checked, form.feeds(), today=today)
        if "apply" in request.POST and plan.new and not plan.errors:
            return _hand_over(request, body, source, scheme, form, plan)
        context["plan"] = plan
    return render(request, "enrolment/import_applications.html", {**context, "form": form})


def _schemes(body: Body) -> list[Scheme]:
    return list(Scheme.objects.filter(body=body, is_open=True).order_by("name"))


def _chosen_scheme(request: SignedInRequest, body: Body) -> Scheme | None:
    schemes = {str(scheme.pk): scheme for scheme in _schemes(body)}
    asked = request.GET.get("scheme", "")
    if not asked and len(schemes) == 1:
        return next(iter(schemes.values()))
    return schemes.get(asked)


def _checked_rows(source: Import, request: SignedInRequest) -> tuple[CheckedRow, ...]:
    table = table_of(source, by=request.user)
    return check_table(table, ColumnMapping.from_json(source.mapping), today=timezone.localdate()).rows


def _hand_over(
    request: SignedInRequest,
    body: Body,
    source: Import,
    scheme: Scheme,
    form: AnswersForm,
    plan: ApplicationPlan,
) -> HttpResponse:
    payload = {"scheme": str(scheme.pk), "feeds": form.feeds()}
    ask_worker(IMPORT_APPLICATIONS, subject=source.pk, payload=payload, by=request.user)
    announce(request, f"{len(plan.new)} applications are on their way. You may leave this page.")
    return redirect("office-import-applications", body.slug, source.pk)
