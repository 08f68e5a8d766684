"""One's own settings."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from alongside.people.actions.accounts import change_account
from alongside.people.forms.account import AccountForm
from alongside.people.requests import SignedInRequest
from alongside.web.announce import announce


def settings_page(request: SignedInRequest) -> HttpResponse:
    """Names and time zone, with the ways to mail and sign-in settings."""
    form = AccountForm.for_account(request.user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        change_account(request.user, **form.cleaned_data)
        announce(request, "Your settings are saved.")
        return redirect("settings")
    return render(request, "people/settings.html", {"form": form})
