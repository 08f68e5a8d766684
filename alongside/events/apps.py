"""The app's place in Django."""

from importlib import import_module

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Registers the app and its entry in the navigation."""

    name = "alongside.events"

    def ready(self) -> None:
        """Called by Django once every app's models are there."""
        import_module("alongside.events.navigation")
