"""Achievements that could be told to others: written by the two, released by the mentee, read by the office."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from alongside.domain.lifecycle import MoveRefused
from alongside.partnerships.actions.achievements import (
    change_achievement,
    keep_achievement,
    read_achievement,
    read_released,
    release_achievement,
    remove_achievement,
    write_achievement,
)
from alongside.partnerships.forms.achievements import AchievementForm, ConsentForm
from alongside.partnerships.models import Achievement, Partnership
from alongside.partnerships.queries.achievements import (
    achievement_or_404,
    opened_achievements,
    released_achievements,
)
from alongside.partnerships.queries.partnerships import partnership_or_404
from alongside.partnerships.views.page import partnership_page
from alongside.people.queries import office_body_or_404
from alongside.people.requests import SignedInRequest
from alongside.vault.notes import WrittenMeanwhile
from alongside.web.announce import announce, announce_problem

PAGE = 25


@sensitive_post_parameters()
def achievement_new(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Write about a success, for the two alone."""
    found = partnership_or_404(request.user, partnership_id)
    if not found.rules.sponsorship.achievements:
        raise Http404
    form = AchievementForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            said = form.cleaned_data
            made = write_achievement(
                found,
                by=request.user,
                role=found.role_of(request.user),
                text=said["text"],
                achievement_id=said["achievement_id"],
            )
            announce(request, "It is kept, for the two of you.")
            return redirect("achievement", achievement_id=made.pk)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
    return _form_page(request, found, form)


def achievement(request: SignedInRequest, achievement_id: UUID) -> HttpResponse:
    """The words, whether the office may tell them, and the mentee's say in it."""
    found = achievement_or_404(request.user, achievement_id)
    (opened,) = opened_achievements([found], found.partnership, by=request.user)
    read_achievement(found, by=request.user)
    page = partnership_page(found.partnership, request.user, tab="opening-doors", exactly=False)
    context = {"achievement": found, "opened": opened}
    return render(request, "partnerships/achievement.html", page | context)


@sensitive_post_parameters()
def achievement_change(request: SignedInRequest, achievement_id: UUID) -> HttpResponse:
    """Put it in other words; the mentee then has to consent anew."""
    found = achievement_or_404(request.user, achievement_id)
    (opened,) = opened_achievements([found], found.partnership, by=request.user)
    if request.method != "POST":
        form = AchievementForm(initial={"text": opened.words, "version": found.text.version})
        return _form_page(request, found.partnership, form, found)
    form = AchievementForm(request.POST)
    if not form.is_valid():
        return _form_page(request, found.partnership, form, found)
    return _change(request, found, form, opened.words)


def achievement_consent(request: SignedInRequest, achievement_id: UUID) -> HttpResponse:
    """The mentee lets the office tell these words, or takes that back."""
    found = achievement_or_404(request.user, achievement_id)
    role, form = found.partnership.role_of(request.user), ConsentForm(request.POST)
    try:
        if not form.is_valid():
            raise MoveRefused(
                "Nothing was changed. Read the words, then say whether the office may tell them."
            )
        if form.cleaned_data["agrees"] == "yes":
            version = form.cleaned_data["version"]
            release_achievement(found, by=request.user, role=role, version=version)
            announce(request, "The office may tell others these words, and no other ones.")
        else:
            keep_achievement(found, by=request.user, role=role)
            announce(request, "Taken back. The office no longer has these words.")
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    return redirect("achievement", achievement_id=found.pk)


def achievement_remove(request: SignedInRequest, achievement_id: UUID) -> HttpResponse:
    """Delete it with its words."""
    found = achievement_or_404(request.user, achievement_id)
    try:
        remove_achievement(found, by=request.user, role=found.partnership.role_of(request.user))
    except MoveRefused as refused:
        announce_problem(request, str(refused))
        return redirect("achievement", achievement_id=found.pk)
    announce(request, "It is removed, and its words are deleted.")
    return redirect("opening-doors", partnership_id=found.partnership_id)


def office_achievements(request: SignedInRequest, body_slug: str) -> HttpResponse:
    """What mentees let the office tell, word for word."""
    body = office_body_or_404(request.user, body_slug)
    page = Paginator(released_achievements(body), PAGE).get_page(request.GET.get("page"))
    read_released(body, by=request.user)
    return render(request, "partnerships/office_achievements.html", {"body": body, "page": page})


def _change(request: SignedInRequest, found: Achievement, form: AchievementForm, saved: str) -> HttpResponse:
    said, role = form.cleaned_data, found.partnership.role_of(request.user)
    try:
        change_achievement(found, by=request.user, role=role, text=said["text"], version=said["version"])
    except WrittenMeanwhile:
        form.keep_both(saved, found.text.version)
        return _form_page(request, found.partnership, form, found, status=409)
    except MoveRefused as refused:
        form.add_error(None, str(refused))
        return _form_page(request, found.partnership, form, found)
    announce(request, "It is saved, for the two of you.")
    return redirect("achievement", achievement_id=found.pk)


def _form_page(
    request: SignedInRequest,
    partnership: Partnership,
    form: AchievementForm,
    found: Achievement | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    page = partnership_page(partnership, request.user, tab="opening-doors", exactly=False)
    context = {"form": form, "achievement": found}
    return render(request, "partnerships/achievement_form.html", page | context, status=status)
