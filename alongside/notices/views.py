"""Pages on which people choose their mails, signed in or by the link in a mail's footer."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt

from alongside.notices.actions import choose_mail, choose_mails
from alongside.notices.forms import MailForm
from alongside.notices.queries import reader_of_mail
from alongside.notices.registry import MAIL_KINDS
from alongside.notices.stopping import LinkNotOurs, read_stop_token
from alongside.web.announce import announce


def mail_settings(request: HttpRequest) -> HttpResponse:
    """Which kinds of mail, and when."""
    form = MailForm(request.user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        choose_mails(
            request.user,
            kinds=form.choices,
            quiet_from=form.cleaned_data["quiet_from"],
            quiet_until=form.cleaned_data["quiet_until"],
        )
        announce(request, "Your mail settings are saved.")
        return redirect("mail-settings")
    return render(request, "notices/mail_settings.html", {"form": form})


@csrf_exempt  # a mail programme's unsubscribe button posts here without having seen the page (RFC 8058)
def stop_mails(request: HttpRequest, token: str) -> HttpResponse:
    """A page with a button; only the button, or the mail programme's own, changes anything."""
    try:
        account_id, keys = read_stop_token(token)
    except LinkNotOurs as error:
        raise Http404 from error
    account = reader_of_mail(account_id)
    kinds = [MAIL_KINDS[key] for key in keys if key in MAIL_KINDS and MAIL_KINDS[key].optional]
    if account is None or not kinds:
        raise Http404
    stopped = None
    if request.method == "POST":
        stopped = "again" not in request.POST
        for kind in kinds:
            choose_mail(account, kind=kind.key, wanted=not stopped)
    return render(request, "notices/stop_mails.html", {"kinds": kinds, "stopped": stopped})
