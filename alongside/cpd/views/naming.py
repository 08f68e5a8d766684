"""Whom I let name me, and who lets me name them."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from alongside.cpd.actions.naming import agree_to_be_named, withdraw_naming
from alongside.cpd.queries.naming import namings_of, partner_or_404
from alongside.people.requests import SignedInRequest
from alongside.web.announce import announce


def naming(request: SignedInRequest) -> HttpResponse:
    """Everybody one has been paired with, and what the two have agreed about names."""
    return render(request, "cpd/naming.html", {"namings": namings_of(request.user)})


def agree(request: SignedInRequest, partner_id: UUID) -> HttpResponse:
    """Let a partner name me."""
    agree_to_be_named(request.user, receiver=partner_or_404(request.user, partner_id))
    announce(request, "Your partner may now name you in an audit profile.")
    return redirect("cpd-naming")


def withdraw(request: SignedInRequest, partner_id: UUID) -> HttpResponse:
    """Take it back."""
    withdraw_naming(request.user, receiver=partner_or_404(request.user, partner_id))
    announce(request, "Your name is withheld again. What was downloaded before stays as it is.")
    return redirect("cpd-naming")
