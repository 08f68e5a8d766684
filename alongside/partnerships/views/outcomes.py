"""The page on which a partner says what the partnership has been good for, and sees what they said before."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from alongside.domain.lifecycle import MoveRefused
from alongside.partnerships.actions.outcomes import answer_outcomes
from alongside.partnerships.forms.outcomes import OutcomesForm
from alongside.partnerships.queries.outcomes import own_answers, questions_of, stage_open
from alongside.partnerships.queries.partnerships import partnership_or_404
from alongside.partnerships.views.page import partnership_page
from alongside.people.requests import SignedInRequest
from alongside.web.announce import announce, announce_problem


@sensitive_post_parameters()
def outcomes(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """The questions while they are asked, and one's own answers of each time."""
    found = partnership_or_404(request.user, partnership_id)
    role = found.role_of(request.user)
    questions = questions_of(found, role)
    if not questions:
        raise Http404
    stage = stage_open(found, role, timezone.localdate())
    form = OutcomesForm(
        questions, request.POST if request.method == "POST" else None, initial={"stage": stage}
    )
    if form.is_bound and form.is_valid():
        try:
            answer_outcomes(
                found, by=request.user, role=role, stage=form.cleaned_data["stage"], answers=form.answers
            )
            announce(request, "Thank you. Your answers are kept, for you alone.")
        except MoveRefused as refused:
            announce_problem(request, str(refused))
        return redirect("outcomes", partnership_id=found.pk)
    context = {
        "form": form if stage else None,
        "stage": stage,
        "answers": own_answers(found, by=request.user),
        "months": found.rules.outcomes.months_after if found.rules.outcomes else 0,
    }
    page = partnership_page(found, request.user, tab="partnership", exactly=False)
    return render(request, "partnerships/outcomes.html", page | context)
