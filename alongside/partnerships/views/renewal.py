"""Whether the two go on after the last day they agreed on; each answers for themselves."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.partnerships.actions.renewing import answer_renewal
from alongside.partnerships.forms.agreement import RenewalForm
from alongside.partnerships.models import Partnership, RenewalAnswer
from alongside.partnerships.queries.partnerships import partnership_or_404
from alongside.partnerships.queries.renewals import answer_of, asks_for_renewal
from alongside.partnerships.views.page import partnership_page
from alongside.people.requests import SignedInRequest
from alongside.web.announce import announce
from alongside.web.wording import day_in_full


def renewal(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """The last day, the question once it is near, and what one has answered."""
    found = partnership_or_404(request.user, partnership_id)
    role = found.role_of(request.user)
    asks = asks_for_renewal(found, timezone.localdate())
    form = _form(request, found.until, answer_of(found, role)) if found.until and asks else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            said = answer_renewal(
                found,
                by=request.user,
                role=role,
                about=form.cleaned_data["about"],
                further_until=form.day(),
            )
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            announce(request, _what_came_of_it(found, said, form))
            return redirect("partnership", partnership_id=found.pk)
    page = partnership_page(found, request.user, tab="agreement", exactly=False)
    context = {"form": form, "answer": answer_of(found, role)}
    return render(request, "partnerships/renewal.html", page | context)


def _form(request: SignedInRequest, until: date, answer: RenewalAnswer | None) -> RenewalForm:
    initial: dict[str, object] = {"about": until.isoformat()}
    if answer is not None:
        initial |= {"go_on": "yes" if answer.further_until else "no"}
        initial |= {"further_until": answer.further_until} if answer.further_until else {}
    return RenewalForm(until, request.POST if request.method == "POST" else None, initial=initial)


def _what_came_of_it(found: Partnership, said: Partnership, form: RenewalForm) -> str:
    if said.until and said.until != found.until:
        return f"You both want to go on: until {day_in_full(said.until)}."
    if form.day() is None:
        return "Your answer is kept, and your partner does not see it. You can change it until the last day."
    return "Your answer is kept. You both hear as soon as both of you want to go on."
