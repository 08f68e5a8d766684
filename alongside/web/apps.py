"""The app's place in Django."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Registers the app."""

    name = "alongside.web"
