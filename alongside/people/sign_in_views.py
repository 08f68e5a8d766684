"""Pages for signing in by a link from one's mail."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from alongside.people.sign_in_forms import SignInLinkForm
from alongside.people.sign_in_links import link_is_open, send_sign_in_link, use_sign_in_link


def ask_for_link(request: HttpRequest) -> HttpResponse:
    """Ask for a link; whatever the address, the answer and its time are the same."""
    form = SignInLinkForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        address = form.cleaned_data["email"].lower()
        if not ratelimit.consume(request, action="sign_in_link", key=address):
            answer: HttpResponse = ratelimit.respond_429(request)
            return answer
        send_sign_in_link(address, path=_path_after(request), now=timezone.now())
        return redirect("sign-in-link-sent")
    return render(request, "people/sign_in_link.html", {"form": form, "next": _path_after(request)})


def link_sent(request: HttpRequest) -> HttpResponse:
    """What to do now; the same for everybody."""
    return render(request, "people/sign_in_link_sent.html")


def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """A page with a button, as mail scanners open every link; the button signs in, by way of any second factor."""
    if request.method != "POST":
        open_still = link_is_open(token, now=timezone.now())
        return _link_page(request, open_still=open_still)
    used = use_sign_in_link(token, now=timezone.now())
    if used is None:
        return _link_page(request, open_still=False)
    account, path = used
    record_authentication(request, account, method="link", email=account.email)
    answer: HttpResponse = perform_login(request, account, redirect_url=path or None, email=account.email)
    return answer


def _link_page(request: HttpRequest, *, open_still: bool) -> HttpResponse:
    status = 200 if open_still else 410
    return render(request, "people/sign_in_link_open.html", {"open_still": open_still}, status=status)


def _path_after(request: HttpRequest) -> str:
    """The page of ours to go to afterwards, or nothing."""
    path = request.POST.get("next") or request.GET.get("next") or ""
    ours = (
        path.startswith("/")
        and len(path) <= 200
        and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    )
    return path if ours else ""
