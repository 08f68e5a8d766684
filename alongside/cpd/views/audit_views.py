"""Showing one's audit profile to a named auditor, and the page on which that auditor reads it."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from alongside.cpd.actions.audit_views import open_as_auditor, show_to_auditor, shown_by_link, stop_showing
from alongside.cpd.forms.audit_view import AuditViewForm
from alongside.cpd.issuing import issued_profile_pdf
from alongside.cpd.models import AuditView, Profile
from alongside.cpd.queries.profiles import profile_or_404
from alongside.people.models import Account
from alongside.people.requests import SignedInRequest
from alongside.web.announce import announce
from alongside.web.downloads import download
from alongside.web.wording import count_of


def audit_views(request: SignedInRequest, profile_id: UUID) -> HttpResponse:
    """To whom one shows this profile. A new link is told once, in the answer to the form that asked for it."""
    found = profile_or_404(request.user, profile_id)
    today = timezone.localdate()
    form = AuditViewForm(request.POST if request.method == "POST" else None, today=today)
    if form.is_bound and form.is_valid():
        view, secret = show_to_auditor(found, by=request.user, today=today, **form.cleaned_data)
        link = f"{settings.SITE_URL}{reverse('audit', args=[secret])}"
        context = {"profile": found, "view": view, "link": link}
        return _unkept(render(request, "cpd/audit_link.html", context))
    return render(
        request,
        "cpd/audit_views.html",
        {"profile": found, "form": form, "views": _views_of(found, request.user, timezone.now())},
    )


def _views_of(found: Profile, account: Account, now: datetime) -> list[dict[str, object]]:
    views = AuditView.objects.visible_to(account).filter(profile=found)
    return [
        {
            "view": view,
            "is_open": view.is_open(now),
            "openings": view.openings.all(),
            "opened": f"Opened {count_of(len(view.openings.all()), 'time')}",
        }
        for view in views.select_related("profile__member__account").prefetch_related("openings")
    ]


def stop(request: SignedInRequest, view_id: UUID) -> HttpResponse:
    """Make the link open nothing any more."""
    found = get_object_or_404(AuditView.objects.visible_to(request.user), pk=view_id)
    stop_showing(found, by=request.user)
    announce(request, "That link opens nothing any more.")
    return redirect("cpd-audit-views", profile_id=found.profile_id)


def audit(request: HttpRequest, token: str) -> HttpResponse:
    """What an auditor sees: first who shows what, then, with a button, the profile itself.

    The button keeps a mail scanner that follows the link from counting as an opening.
    """
    shown = shown_by_link(token, timezone.now())
    if shown is None:
        return _unkept(render(request, "cpd/audit_over.html", status=410))
    if request.method != "POST":
        member = shown.view.profile.member
        return _unkept(render(request, "cpd/audit_open.html", {"view": shown.view, "member": member}))
    took_pdf = request.POST.get("as") == "pdf"
    profile = open_as_auditor(shown, now=timezone.now(), took_pdf=took_pdf)
    if profile is None:
        return _unkept(render(request, "cpd/audit_over.html", status=410))
    if took_pdf:
        name = f"cpd-audit-profile-{profile.on}-to-{profile.until}.pdf"
        return download(
            issued_profile_pdf(profile, shown.view.profile.member.body, timezone.localdate()),
            "application/pdf",
            name,
        )
    standards = {one.key: one.number for one in profile.standards}
    context = {"profile": profile, "view": shown.view, "standards": standards}
    return _unkept(render(request, "cpd/audit_profile.html", context))


def _unkept(answer: HttpResponse) -> HttpResponse:
    """No browser keeps what a link opened. That no other site hears of the link, the policy of every page sees to."""
    answer.headers["Cache-Control"] = "no-store"
    return answer
