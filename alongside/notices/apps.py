"""The app's place in Django."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class NoticesConfig(AppConfig):
    """Registers the app, and every app's work for the worker, which stands in its `jobs.py`."""

    name = "alongside.notices"

    def ready(self) -> None:
        """Called by Django once all models are there."""
        autodiscover_modules("jobs")
