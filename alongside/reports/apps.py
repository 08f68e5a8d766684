"""The app's place in Django, and in the navigation."""

from typing import cast

from django.apps import AppConfig
from django.http import HttpRequest

from alongside.web.navigation import NavItem, asked_once, register, signed_in


def _works_in_an_office(request: HttpRequest) -> bool:
    """Asked once for each request."""
    from alongside.people.models import Account  # noqa: PLC0415  models load after the apps
    from alongside.people.queries import offices_of  # noqa: PLC0415  models load after the apps

    if not signed_in(request):
        return False
    return asked_once(request, "office", lambda: offices_of(cast(Account, request.user)).exists())


def _is_member(request: HttpRequest) -> bool:
    """Asked once for each request; who only works in an office has no scheme to join."""
    from alongside.people.models import Account  # noqa: PLC0415  models load after the apps
    from alongside.people.queries import memberships_of  # noqa: PLC0415  models load after the apps

    if not signed_in(request):
        return False
    return asked_once(request, "member", lambda: memberships_of(cast(Account, request.user)).exists())


class ReportsConfig(AppConfig):
    """Registers the app."""

    name = "alongside.reports"

    def ready(self) -> None:
        """Home comes first; the office's home only for whoever works there."""
        register(
            NavItem("Home", route="home", order=10),
            NavItem("Schemes", route="schemes", order=15, shown_to=_is_member),
            NavItem("Office", route="office", order=30, shown_to=_works_in_an_office),
        )
