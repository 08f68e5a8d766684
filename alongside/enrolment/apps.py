"""The app's place in Django."""

from importlib import import_module

from django.apps import AppConfig


class EnrolmentConfig(AppConfig):
    """Registers the app."""

    name = "alongside.enrolment"

    def ready(self) -> None:
        """Called by Django once all models are there."""
        import_module("alongside.enrolment.after_import")
