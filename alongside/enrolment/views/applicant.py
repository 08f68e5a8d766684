"""What a member sees: schemes to join, the form, and where their application stands."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from alongside.domain.lifecycle import MoveRefused
from alongside.enrolment.actions import (
    NotEligible,
    SavedMeanwhile,
    begin_application,
    open_private_answers,
    save_answers,
    submit_application,
    withdraw_application,
)
from alongside.enrolment.forms.application import ApplicationForm, answers_in_words
from alongside.enrolment.forms.suggested import answers_taken_over, suggestions_of
from alongside.enrolment.milestones import milestones_of
from alongside.enrolment.models import Application
from alongside.enrolment.onward import onward_of
from alongside.enrolment.permissions import can_write_answers
from alongside.enrolment.queries import open_application, refusal_of, sides_open_to, standing_of
from alongside.enrolment.remarks import remarks_on
from alongside.people.models import Member
from alongside.people.requests import SignedInRequest
from alongside.schemes.models import Scheme
from alongside.schemes.queries import (
    definition_in_force,
    joint_offers,
    rules_of,
    schemes_open_to,
    terms_of,
)
from alongside.web.announce import announce, announce_problem
from alongside.web.wording import clock


def schemes(request: SignedInRequest) -> HttpResponse:
    """Schemes the person could join, and those they are in."""
    rows = [
        {
            "scheme": scheme,
            "rules": rules_of(definition_in_force(scheme, timezone.localdate())),
            "application": open_application(_membership(request, scheme), scheme),
        }
        for scheme in schemes_open_to(request.user)
    ]
    context = {"rows": rows, "offers": joint_offers(request.user, timezone.localdate())}
    return render(request, "enrolment/schemes.html", context)


def scheme(request: SignedInRequest, scheme_id: UUID) -> HttpResponse:
    """What a scheme is for, and which part this member may apply for."""
    found = get_object_or_404(Scheme.objects.visible_to(request.user).select_related("body"), pk=scheme_id)
    member = _membership(request, found)
    rules = rules_of(definition_in_force(found, timezone.localdate()))
    open_sides = sides_open_to(member, rules, timezone.localdate())
    parts = [
        {
            "side": side,
            "words": words,
            "is_open": side in open_sides,
            "because": refusal_of(member, rules, side),
            "declaration": rules.eligibility.declaration(side),
            "application": open_application(member, found, side),
        }
        for side, words in (("mentee", rules.roles.mentee), ("mentor", rules.roles.mentor))
    ]
    context = {
        "scheme": found,
        "rules": rules,
        "member": member,
        "parts": parts,
        "is_member": rules.eligibility.takes(member.status),
    }
    return render(request, "enrolment/scheme.html", context)


def begin(request: SignedInRequest, scheme_id: UUID, side: str) -> HttpResponse:
    """Begin an application, or go on with the one there is."""
    found = get_object_or_404(Scheme.objects.visible_to(request.user), pk=scheme_id)
    member = _membership(request, found)
    _known_side(side)
    try:
        application = begin_application(
            found,
            member=member,
            role=side,
            by=request.user,
            today=timezone.localdate(),
            declared="declared" in request.POST,
        )
    except NotEligible as refused:
        announce_problem(request, str(refused))
        return redirect("scheme", scheme_id=scheme_id)
    return redirect("application", application_id=application.pk)


def blank_form(request: SignedInRequest, scheme_id: UUID, side: str) -> HttpResponse:
    """The form on paper: every question with room to write."""
    found = get_object_or_404(Scheme.objects.visible_to(request.user).select_related("body"), pk=scheme_id)
    rules = rules_of(definition_in_force(found, timezone.localdate()))
    form = rules.forms.for_side(_known_side(side))
    questions = [
        {
            "question": question,
            "terms": terms_of(found, rules, question.vocabulary) if question.vocabulary else [],
        }
        for question in form.questions
    ]
    context = {
        "scheme": found,
        "form_text": form,
        "questions": questions,
        "declaration": rules.eligibility.declaration(side),
    }
    return render(request, "enrolment/blank_form.html", context)


def application(request: SignedInRequest, application_id: UUID) -> HttpResponse:
    """Where the applicant stands, and by when they will hear; a draft leads to its form."""
    found = _own(request, application_id)
    if found.state == "draft":
        return redirect("application-answers", application_id=found.pk)
    onward = onward_of(found)
    if onward and onward.replaces:
        return redirect(onward.url)
    rules = rules_of(found.definition)
    form = rules.forms.for_side(_known_side(found.role))
    standing = standing_of(found, timezone.localdate()) if found.state in ("submitted", "waiting") else None
    private = open_private_answers(found, by=request.user, role="applicant")
    context = {
        "application": found,
        "rules": rules,
        "words": rules.roles.mentee if found.role == "mentee" else rules.roles.mentor,
        "standing": standing,
        "milestones": milestones_of(found, standing),
        "answers": answers_in_words(form.questions, found.answers | private, found.scheme, rules),
        "can_withdraw": found.state in ("submitted", "waiting"),
        "onward": onward,
        "remarks": remarks_on([found])[found.pk],
    }
    return render(request, "enrolment/application.html", context)


@sensitive_post_parameters()
def answers(request: SignedInRequest, application_id: UUID) -> HttpResponse:
    """The form: save it as it is, or send it."""
    found = _writable(request, application_id)
    onward = onward_of(found)
    sending = request.method == "POST" and "send" in request.POST
    form = _form(request, found, sending=sending)
    if request.method == "POST" and form.is_valid():
        try:
            if "suggest" in request.POST:
                return _take_over(request, found, form)
            saved = _save(request, found, form)
            if sending and onward and onward.sends:
                return redirect(onward.url)
            if not sending:
                announce(request, "Your draft is saved. Come back whenever you like.")
                return redirect("application-answers", application_id=found.pk)
            submit_application(saved, by=request.user, now=timezone.now())
            announce(request, "Your application is on its way.")
            return redirect(_after_sending(request, found))
        except SavedMeanwhile as newer:
            return _two_versions(request, found, form, newer)
        except (NotEligible, MoveRefused) as refused:
            form.add_error(None, str(refused))
    return render(request, "enrolment/answers.html", _form_page(request, found, form))


def _take_over(request: SignedInRequest, found: Application, form: ApplicationForm) -> HttpResponse:
    """Save the draft with what the applicant rated low or high ticked, as each question says."""
    suggestions = suggestions_of(found, request.user, _known_side(found.role))
    taken, more = answers_taken_over(form, suggestions)
    _save(request, found, form, answers=taken)
    if more:
        announce(request, "Taken over from how you rated yourself. Change it as you like.")
    else:
        announce(request, "There was nothing more to take over: choose for yourself.")
    return redirect("application-answers", application_id=found.pk)


@sensitive_post_parameters()
def draft(request: SignedInRequest, application_id: UUID) -> HttpResponse:
    """Autosave: keep what is there, even where it could not be sent yet."""
    found = _writable(request, application_id)
    form = _form(request, found, sending=False)
    if not form.is_valid():
        return JsonResponse({"problem": "Not saved yet: one of your answers needs a look."}, status=422)
    try:
        saved = _save(request, found, form)
    except SavedMeanwhile as newer:
        return JsonResponse({"problem": str(newer)}, status=409)
    local = timezone.localtime(saved.saved_at)
    return JsonResponse({"saved_at": clock(local), "version": saved.version})


def withdraw(request: SignedInRequest, application_id: UUID) -> HttpResponse:
    """Leave the queue; asked once, by consequence."""
    found = _own(request, application_id)
    if request.method == "POST":
        try:
            withdraw_application(found, by=request.user, role="applicant")
        except MoveRefused as refused:
            announce_problem(request, str(refused))
            return redirect("application", application_id=found.pk)
        announce(request, "You have withdrawn your application. You can apply again on any day.")
        return redirect("schemes")
    return render(request, "enrolment/withdraw.html", {"application": found})


def _membership(request: SignedInRequest, scheme: Scheme) -> Member:
    return get_object_or_404(Member.objects.of(request.user), body=scheme.body_id)


def _known_side(side: str) -> Any:
    if side not in ("mentee", "mentor"):
        raise Http404
    return side


def _own(request: SignedInRequest, application_id: UUID) -> Application:
    rows = Application.objects.filter(member__account=request.user)
    return get_object_or_404(
        rows.select_related("scheme__body", "member__account", "definition"), pk=application_id
    )


def _writable(request: SignedInRequest, application_id: UUID) -> Application:
    """A draft that this person may write, whether applicant or office with a paper form."""
    rows = Application.objects.visible_to(request.user)
    found = get_object_or_404(
        rows.select_related("scheme__body", "member__account", "definition"), pk=application_id
    )
    if not can_write_answers(request.user, found):
        raise Http404
    return found


def _form(request: SignedInRequest, found: Application, *, sending: bool) -> ApplicationForm:
    if request.method == "POST":
        return ApplicationForm(found, request.POST, sending=sending)
    role = "applicant" if found.member.account_id == request.user.pk else "office"
    return ApplicationForm(
        found, initial=found.answers | open_private_answers(found, by=request.user, role=role)
    )


def _save(
    request: SignedInRequest,
    found: Application,
    form: ApplicationForm,
    answers: dict[str, Any] | None = None,
) -> Application:
    return save_answers(
        found,
        by=request.user,
        answers=form.answers() if answers is None else answers,
        private=form.private_answers(),
        version=form.cleaned_data.get("version"),
        capacity=form.capacity(),
    )


def _two_versions(
    request: SignedInRequest, found: Application, form: ApplicationForm, newer: SavedMeanwhile
) -> HttpResponse:
    """Show both, keep both: what was typed stays in the form, what was saved stands beside it."""
    rules = rules_of(found.definition)
    text = rules.forms.for_side(_known_side(found.role))
    form.data = request.POST.copy()
    form.data["version"] = str(newer.version)
    form.add_error(
        None, "These answers were saved somewhere else while you wrote. Compare, then save what you want."
    )
    saved = answers_in_words(text.questions, newer.saved, found.scheme, rules)
    return render(
        request,
        "enrolment/answers.html",
        _form_page(request, found, form) | {"saved_elsewhere": saved},
        status=409,
    )


def _form_page(request: SignedInRequest, found: Application, form: ApplicationForm) -> dict[str, Any]:
    rules, side = rules_of(found.definition), _known_side(found.role)
    return {
        "application": found,
        "form": form,
        "form_text": rules.forms.for_side(side),
        "suggestions": suggestions_of(found, request.user, side),
        "rules": rules,
        "is_minor": rules.safeguarding is not None and found.member.is_minor_on(timezone.localdate()),
        "for_someone_else": found.keyed_in_by is not None,
        "onward": onward_of(found),
    }


def _after_sending(request: SignedInRequest, found: Application) -> str:
    if found.member.account_id == request.user.pk:
        return reverse("application", args=[found.pk])
    return reverse("office-application", args=[found.scheme.body.slug, found.pk])
