"""The app's entries in the navigation."""

from typing import cast

from django.http import HttpRequest

from alongside.partnerships.models import Partnership
from alongside.people.models import Account
from alongside.web.navigation import NavItem, register, signed_in


def _has_partner(request: HttpRequest) -> bool:
    """Whoever is or was in a partnership; asked once for each request."""
    if not signed_in(request):
        return False
    known = getattr(request, "has_partner", None)
    if known is None:
        known = Partnership.objects.visible_to(cast(Account, request.user)).exists()
        request.has_partner = known  # type: ignore[attr-defined]  # the request is where pages remember
    return bool(known)


register(NavItem("Partnership", route="partnerships", order=20, shown_to=_has_partner))
