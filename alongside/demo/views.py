"""The demonstration's own pages: who can be tried, signing in as them, and the mails that were sent."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth import login
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from alongside.demo.cast import account_of, cast_bodies
from alongside.demo.mails import all_mails, mail_or_none
from alongside.demo.this_machine import only_here


@only_here
def ways_in(request: HttpRequest) -> HttpResponse:
    """Everybody of the cast."""
    return render(request, "demo/ways_in.html", {"bodies": cast_bodies()})


@only_here
def sign_in(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in as one of the cast, at one click."""
    account = account_of(token)
    if account is None:
        raise Http404
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("/")


@only_here
def mails(request: HttpRequest) -> HttpResponse:
    """The outbox, newest first; no mail of a demonstration leaves this machine."""
    page = Paginator(all_mails(request.GET.get("to", "")), 50).get_page(request.GET.get("page"))
    return render(request, "demo/mails.html", {"page": page, "to": request.GET.get("to", "")})


@only_here
def mail(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """One mail, with links to follow."""
    row = mail_or_none(mail_id)
    if row is None:
        raise Http404
    return render(request, "demo/mail.html", {"mail": row})
