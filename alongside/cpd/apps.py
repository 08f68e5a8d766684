"""The app's place in Django."""

from importlib import import_module

from django.apps import AppConfig
from django.http import HttpRequest

from alongside.web.navigation import NavItem, register, signed_in


class CpdConfig(AppConfig):
    """Registers the app, its entry in the navigation and its task of the clock."""

    name = "alongside.cpd"

    def ready(self) -> None:
        """Import what declares itself, once the models are there."""
        import_module("alongside.cpd.actions")
        import_module("alongside.cpd.jobs")
        import_module("alongside.cpd.suggested")
        register(NavItem("CPD", route="cpd", order=50, shown_to=is_member))


def is_member(request: HttpRequest) -> bool:
    """Whether the reader belongs to a body; asked once for each page."""
    if not signed_in(request):
        return False
    known: bool | None = getattr(request, "is_member_of_a_body", None)
    if known is None:
        known = request.user.memberships.exists()  # type: ignore[union-attr]  # signed in, so an Account
        request.is_member_of_a_body = known  # type: ignore[attr-defined]  # kept for the rest of this request
    return known
