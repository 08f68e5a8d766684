"""The app's place in Django."""

from django.apps import AppConfig

from alongside.web.navigation import NavItem, register


class WebConfig(AppConfig):
    """Registers the app, and the way to one's own account."""

    name = "alongside.web"

    def ready(self) -> None:
        """The account comes last in the navigation."""
        register(NavItem("Account", route="account_email", order=900))
