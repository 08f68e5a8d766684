"""The app's entries in the navigation: workshops where there are any, training for whoever leads some."""

from typing import cast

from django.http import HttpRequest

from alongside.people.models import Account, OfficeRole
from alongside.training.models import Run
from alongside.web.navigation import NavItem, asked_once, register, signed_in


def _sees_workshops(request: HttpRequest) -> bool:
    """Whether a run is announced that the reader sees; asked once for each request."""
    if not signed_in(request):
        return False
    account = cast(Account, request.user)
    return asked_once(request, "workshops", lambda: Run.objects.visible_to(account).exists())


def _leads_workshops(request: HttpRequest) -> bool:
    """Whether somebody is a trainer; asked once for each request."""
    if not signed_in(request):
        return False
    roles = OfficeRole.objects.filter(account=cast(Account, request.user), role=OfficeRole.TRAINER)
    return asked_once(request, "training", lambda: roles.exists())


register(
    NavItem("Workshops", route="workshops", order=34, shown_to=_sees_workshops),
    NavItem("Training", route="training", order=36, shown_to=_leads_workshops),
)
