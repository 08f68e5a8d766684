"""The page of one expectation: its words, what was said about them, and what each may do now."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from alongside.partnerships.forms.expectations import ClarificationForm, DeferForm, WordingForm
from alongside.partnerships.models import Expectation, Partnership
from alongside.partnerships.queries.expectations import (
    history_of,
    moves_for,
    opened_expectations,
    waits_for,
)
from alongside.partnerships.views.page import partnership_page
from alongside.people.requests import SignedInRequest


def expectation_page(
    request: SignedInRequest, found: Expectation, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """Draw the page; `forms` holds the one to be put right, by its name in the template."""
    partnership = found.partnership
    page = partnership_page(partnership, request.user, tab="expectations", exactly=False)
    (opened,) = opened_expectations([found], partnership, by=request.user, whole=True)
    role = page["role"]
    context = {
        "expectation": found,
        "opened": opened,
        "author": partnership.member_of(found.role),
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
        **guidance_of(partnership),
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


def guidance_of(partnership: Partnership) -> dict[str, Any]:
    """What is in sight while people state expectations: the purpose, advice, and what is fixed for everybody."""
    rules = partnership.rules
    return {
        "purpose": rules.purpose.summary,
        "guidance": rules.expectations.guidance,
        "clauses": [clause for clause in rules.agreement.clauses if clause.fixed],
    }
