"""The app's entries in the navigation."""

from typing import cast

from django.http import HttpRequest

from alongside.partnerships.models import Partnership
from alongside.people.models import Account
from alongside.web.navigation import NavItem, asked_once, register, signed_in


def _has_partner(request: HttpRequest) -> bool:
    """Whoever is or was in a partnership; asked once for each request."""
    if not signed_in(request):
        return False
    account = cast(Account, request.user)
    return asked_once(request, "partnership", lambda: Partnership.objects.visible_to(account).exists())


register(NavItem("Partnership", route="partnerships", order=20, shown_to=_has_partner))
