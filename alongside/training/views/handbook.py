"""The handbook as members read it."""

from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.people.models import Member
from alongside.people.requests import SignedInRequest
from alongside.schemes.models import Scheme
from alongside.schemes.queries import definition_in_force, rules_of
from alongside.training.actions.handbook import say_read
from alongside.training.booklet import handbook_pdf
from alongside.training.forms.handbook import FindForm
from alongside.training.queries.handbook import (
    find_in,
    is_to_read_again,
    last_reading,
    newest_edition,
    side_or_404,
)
from alongside.training.queries.library import library_scheme_or_404, runs_scheme
from alongside.web.announce import announce, announce_problem
from alongside.web.downloads import download
from alongside.web.markdown import read_book


def read(request: SignedInRequest, scheme_id: UUID, side: str) -> HttpResponse:
    """All chapters on one page, which prints as it stands; at its end a member says that they have read it."""
    side = side_or_404(side)
    scheme, member = _scheme(request, scheme_id)
    edition = newest_edition(scheme, side)
    book = read_book(edition.text) if edition else None
    form = FindForm(request.GET or QueryDict())
    words = form.cleaned_data["words"] if form.is_valid() else ""
    reading = last_reading(scheme, side, member) if member else None
    context = {
        "scheme": scheme,
        "rules": rules_of(definition_in_force(scheme, timezone.localdate())),
        "side": side,
        "edition": edition,
        "book": book,
        "form": form,
        "words": words,
        "hits": find_in(book, words) if book else [],
        "member": member,
        "is_member": member is not None,
        "in_office": runs_scheme(request.user, scheme),
        "reading": reading,
        "may_renew": reading is not None and reading.may_be_renewed(timezone.now()),
        "again": is_to_read_again(scheme, side, reading),
    }
    return render(request, "training/handbook.html", context)


def pdf(request: SignedInRequest, scheme_id: UUID, side: str) -> HttpResponse:
    """The edition as a document to keep or to print."""
    side = side_or_404(side)
    scheme, _ = _scheme(request, scheme_id)
    edition = newest_edition(scheme, side)
    if edition is None:
        raise Http404
    return download(handbook_pdf(edition, scheme), "application/pdf", f"handbook-{side}-{edition.number}.pdf")


def say(request: SignedInRequest, scheme_id: UUID, side: str) -> HttpResponse:
    """Say that one has read and understood the edition that was on the page."""
    side = side_or_404(side)
    scheme, member = _scheme(request, scheme_id)
    edition = newest_edition(scheme, side)
    if edition is None or member is None:
        raise Http404
    if request.POST.get("edition") == str(edition.number):
        say_read(edition, member=member, now=timezone.now())
        announce(request, "Noted: you have read and understood the handbook.")
    else:
        announce_problem(request, "There is a newer edition than the one you read. Please look at it first.")
    return redirect("handbook", scheme_id=scheme.pk, side=side)


def _scheme(request: SignedInRequest, scheme_id: UUID) -> tuple[Scheme, Member | None]:
    """A scheme whose handbook one reads, and oneself as a member of its body, if one is."""
    scheme = library_scheme_or_404(request.user, scheme_id)
    return scheme, scheme.body.members.filter(account=request.user).select_related("account").first()
