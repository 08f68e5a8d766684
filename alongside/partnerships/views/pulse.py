"""The page on which a partner says how it is going, and on which both see where they differ."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from alongside.domain.lifecycle import MoveRefused
from alongside.partnerships.actions.pulse import answer_pulse, skip_pulse
from alongside.partnerships.forms.pulse import PulseForm, pulse_initial
from alongside.partnerships.models import Session
from alongside.partnerships.queries.partnerships import session_or_404
from alongside.partnerships.queries.pulse import (
    PulseState,
    differing_questions,
    owes_pulse,
    pulse_rules,
    pulse_state,
    pulse_to_talk_about,
)
from alongside.partnerships.views.page import partnership_page
from alongside.people.requests import SignedInRequest
from alongside.vault.notes import open_notes
from alongside.web.announce import announce, announce_problem

LOW = 2
"""An answer so low, of 1 to 5, is met with what could help; the person who gave it alone sees that."""


@sensitive_post_parameters()
def session_pulse(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """The questions, and once both have answered what came of them."""
    found = session_or_404(request.user, session_id)
    role = found.partnership.role_of(request.user)
    rules = pulse_rules(found)
    if rules is None:
        announce_problem(request, "Nothing is asked about this session.")
        return redirect("session", session_id=found.pk)
    if request.method == "POST" and "skip" in request.POST:
        return _skip(request, found, role)
    form = PulseForm(rules, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return _answer(request, found, role, form)
    state = pulse_state(found, role)
    opened = _opened(request, found, state)
    if state.is_answered and not form.is_bound:
        form = PulseForm(rules, initial=pulse_initial(opened["scores"], opened["line"]))
    page = partnership_page(found.partnership, request.user, tab="partnership-sessions", exactly=False)
    context = {"session": found, "form": form, "pulse": state, "asked": owes_pulse(found, role), **opened}
    return render(request, "partnerships/session_pulse.html", page | context)


def _answer(request: SignedInRequest, found: Session, role: str, form: PulseForm) -> HttpResponse:
    try:
        answer_pulse(found, by=request.user, role=role, scores=form.scores, line=form.cleaned_data["line"])
        announce(request, "Thank you: your answers are kept, for you alone.")
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    return redirect("session-pulse", session_id=found.pk)


def _skip(request: SignedInRequest, found: Session, role: str) -> HttpResponse:
    try:
        skip_pulse(found, by=request.user, role=role)
        announce(request, "You have skipped it. You are not asked again about this session.")
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    return redirect("session", session_id=found.pk)


def _opened(request: SignedInRequest, found: Session, state: PulseState) -> dict[str, Any]:
    """One's own answers and where the two differ, opened together."""
    own, compared, rules = state.own, pulse_to_talk_about(found), found.partnership.rules.pulse
    notes = [own.text if own else None, compared.differing if compared else None]
    texts = open_notes(notes, by=request.user, role=found.partnership.role_of(request.user))
    given: dict[str, Any] = (
        json.loads(texts[own.text_id]) if own and own.text_id else {"scores": {}, "line": ""}
    )
    scores = given["scores"]
    differing = texts[compared.differing_id] if compared and compared.differing_id else "{}"
    return {
        "scores": scores,
        "line": given["line"],
        "is_low": found.partnership.state != "ended" and any(score <= LOW for score in scores.values()),
        "answered": [(each.label, scores[each.key]) for each in rules.questions if each.key in scores]
        if rules
        else [],
        "differing": differing_questions(found, differing),
    }
