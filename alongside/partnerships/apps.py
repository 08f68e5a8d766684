"""The app's place in Django."""

from importlib import import_module

from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    """Registers the app and what it declares to others."""

    name = "alongside.partnerships"

    def ready(self) -> None:
        """Called by Django once every app's models are there."""
        import_module("alongside.partnerships.navigation")
        import_module("alongside.partnerships.places")
        import_module("alongside.partnerships.remarks")
