"""Who works in the office."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from alongside.people.actions.office import LastDirector, ask_into_office, let_go
from alongside.people.forms.office_roles import ROLE_WORDS, GrantForm
from alongside.people.models import Body, OfficeRole
from alongside.people.permissions import can_grant_office_role
from alongside.people.queries import office_body_or_404
from alongside.people.queries.members import office_of
from alongside.people.requests import SignedInRequest
from alongside.web.announce import announce, announce_problem


def office(request: SignedInRequest, body_slug: str) -> HttpResponse:
    """Everyone of the office, and what each may do."""
    body = office_body_or_404(request.user, body_slug)
    rows = [{"office_role": row, "words": ROLE_WORDS[row.role]} for row in office_of(body)]
    may_grant = can_grant_office_role(request.user, body)
    return render(request, "people/office.html", {"body": body, "rows": rows, "may_grant": may_grant})


def grant(request: SignedInRequest, body_slug: str) -> HttpResponse:
    """Let somebody work in the office."""
    body = _directed_body_or_404(request, body_slug)
    form = GrantForm(request.POST or None)
    if not form.is_valid():
        return render(request, "people/office_grant.html", {"body": body, "form": form})
    granted = ask_into_office(body, by=request.user, **form.cleaned_data)
    announce(request, f"{granted.account} is {granted.role} now, and a mail says so.")
    return redirect("office-people", body.slug)


def revoke(request: SignedInRequest, body_slug: str, role_id: UUID) -> HttpResponse:
    """Take an office role away, after saying what that means."""
    body = _directed_body_or_404(request, body_slug)
    held = get_object_or_404(OfficeRole.objects.select_related("account", "body"), body=body, pk=role_id)
    if request.method != "POST":
        return render(request, "people/office_revoke.html", {"body": body, "held": held})
    try:
        let_go(held, by=request.user)
        announce(request, f"{held.account} is no longer {held.role}.")
    except LastDirector as refusal:
        announce_problem(request, str(refusal))
    # Whoever let themselves go has no more business on the office's pages.
    if not can_grant_office_role(request.user, body):
        return redirect("home")
    return redirect("office-people", body.slug)


def _directed_body_or_404(request: SignedInRequest, body_slug: str) -> Body:
    body = office_body_or_404(request.user, body_slug)
    if not can_grant_office_role(request.user, body):
        raise Http404
    return body
