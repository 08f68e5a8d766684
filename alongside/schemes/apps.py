"""The app's place in Django."""

from django.apps import AppConfig


class SchemesConfig(AppConfig):
    """Registers the app."""

    name = "alongside.schemes"
