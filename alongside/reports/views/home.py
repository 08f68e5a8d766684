"""Home: what a person does next."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from alongside.notices.models import Notice
from alongside.people.queries import offices_of
from alongside.people.requests import SignedInRequest
from alongside.reports.queries.member_home import member_home


def home(request: SignedInRequest) -> HttpResponse:
    """The member's home; somebody who only works in an office lands there."""
    found = member_home(request.user, now=timezone.now(), today=timezone.localdate())
    if not found.is_member and offices_of(request.user).exists():
        return redirect("office")
    return render(request, "reports/home.html", {"home": found})


def clear_notice(request: SignedInRequest, notice_id: UUID) -> HttpResponse:
    """Take one's own notice off the page."""
    notice = get_object_or_404(Notice.objects.filter(account=request.user), pk=notice_id)
    notice.cleared_at = notice.cleared_at or timezone.now()
    notice.save(update_fields=["cleared_at"])
    return redirect("home")
