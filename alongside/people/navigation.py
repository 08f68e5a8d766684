"""The app's entry in the navigation."""

from alongside.web.navigation import NavItem, register

register(NavItem("Settings", route="settings", order=90))
