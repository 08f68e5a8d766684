"""The app's entry in the navigation, for those who are in a circle."""

from typing import cast

from django.http import HttpRequest

from alongside.circles.models import CircleMember
from alongside.people.models import Account
from alongside.web.navigation import NavItem, asked_once, register, signed_in


def _is_in_one(request: HttpRequest) -> bool:
    """Whether the reader is in a circle; asked once for each request."""
    if not signed_in(request):
        return False
    rows = CircleMember.objects.filter(member__account=cast(Account, request.user))
    return asked_once(request, "circles", lambda: rows.exists())


register(NavItem("Circles", route="circles", order=38, shown_to=_is_in_one))
