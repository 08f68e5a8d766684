"""The app's entries in the navigation: workshops where there are any, training for whoever leads some."""

from typing import cast

from django.http import HttpRequest

from alongside.people.models import Account, OfficeRole
from alongside.training.models import Run
from alongside.web.navigation import NavItem, register, signed_in


def _sees_workshops(request: HttpRequest) -> bool:
    """Whether a run is announced that the reader sees; asked once for each request."""
    if not signed_in(request):
        return False
    known = getattr(request, "sees_workshops", None)
    if known is None:
        known = Run.objects.visible_to(cast(Account, request.user)).exists()
        request.sees_workshops = known  # type: ignore[attr-defined]  # the request is where pages remember
    return bool(known)


def _leads_workshops(request: HttpRequest) -> bool:
    """Whether somebody is a trainer; asked once for each request."""
    if not signed_in(request):
        return False
    known = getattr(request, "leads_workshops", None)
    if known is None:
        known = OfficeRole.objects.filter(
            account=cast(Account, request.user), role=OfficeRole.TRAINER
        ).exists()
        request.leads_workshops = known  # type: ignore[attr-defined]  # the request is where pages remember
    return bool(known)


register(
    NavItem("Workshops", route="workshops", order=34, shown_to=_sees_workshops),
    NavItem("Training", route="training", order=36, shown_to=_leads_workshops),
)
