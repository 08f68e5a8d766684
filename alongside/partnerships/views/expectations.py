"""What the two expect of each other: the list, one expectation, and every step of the formula."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from alongside.domain.lifecycle import MoveRefused
from alongside.partnerships.actions.expectations import (
    DayRefused,
    WordedMeanwhile,
    accept_wording,
    clarify_expectation,
    defer_expectation,
    hand_over_expectations,
    read_expectations,
    reopen_expectation,
    set_expectation_aside,
    state_expectation,
    suggest_wording,
)
from alongside.partnerships.forms.expectations import (
    AcceptForm,
    ClarificationForm,
    DeferForm,
    ExpectationForm,
    WordingForm,
)
from alongside.partnerships.models import Expectation, Partnership
from alongside.partnerships.queries.expectations import (
    expectation_or_404,
    expectations_of,
    history_of,
    moves_for,
    opened_expectations,
    round_of,
    waits_for,
)
from alongside.partnerships.queries.partnerships import partnership_or_404
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
        **_guidance(found),
    }


def expectation(request: SignedInRequest, expectation_id: UUID) -> HttpResponse:
    """One expectation: its words, questions, what each may do now, and its history."""
    return _page(request, expectation_or_404(request.user, expectation_id))


@sensitive_post_parameters()
def expectation_clarify(request: SignedInRequest, expectation_id: UUID) -> HttpResponse:
    """Ask what it means, or answer."""
    found = expectation_or_404(request.user, expectation_id)
    role = found.partnership.role_of(request.user)
    form = ClarificationForm(request.POST, prefix="ask", answers=role == found.role)
    if not form.is_valid():
        return _page(request, found, ask_form=form)
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
            return _page(request, newest, status=409, words_form=form)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
    return _page(request, found, words_form=form)


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
        return _page(request, found, later_form=form)
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


def expectations_hand_over(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Let the partner lead the conversation."""
    found = partnership_or_404(request.user, partnership_id)
    try:
        hand_over_expectations(found, by=request.user, role=found.role_of(request.user))
        announce(request, f"{found.partner_of(request.user).given_name} leads this conversation now.")
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    return redirect("expectations", partnership_id=found.pk)


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


def _page(request: SignedInRequest, found: Expectation, *, status: int = 200, **forms: Any) -> HttpResponse:
    partnership = found.partnership
    page = partnership_page(partnership, request.user, tab="expectations", exactly=False)
    (opened,) = opened_expectations([found], partnership, by=request.user, whole=True)
    role = page["role"]
    context = {
        "expectation": found,
        "opened": opened,
        "author": partnership.mentee if found.role == "mentee" else partnership.mentor,
        "is_own": found.role == role,
        "waits_for_you": waits_for(found, role),
        "acceptances": _acceptances(found),
        "moves": {row.name for row in moves_for(found, role)} if page["can_change"] else set(),
        "history": history_of(found),
        "ask_form": ClarificationForm(prefix="ask", answers=found.role == role),
        "words_form": WordingForm(
            prefix="words", initial={"text": opened.words, "seen": opened.wording.number}
        ),
        "later_form": _later_form(partnership),
        **_guidance(partnership),
        **forms,
    }
    if forms:
        context["form"] = next(iter(forms.values()))
    return render(request, "partnerships/expectation.html", page | context, status=status)


def _acceptances(found: Expectation) -> list[dict[str, Any]]:
    """For each partner: whether they accept the newest words, and whether they had accepted older ones."""
    partnership = found.partnership
    rows = (
        ("mentee", partnership.mentee, found.mentee_accepts, found.mentee_accepted_at),
        ("mentor", partnership.mentor, found.mentor_accepts, found.mentor_accepted_at),
    )
    return [
        {
            "role": role,
            "member": member,
            "accepts": found.is_accepted_by(role),
            "lapsed": accepts is not None and not found.is_accepted_by(role),
            "at": at,
        }
        for role, member, accepts, at in rows
    ]


def _later_form(partnership: Partnership) -> DeferForm:
    """Suggests the day of the session after the next one, or of the next where it is the last."""
    today = timezone.localdate()
    planned = [session.target_on for session in partnership.sessions.all() if session.state == "planned"]
    suggested = max(planned[:2], default=today + timedelta(days=28))
    return DeferForm(today, prefix="later", suggested=max(suggested, today + timedelta(days=1)))


def _guidance(partnership: Partnership) -> dict[str, Any]:
    """What is in sight while people state expectations: the purpose, advice, and what is fixed for everybody."""
    rules = partnership.rules
    return {
        "purpose": rules.purpose.summary,
        "guidance": rules.expectations.guidance,
        "clauses": [clause for clause in rules.agreement.clauses if clause.fixed],
    }
