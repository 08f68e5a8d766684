"""The app's place in Django."""

from importlib import import_module

from django.apps import AppConfig


class CirclesConfig(AppConfig):
    """Registers the app and what it declares to others."""

    name = "alongside.circles"

    def ready(self) -> None:
        """Called by Django once every app's models are there."""
        import_module("alongside.circles.navigation")
        import_module("alongside.circles.jobs")
