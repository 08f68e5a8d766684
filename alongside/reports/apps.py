"""The app's place in Django, and in the navigation."""

from typing import cast

from django.apps import AppConfig
from django.http import HttpRequest

from alongside.web.navigation import NavItem, register, signed_in


def _works_in_an_office(request: HttpRequest) -> bool:
    """Asked once for each request."""
    from alongside.people.models import Account  # noqa: PLC0415  models load after the apps
    from alongside.people.queries import offices_of  # noqa: PLC0415  models load after the apps

    if not signed_in(request):
        return False
    known = getattr(request, "works_in_an_office", None)
    if known is None:
        known = offices_of(cast(Account, request.user)).exists()
        request.works_in_an_office = known  # type: ignore[attr-defined]  # the request is where pages remember
    return bool(known)


def _is_member(request: HttpRequest) -> bool:
    """Asked once for each request; who only works in an office has no scheme to join."""
    from alongside.people.models import Account  # noqa: PLC0415  models load after the apps
    from alongside.people.queries import memberships_of  # noqa: PLC0415  models load after the apps

    if not signed_in(request):
        return False
    known = getattr(request, "is_member_of_a_body", None)
    if known is None:
        known = memberships_of(cast(Account, request.user)).exists()
        request.is_member_of_a_body = known  # type: ignore[attr-defined]  # the request is where pages remember
    return bool(known)


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
