"""What the two expect of each other: the list, one expectation, and who leads the conversation."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from alongside.domain.lifecycle import MoveRefused
from alongside.partnerships.actions.expectations import (
    hand_over_expectations,
    read_expectations,
    state_expectation,
)
from alongside.partnerships.forms.expectations import ExpectationForm
from alongside.partnerships.models import Partnership
from alongside.partnerships.queries.expectations import (
    expectation_or_404,
    expectations_of,
    opened_expectations,
    round_of,
    waits_for,
)
from alongside.partnerships.queries.partnerships import partnership_or_404
from alongside.partnerships.views.expectation_page import expectation_page, guidance_of
from alongside.partnerships.views.page import partnership_page
from alongside.people.requests import SignedInRequest
from alongside.web.announce import announce, announce_problem


@sensitive_post_parameters()
def expectations(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """The list, where the conversation stands, and the form for one more."""
    found = partnership_or_404(request.user, partnership_id)
    form = ExpectationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            said = form.cleaned_data
            state_expectation(
                found,
                by=request.user,
                role=found.role_of(request.user),
                text=said["text"],
                expectation_id=said["expectation_id"],
            )
            announce(request, f"{found.partner_of(request.user).given_name} can read it now, ask and agree.")
            return redirect("expectations", partnership_id=found.pk)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
    read_expectations(found, by=request.user)
    return render(request, "partnerships/expectations.html", _list_page(request, found, form))


def _list_page(request: SignedInRequest, found: Partnership, form: ExpectationForm) -> dict[str, Any]:
    page = partnership_page(found, request.user, tab="expectations")
    opened = opened_expectations(expectations_of(found), found, by=request.user)
    by_state: dict[str, list[Any]] = {}
    for each in opened:
        by_state.setdefault(each.expectation.state, []).append(each)
    to_settle = by_state.get("stated", []) + by_state.get("clarifying", [])
    yours = [each for each in to_settle if waits_for(each.expectation, page["role"])]
    rest = [each for each in to_settle if each not in yours]
    standing = round_of(found)
    return page | {
        "form": form,
        "round": standing,
        "leader": found.mentee if standing.lead == "mentee" else found.mentor,
        "missing": [found.mentee if side == "mentee" else found.mentor for side in standing.missing],
        "yours": yours,
        "rest": rest,
        "agreed": by_state.get("agreed", []),
        "deferred": by_state.get("deferred", []),
        "not_applicable": by_state.get("not_applicable", []),
        "today": timezone.localdate(),
        **guidance_of(found),
    }


def expectation(request: SignedInRequest, expectation_id: UUID) -> HttpResponse:
    """One expectation: its words, questions, what each may do now, and its history."""
    return expectation_page(request, expectation_or_404(request.user, expectation_id))


def expectations_hand_over(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Let the partner lead the conversation."""
    found = partnership_or_404(request.user, partnership_id)
    try:
        hand_over_expectations(found, by=request.user, role=found.role_of(request.user))
        announce(request, f"{found.partner_of(request.user).given_name} leads this conversation now.")
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    return redirect("expectations", partnership_id=found.pk)
