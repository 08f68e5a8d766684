"""The office's page of mails that did not arrive."""

from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from alongside.notices.actions import try_mail_again
from alongside.people.queries import office_body_or_404
from alongside.people.queries.mails import undelivered_mail, undelivered_mails
from alongside.people.requests import SignedInRequest
from alongside.web.announce import announce

MOST = 100


def undelivered(request: SignedInRequest, body_slug: str) -> HttpResponse:
    """Who was not reached and why; a post sends one of the mails again."""
    body = office_body_or_404(request.user, body_slug)
    if request.method == "POST":
        mail = undelivered_mail(body, _asked_for(request))
        if mail is None:
            raise Http404
        try_mail_again(mail)
        announce(request, f"The mail to {mail.address} is on its way again.")
        return redirect("office-mail", body.slug)
    return render(request, "people/undelivered.html", {"body": body, "mails": undelivered_mails(body)[:MOST]})


def _asked_for(request: SignedInRequest) -> UUID:
    try:
        asked: UUID = forms.UUIDField().clean(request.POST.get("mail"))
    except forms.ValidationError as error:
        raise Http404 from error
    return asked
