"""The app's place in Django."""

from importlib import import_module

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """Registers the app and what it declares to others."""

    name = "alongside.training"

    def ready(self) -> None:
        """Called by Django once every app's models are there."""
        import_module("alongside.training.navigation")
