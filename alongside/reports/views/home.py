"""Home: what a person does next."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from alongside.notices.actions import put_back, take_off
from alongside.notices.models import Notice
from alongside.notices.queries import open_notices, own_notices
from alongside.people.queries import offices_of
from alongside.people.requests import SignedInRequest
from alongside.reports.queries.member_home import member_home
from alongside.web.announce import announce
from alongside.web.wording import count_of


def home(request: SignedInRequest) -> HttpResponse:
    """The member's home; somebody who only works in an office lands there."""
    found = member_home(request.user, now=timezone.now(), today=timezone.localdate())
    if not found.is_member and offices_of(request.user).exists():
        return redirect("office")
    return render(request, "reports/home.html", {"home": found})


def clear_notice(request: SignedInRequest, notice_id: UUID) -> HttpResponse:
    """Take one's own notice off the page, with a way back."""
    return _taken_off(request, [get_object_or_404(own_notices(request.user), pk=notice_id)])


def clear_notices(request: SignedInRequest) -> HttpResponse:
    """Take off all that stood on the page when it was sent; what came since has not been seen and stays."""
    stood = set(request.POST.getlist("notice"))
    return _taken_off(request, [one for one in open_notices(request.user) if str(one.pk) in stood])


def restore_notice(request: SignedInRequest, notice_id: UUID) -> HttpResponse:
    """Put back what was taken off together with this one."""
    put_back(get_object_or_404(own_notices(request.user), pk=notice_id), by=request.user)
    return redirect("home")


def _taken_off(request: SignedInRequest, notices: list[Notice]) -> HttpResponse:
    if taken := take_off(notices, by=request.user):
        announce(
            request,
            f"{count_of(taken, 'notice')} taken off this page.",
            undo_url=reverse("notice-restore", args=[notices[0].pk]),
        )
    return redirect("home")
