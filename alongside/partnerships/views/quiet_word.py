"""Asking the office for a word; the partner sees nothing of it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from alongside.partnerships.actions.quiet_words import ask_for_word, settle_words, withdraw_word
from alongside.partnerships.queries.office import partnerships_run_by
from alongside.partnerships.queries.partnerships import partnership_or_404
from alongside.partnerships.queries.quiet_words import own_quiet_word
from alongside.partnerships.views.page import partnership_page
from alongside.people.queries import office_body_or_404
from alongside.people.requests import SignedInRequest
from alongside.web.announce import announce


def quiet_word(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """What the office would learn, and the button to ask."""
    found = partnership_or_404(request.user, partnership_id)
    role = found.role_of(request.user)
    if request.method == "POST":
        ask_for_word(found, by=request.user, role=role)
        undo = reverse("quiet-word-withdraw", kwargs={"partnership_id": found.pk})
        announce(request, "Your office knows that you would like a word, and gets in touch.", undo_url=undo)
        return redirect("quiet-word", partnership_id=found.pk)
    page = partnership_page(found, request.user, tab="partnership", exactly=False)
    context = {"word": own_quiet_word(found, role), "body": found.scheme.body}
    return render(request, "partnerships/quiet_word.html", page | context)


def quiet_word_withdraw(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Take it back."""
    found = partnership_or_404(request.user, partnership_id)
    withdraw_word(found, by=request.user, role=found.role_of(request.user))
    announce(request, "You have taken it back. You can ask again at any time.")
    return redirect("quiet-word", partnership_id=found.pk)


def office_words_settle(request: SignedInRequest, body_slug: str, partnership_id: UUID) -> HttpResponse:
    """The office has talked with whoever asked."""
    body = office_body_or_404(request.user, body_slug)
    found = get_object_or_404(partnerships_run_by(request.user, body), pk=partnership_id)
    if settle_words(found, by=request.user):
        announce(request, "It is settled and leaves your list.")
    return redirect("office-partnership", body_slug=body.slug, partnership_id=found.pk)
