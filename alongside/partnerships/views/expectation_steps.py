"""The steps of the formula, each a form of its own: ask, reword, accept, set aside, put off, open again."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from alongside.domain.lifecycle import MoveRefused
from alongside.partnerships.actions.expectations import (
    WordedMeanwhile,
    accept_wording,
    clarify_expectation,
    suggest_wording,
)
from alongside.partnerships.actions.postponing import (
    DayRefused,
    defer_expectation,
    reopen_expectation,
    set_expectation_aside,
)
from alongside.partnerships.forms.expectations import AcceptForm, ClarificationForm, DeferForm, WordingForm
from alongside.partnerships.models import Expectation
from alongside.partnerships.queries.expectations import expectation_or_404
from alongside.partnerships.views.expectation_page import expectation_page
from alongside.people.requests import SignedInRequest
from alongside.web.announce import announce, announce_problem


@sensitive_post_parameters()
def expectation_clarify(request: SignedInRequest, expectation_id: UUID) -> HttpResponse:
    """Ask what it means, or answer."""
    found = expectation_or_404(request.user, expectation_id)
    role = found.partnership.role_of(request.user)
    form = ClarificationForm(request.POST, prefix="ask", answers=role == found.role)
    if not form.is_valid():
        return expectation_page(request, found, ask_form=form)
    said = form.cleaned_data
    return _step(
        request,
        found,
        lambda: clarify_expectation(
            found, by=request.user, role=role, text=said["text"], clarification_id=said["clarification_id"]
        ),
        "",
    )


@sensitive_post_parameters()
def expectation_words(request: SignedInRequest, expectation_id: UUID) -> HttpResponse:
    """Suggest other words; where the partner was quicker, both texts are shown and nothing is lost."""
    found = expectation_or_404(request.user, expectation_id)
    form = WordingForm(request.POST, prefix="words")
    if form.is_valid():
        try:
            suggest_wording(
                found,
                by=request.user,
                role=found.partnership.role_of(request.user),
                text=form.cleaned_data["text"],
                seen=form.cleaned_data["seen"],
            )
            return redirect("expectation", expectation_id=found.pk)
        except WordedMeanwhile:
            newest = expectation_or_404(request.user, expectation_id)
            form.show_newer(newest.wording)
            return expectation_page(request, newest, status=409, words_form=form)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
    return expectation_page(request, found, words_form=form)


def expectation_accept(request: SignedInRequest, expectation_id: UUID) -> HttpResponse:
    """Accept the words that were on the page."""
    found = expectation_or_404(request.user, expectation_id)
    form = AcceptForm(request.POST)
    if not form.is_valid():
        announce_problem(request, "Read the words once more, then accept them.")
        return redirect("expectation", expectation_id=found.pk)
    role, seen = found.partnership.role_of(request.user), form.cleaned_data["seen"]
    return _step(request, found, lambda: accept_wording(found, by=request.user, role=role, seen=seen), "")


def expectation_aside(request: SignedInRequest, expectation_id: UUID) -> HttpResponse:
    """Set it aside as not applicable."""
    found = expectation_or_404(request.user, expectation_id)
    role = found.partnership.role_of(request.user)
    return _step(
        request,
        found,
        lambda: set_expectation_aside(found, by=request.user, role=role),
        "It is set aside. It can be opened again at any time.",
    )


def expectation_defer(request: SignedInRequest, expectation_id: UUID) -> HttpResponse:
    """Put it off to a day."""
    found = expectation_or_404(request.user, expectation_id)
    role, today = found.partnership.role_of(request.user), timezone.localdate()
    form = DeferForm(today, request.POST, prefix="later")
    if not form.is_valid():
        return expectation_page(request, found, later_form=form)
    day = form.cleaned_data["review_on"]
    return _step(
        request,
        found,
        lambda: defer_expectation(found, by=request.user, role=role, review_on=day, today=today),
        "It comes back by itself on the day you chose.",
    )


def expectation_reopen(request: SignedInRequest, expectation_id: UUID) -> HttpResponse:
    """Open it again."""
    found = expectation_or_404(request.user, expectation_id)
    role = found.partnership.role_of(request.user)
    return _step(
        request,
        found,
        lambda: reopen_expectation(found, by=request.user, role=role),
        "It is open again: both of you decide anew.",
    )


def _step(
    request: SignedInRequest, found: Expectation, take: Callable[[], object], done: str
) -> HttpResponse:
    """Take a step, say what came of it, and show the expectation again."""
    try:
        take()
        if done:
            announce(request, done)
    except (MoveRefused, DayRefused) as refused:
        announce_problem(request, str(refused))
    return redirect("expectation", expectation_id=found.pk)
