"""Somebody under 18 says so before they send an application, and the office says which adults are checked."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from alongside.enrolment.age import clear_adult, say_under_18, take_back_clearance
from alongside.enrolment.forms.age import AgeForm, ClearanceForm
from alongside.enrolment.models import Application
from alongside.enrolment.permissions import can_write_answers
from alongside.enrolment.queries import clearance_of
from alongside.people.queries import office_body_or_404
from alongside.people.requests import SignedInRequest
from alongside.schemes.queries import rules_of
from alongside.web.announce import announce, announce_problem


@sensitive_post_parameters()
def age(request: SignedInRequest, application_id: UUID) -> HttpResponse:
    """What it means to be under 18 here, and the one day that is asked for."""
    rows = Application.objects.visible_to(request.user).select_related("scheme__body", "member", "definition")
    found = get_object_or_404(rows, pk=application_id)
    if not can_write_answers(request.user, found):
        raise Http404
    today = timezone.now().astimezone(found.scheme.body.zone).date()
    form = AgeForm(request.POST if request.method == "POST" else None, today=today)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["adult_on"]
        why = say_under_18(found, adult_on=day, by=request.user, today=today)
        if why:
            announce_problem(request, why)
            if found.member.account_id != request.user.pk:
                return redirect("office-applications", body_slug=found.scheme.body.slug)
            return redirect("scheme", scheme_id=found.scheme_id)
        announce(request, "Noted. Go on with your application.")
        return redirect("application-answers", application_id=found.pk)
    context = {"application": found, "rules": rules_of(found.definition), "form": form}
    return render(request, "enrolment/age.html", context)


def clearance(request: SignedInRequest, body_slug: str, application_id: UUID) -> HttpResponse:
    """Tick that an adult is checked, until a day; or take it back."""
    body = office_body_or_404(request.user, body_slug)
    rows = Application.objects.filter(scheme__body=body, role=Application.MENTOR).exclude(state="draft")
    found = get_object_or_404(rows.select_related("scheme__body", "member", "definition"), pk=application_id)
    kept = rules_of(found.definition).safeguarding
    if kept is None:
        raise Http404
    today = timezone.localdate()
    if "take_back" in request.POST:
        take_back_clearance(found.member, by=request.user)
        announce(request, f"Taken back. {found.member.name} is paired with nobody under 18 from now on.")
        return redirect("office-application", body_slug=body.slug, application_id=found.pk)
    form = ClearanceForm(
        request.POST if request.method == "POST" else None, today=today, clearance=kept.clearance
    )
    if request.method == "POST" and form.is_valid():
        clear_adult(found.member, until=form.cleaned_data["until"], by=request.user)
        announce(request, f"Noted. {found.member.name} may mentor people under 18.")
        return redirect("office-application", body_slug=body.slug, application_id=found.pk)
    context = {
        "body": body,
        "application": found,
        "form": form,
        "cleared": clearance_of(found.member),
        "today": today,
    }
    return render(request, "enrolment/clearance.html", context)
